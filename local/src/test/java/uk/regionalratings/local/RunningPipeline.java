package uk.regionalratings.local;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;

/** Broker, registry, topology and query API on free ports, with topics and schemas in place and nothing in them. */
final class RunningPipeline implements AutoCloseable {
    private final LocalStack stack = LocalStack.start(LocalStack.Settings.temporary());
    private final Settings settings = Pipeline.settings(stack);
    private final StreamsProcess streams;

    RunningPipeline() {
        try {
            ClusterSetup.apply(settings);
            Map<String, String> own = new HashMap<>(Pipeline.addresses(stack));
            own.put(
                    StreamsSettings.STATE_DIR,
                    stack.dataDirectory().resolve("streams").toString());
            own.put(StreamsSettings.HTTP_PORT, "0");
            own.put(StreamsSettings.MANAGEMENT_PORT, "0");
            streams = new StreamsProcess(StreamsSettings.load(null, Map.of(), own), Clock.systemUTC());
            streams.start();
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    LocalStack stack() {
        return stack;
    }

    Settings settings() {
        return settings;
    }

    StreamsProcess streams() {
        return streams;
    }

    /** Where the query API is, without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + streams.port();
    }

    /** Returns when everything published so far has been processed and is visible. */
    void catchUp() {
        try (CatchUp catchUp = new CatchUp(settings, streams.applicationId())) {
            catchUp.await(streams.view(), Duration.ofMinutes(3));
        }
    }

    @Override
    public void close() {
        try (stack) {
            streams.close();
        }
    }
}
