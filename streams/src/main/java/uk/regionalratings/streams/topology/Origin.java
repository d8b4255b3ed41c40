package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topics;

/** The place of a record of the facts. A record that is moved carries its origin in its headers. */
record Origin(String topic, int partition, long offset) {
    private static final Set<String> FACTS =
            Set.of(Topics.INSPECTION_PUBLISHED.name(), Topics.AUTHORITY_REGISTERED.name());

    /** The origin of the record that is being processed. */
    static Origin of(RecordMetadata read) {
        return new Origin(read.topic(), read.partition(), read.offset());
    }

    /** The origin that {@link #write} has put into the headers; empty if they have none. */
    static Optional<Origin> read(Headers headers) {
        String topic = text(headers, RejectionHeaders.ORIGIN_TOPIC);
        if (!FACTS.contains(topic)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Origin(
                    topic,
                    Integer.parseInt(text(headers, RejectionHeaders.ORIGIN_PARTITION)),
                    Long.parseLong(text(headers, RejectionHeaders.ORIGIN_OFFSET))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Overwrites any origin that the headers already claim. */
    void write(Headers headers) {
        put(headers, RejectionHeaders.ORIGIN_TOPIC, topic);
        put(headers, RejectionHeaders.ORIGIN_PARTITION, String.valueOf(partition));
        put(headers, RejectionHeaders.ORIGIN_OFFSET, String.valueOf(offset));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, String text) {
        headers.remove(name);
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
