package uk.regionalratings.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import uk.regionalratings.service.StopSignal;
import uk.regionalratings.system.faults.ThreeBrokers;
import uk.regionalratings.system.kit.Link;

/**
 * One of three brokers, which are their own controllers, in its own process. Arguments: its number (from 0), its data
 * directory, and three ports for each broker: for clients, for controllers, and for traffic over a {@link Link};
 * finally the ports where the links begin.
 */
public final class MemberProcess {
    private static final String CLUSTER_ID = "AAAAAAAAAAAAAAAAAAAAAQ";

    private MemberProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        int number = Integer.parseInt(arguments[0]);
        Path logs = Path.of(arguments[1]).toAbsolutePath();
        List<Integer> ports =
                Arrays.stream(arguments).skip(2).map(Integer::valueOf).toList();
        List<Integer> controllers = ports.subList(ThreeBrokers.COUNT, 2 * ThreeBrokers.COUNT);
        Properties settings = BrokerSettings.of(logs, ports.get(number), controllers.get(number));
        replicated(settings, number + 1, controllers);
        linked(settings, ports.get(2 * ThreeBrokers.COUNT + number), ports.get(3 * ThreeBrokers.COUNT + number));
        Directories.create(logs);
        EmbeddedBroker.format(logs, number + 1, CLUSTER_ID);
        KafkaNode member = new KafkaNode(settings);
        try (StopSignal stop = StopSignal.install()) {
            member.start();
            System.out.println(BrokerProcess.READY);
            stop.await();
            member.stop();
        }
    }

    /** A client that connects over a link is also directed to the other brokers over their links. */
    private static void linked(Properties settings, int port, int begin) {
        settings.merge("listeners", ",LINKED://" + Ports.HOST + ":" + port, MemberProcess::append);
        settings.merge("advertised.listeners", ",LINKED://" + Ports.HOST + ":" + begin, MemberProcess::append);
        settings.merge("listener.security.protocol.map", ",LINKED:PLAINTEXT", MemberProcess::append);
    }

    private static Object append(Object known, Object more) {
        return known.toString() + more;
    }

    /**
     * Every record is on three brokers and acknowledged by two, as recommended for an installation that may lose a
     * broker.
     */
    private static void replicated(Properties settings, int nodeId, List<Integer> controllers) {
        settings.setProperty("node.id", String.valueOf(nodeId));
        settings.setProperty(
                "controller.quorum.voters",
                IntStream.range(0, controllers.size())
                        .mapToObj(i -> (i + 1) + "@" + Ports.HOST + ":" + controllers.get(i))
                        .collect(Collectors.joining(",")));
        settings.setProperty("default.replication.factor", "3");
        settings.setProperty("min.insync.replicas", "2");
        settings.setProperty("offsets.topic.replication.factor", "3");
        settings.setProperty("transaction.state.log.replication.factor", "3");
        settings.setProperty("transaction.state.log.min.isr", "2");
    }
}
