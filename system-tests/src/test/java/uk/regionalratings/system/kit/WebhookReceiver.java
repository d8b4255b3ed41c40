package uk.regionalratings.system.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.Receiver;
import uk.regionalratings.service.Receiver.Reply;
import uk.regionalratings.tracing.Trace;

/** A receiver of webhooks that reads the alerts in its requests. */
public final class WebhookReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Receiver receiver;
    private final List<Receipt> receipts = new ArrayList<>();
    private volatile Supplier<Reply> answers;

    /**
     * One request.
     *
     * @param id its webhook-id
     * @param authorityId the authority of its change
     * @param at when it was complete
     * @param status the status of the answer
     * @param trace its traceparent; null without one
     */
    public record Receipt(String id, String authorityId, String body, Instant at, int status, @Nullable String trace) {
        boolean taken() {
            return status < 300;
        }
    }

    public WebhookReceiver(Supplier<Reply> answers) {
        this.answers = answers;
        this.receiver = new Receiver(this::receive);
    }

    private void receive(Receiver.Request request, OutputStream out) throws IOException {
        JsonNode change = JSON.readTree(request.body()).required("data");
        Reply answer = answers.get();
        Receipt receipt = new Receipt(
                request.headers().get("webhook-id"),
                change.required("authorityId").asText(),
                request.body(),
                Instant.now(),
                answer.status(),
                request.headers().get(Trace.PARENT));
        synchronized (receipts) {
            receipts.add(receipt);
        }
        answer.write(request, out);
    }

    /** Changes the answers from now on. */
    public void answer(Supplier<Reply> from) {
        answers = from;
    }

    public String url() {
        return receiver.url() + "?token=of-the-test";
    }

    /** All requests so far, in the order in which they were completed. */
    public List<Receipt> receipts() {
        synchronized (receipts) {
            return List.copyOf(receipts);
        }
    }

    /** All requests so far that were answered with 2xx. */
    public List<Receipt> taken() {
        return receipts().stream().filter(Receipt::taken).toList();
    }

    /** The ids received, by authority, in the order of their first receipt. */
    public Map<String, List<String>> firstTaken() {
        Map<String, String> authorities = new LinkedHashMap<>();
        taken().forEach(receipt -> authorities.putIfAbsent(receipt.id(), receipt.authorityId()));
        Map<String, List<String>> ids = new HashMap<>();
        authorities.forEach((id, authority) ->
                ids.computeIfAbsent(authority, any -> new ArrayList<>()).add(id));
        return ids;
    }

    /**
     * The ids of all requests, by authority. Consecutive requests with the same id count once; an id that returns after
     * another one appears again.
     */
    public Map<String, List<String>> inTurn() {
        Map<String, List<String>> ids = new HashMap<>();
        for (Receipt receipt : receipts()) {
            List<String> before = ids.computeIfAbsent(receipt.authorityId(), any -> new ArrayList<>());
            if (before.isEmpty() || !before.get(before.size() - 1).equals(receipt.id())) {
                before.add(receipt.id());
            }
        }
        return ids;
    }

    /** Fails if two requests with the same id had different bodies. */
    public void requireOneBodyForEachId() {
        Map<String, String> bodies = new HashMap<>();
        for (Receipt receipt : receipts()) {
            String before = bodies.putIfAbsent(receipt.id(), receipt.body());
            assertThat(before).as(receipt.id()).isIn(null, receipt.body());
        }
    }

    @Override
    public void close() {
        receiver.close();
    }
}
