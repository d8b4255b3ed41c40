package uk.regionalratings.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import uk.regionalratings.service.Receiver;
import uk.regionalratings.service.Receiver.Reply;
import uk.regionalratings.system.kit.AlertsFiles;

/** A webhook receiver that records every delivery that it took, and is at times slow, overloaded or failing; it may fail after it took one. */
final class RecordedReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String subscription;
    private final RunHistory history;
    private final Random random;
    private final Receiver receiver;

    RecordedReceiver(String subscription, RunHistory history, long seed) {
        this.subscription = subscription;
        this.history = history;
        this.random = new Random(seed);
        this.receiver = new Receiver(this::receive);
    }

    private void receive(Receiver.Request request, OutputStream out) throws IOException {
        int dice = dice();
        if (dice < 4) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        if (dice == 4) {
            Reply.of(503).write(request, out);
            return;
        }
        String id = request.headers().get("webhook-id");
        JsonNode change = JSON.readTree(request.body()).required("data");
        history.delivered(subscription, RunListener.told(change, id));
        Reply.of(dice == 5 ? 500 : 204).write(request, out);
    }

    private int dice() {
        synchronized (random) {
            return random.nextInt(200);
        }
    }

    /** The subscription to everything, as part of an alerts file with the secret beside it; from now on it is expected to be served. */
    String subscription() {
        history.subscribes(subscription);
        return """
                  %s:
                    start: 2014-01-01
                    filter: {include: [late, retracted]}
                    retry: {first: PT0.05S, longest: PT2S, giveUpAfter: PT1H}
                    sink: {type: webhook, url: 'http://127.0.0.1:%d/', timeout: PT5S, secrets: {file: %s}}
                """
                .formatted(subscription, receiver.port(), AlertsFiles.SECRET);
    }

    @Override
    public void close() {
        receiver.close();
    }
}
