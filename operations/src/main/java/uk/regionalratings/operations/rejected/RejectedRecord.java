package uk.regionalratings.operations.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.topics.CloudEventHeaders;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * One dead letter.
 *
 * @param at when it was rejected, or when the record was sent if the topology rejected it
 * @param reason the reason code; empty if the record has none
 * @param field the first invalid field; empty for the record as a whole
 * @param detail all problems, in words
 * @param origin the file and line, or the topic, partition and offset
 * @param source the feed that sent the record to the topic, as its header says; empty if it has none
 * @param eventId the identity of the event at its source; empty if the record has none
 * @param authority the authority as the record names it; empty if it names none
 * @param content the beginning of the record if it is text, otherwise its kind and size
 */
record RejectedRecord(
        Instant at,
        String reason,
        String field,
        String detail,
        String origin,
        String source,
        String eventId,
        String authority,
        String content) {
    /** Enough to recognise a row; the topic has the whole record. */
    private static final int LONGEST_CONTENT = 240;

    static RejectedRecord of(ConsumerRecord<byte[], byte[]> letter) {
        Headers headers = letter.headers();
        return new RejectedRecord(
                Instant.ofEpochMilli(letter.timestamp()),
                text(headers, RejectionHeaders.REASON),
                text(headers, RejectionHeaders.FIELD),
                text(headers, RejectionHeaders.DETAIL),
                origin(headers, letter),
                text(headers, CloudEventHeaders.SOURCE),
                text(headers, CloudEventHeaders.ID),
                letter.key() == null ? "" : Quoted.clean(new String(letter.key(), UTF_8)),
                content(letter.value()));
    }

    private static String origin(Headers headers, ConsumerRecord<byte[], byte[]> letter) {
        String file = text(headers, RejectionHeaders.ORIGIN_FILE);
        String line = text(headers, RejectionHeaders.ORIGIN_LINE);
        if (!file.isEmpty()) {
            return line.isEmpty() ? file : file + ":" + line;
        }
        String topic = text(headers, RejectionHeaders.ORIGIN_TOPIC);
        return topic.isEmpty()
                ? "unknown; the letter is " + letter.topic() + "-" + letter.partition() + "@" + letter.offset()
                : topic + "-" + text(headers, RejectionHeaders.ORIGIN_PARTITION) + "@"
                        + text(headers, RejectionHeaders.ORIGIN_OFFSET);
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : Quoted.clean(new String(header.value(), UTF_8));
    }

    private static String content(byte @Nullable [] value) {
        if (value == null) {
            return "no value";
        }
        Optional<String> text = decoded(value);
        if (text.isEmpty()) {
            return (value.length > 0 && value[0] == 0 ? "Avro" : "binary") + ", " + value.length + " bytes";
        }
        String shown = text.get().strip();
        int codePoints = shown.codePointCount(0, shown.length());
        return Quoted.clean(
                codePoints <= LONGEST_CONTENT
                        ? shown
                        : shown.substring(0, shown.offsetByCodePoints(0, LONGEST_CONTENT)) + "…");
    }

    private static Optional<String> decoded(byte[] value) {
        // Avro's wire format begins with 0, which decodes as a character but occurs in no text.
        for (byte one : value) {
            if (one == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** What the sender can do about it; empty for a reason code that this version does not know. */
    String remedy() {
        return Arrays.stream(RejectionReason.values())
                .filter(one -> one.id().equals(reason))
                .map(RejectionReason::remedy)
                .findFirst()
                .orElse("");
    }
}
