package uk.regionalratings.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that start their own broker and registry. */
final class StackOptions {
    private static final int BROKER = 9092;
    private static final int REGISTRY = 8081;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            description =
                    "Port of the broker; 0 for a free one. Default: ${DEFAULT-VALUE}, or a free one for the demo.")
    private int brokerPort = BROKER;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            description =
                    "Port of the schema registry; 0 for a free one. Default: ${DEFAULT-VALUE}, or a free one for the demo.")
    private int registryPort = REGISTRY;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keeps the data between runs; without this option all data is deleted at the end.")
    private @Nullable Path dataDirectory;

    /** Uses exactly these ports, because other programs rely on them. */
    LocalStack.Settings asGiven() {
        return new LocalStack.Settings(brokerPort, registryPort, dataDirectory);
    }

    /** Uses these ports if they are free, so that the other commands find the stack, and any free ports otherwise. */
    LocalStack.Settings orFree() {
        return new LocalStack.Settings(
                brokerPort == BROKER ? Ports.orFree(brokerPort) : brokerPort,
                registryPort == REGISTRY ? Ports.orFree(registryPort) : registryPort,
                dataDirectory);
    }
}
