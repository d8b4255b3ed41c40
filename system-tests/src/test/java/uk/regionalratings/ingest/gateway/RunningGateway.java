package uk.regionalratings.ingest.gateway;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A gateway in this JVM, without tokens, on free ports of the loopback interface. */
public final class RunningGateway implements AutoCloseable {
    private final GatewayProcess process;

    /** @param settings settings other than the defaults, such as the addresses of broker and registry */
    public RunningGateway(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent(GatewaySettings.HTTP_PORT, "0");
        all.putIfAbsent(GatewaySettings.MANAGEMENT_PORT, "0");
        process = new GatewayProcess(GatewaySettings.load(null, Map.of(), all), Clock.systemUTC());
        process.start();
    }

    /** Where inspections are posted. */
    public URI inspections() {
        return URI.create("http://127.0.0.1:" + process.port() + GatewayApi.INSPECTIONS);
    }

    @Override
    public void close() {
        process.close();
    }
}
