package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import uk.regionalratings.topics.RejectionHeaders;

/** Where a record of the facts lies. One that is moved takes its origin along in its headers. */
record Origin(String topic, int partition, long offset) {
    /** Where the record that is being processed was read. */
    static Origin of(RecordMetadata read) {
        return new Origin(read.topic(), read.partition(), read.offset());
    }

    /** What {@link #write} has written. */
    static Origin read(Headers headers) {
        return new Origin(
                text(headers, RejectionHeaders.ORIGIN_TOPIC),
                Integer.parseInt(text(headers, RejectionHeaders.ORIGIN_PARTITION)),
                Long.parseLong(text(headers, RejectionHeaders.ORIGIN_OFFSET)));
    }

    /** In the place of whatever the record says of its origin itself. */
    void write(Headers headers) {
        put(headers, RejectionHeaders.ORIGIN_TOPIC, topic);
        put(headers, RejectionHeaders.ORIGIN_PARTITION, String.valueOf(partition));
        put(headers, RejectionHeaders.ORIGIN_OFFSET, String.valueOf(offset));
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, String text) {
        headers.remove(name);
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
