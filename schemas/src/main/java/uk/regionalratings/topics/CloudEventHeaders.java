package uk.regionalratings.topics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/**
 * CloudEvents 1.0 attributes as Kafka headers (binary content mode). Source and id together identify an event
 * permanently: a record that is sent again carries the same pair.
 */
public final class CloudEventHeaders {
    public static final String INSPECTION_PUBLISHED = "uk.regionalratings.inspection-published";
    public static final String AUTHORITY_REGISTERED = "uk.regionalratings.authority-registered";
    public static final String RATING_CHANGED = "uk.regionalratings.rating-changed";

    /** The URI reference of the sender. */
    public static final String SOURCE = "ce_source";

    /** The identity of the event at its source. */
    public static final String ID = "ce_id";

    private CloudEventHeaders() {}

    /**
     * Adds the attributes.
     *
     * @param type one of the constants of this class
     * @param source a URI reference that identifies the sender
     * @param id unique for the source
     * @param subject what the event is about
     * @param time when it happened
     */
    public static void add(Headers headers, String type, String source, String id, String subject, Instant time) {
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_type", type);
        put(headers, SOURCE, source);
        put(headers, ID, id);
        put(headers, "ce_subject", subject);
        put(headers, "ce_time", time.toString());
        put(headers, "content-type", "application/avro");
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
