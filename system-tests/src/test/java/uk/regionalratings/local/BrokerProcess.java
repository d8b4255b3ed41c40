package uk.regionalratings.local;

import java.nio.file.Path;
import uk.regionalratings.service.StopSignal;

/** A broker in its own process, so that it can be killed. Arguments: its port and its data directory. */
public final class BrokerProcess {
    public static final String READY = "broker ready";

    private BrokerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (StopSignal stop = StopSignal.install();
                EmbeddedBroker broker = new EmbeddedBroker(Integer.parseInt(arguments[0]), Path.of(arguments[1]))) {
            broker.start();
            System.out.println(READY);
            stop.await();
        }
    }
}
