package uk.regionalratings.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import uk.regionalratings.local.LocalStack;

/**
 * A broker and a registry in their own process. Prints their addresses on one line. Then reads the name of a topic from
 * each line of its input and prints the number of bytes of that topic sent to readers so far. Runs until its input
 * closes, so it does not outlive the process that started it. Argument: the data directory.
 */
public final class StackMain {
    private StackMain() {}

    public static void main(String[] arguments) throws IOException, JMException {
        try (LocalStack stack = LocalStack.start(new LocalStack.Settings(0, 0, Path.of(arguments[0])))) {
            System.out.println(stack.bootstrapServers() + " " + stack.registryUrl());
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String topic = questions.readLine(); topic != null; topic = questions.readLine()) {
                System.out.println(bytesOut(topic));
            }
        }
    }

    private static long bytesOut(String topic) throws JMException {
        ObjectName name = new ObjectName("kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec,topic=" + topic);
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Count");
        } catch (InstanceNotFoundException e) {
            // Nobody has read the topic yet.
            return 0;
        }
    }
}
