package uk.regionalratings.alerts.position;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a subscription is in one partition, and what became of everything before that: both move together through crashes.
 *
 * @param topicId of which topic; the id tells it from one of the same name that was made anew. Empty where an earlier version did not note it
 * @param offset of the first record that has not ended
 * @param tally what became of the records before it
 */
public record Position(String topicId, long offset, Tally tally) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String TOPIC_ID = "topicId";
    private static final String OFFSET = "offset";

    private ObjectNode json() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(TOPIC_ID, topicId);
        json.setAll((ObjectNode) MAPPER.valueToTree(tally.shortened()));
        return json;
    }

    /** As the value of a record. */
    byte[] toBytes() {
        return json().put(OFFSET, offset).toString().getBytes(UTF_8);
    }

    /** The position that a record holds; empty if it holds none. */
    static Optional<Position> ofBytes(byte[] value) {
        try {
            JsonNode json = MAPPER.readTree(value);
            if (!json.path(OFFSET).isIntegralNumber() || !json.path(TOPIC_ID).isTextual()) {
                return Optional.empty();
            }
            return Optional.of(new Position(
                    json.path(TOPIC_ID).asText(), json.path(OFFSET).asLong(), MAPPER.treeToValue(json, Tally.class)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** As the offset that a consumer group commits, with the rest in its metadata. */
    public OffsetAndMetadata toCommit() {
        return new OffsetAndMetadata(offset, json().toString());
    }

    /** The position that a consumer group committed; nothing is counted where the metadata is of another program's making. */
    static Position ofCommitted(OffsetAndMetadata committed) {
        String metadata = committed.metadata();
        try {
            JsonNode json = MAPPER.readTree(metadata == null ? "" : metadata);
            if (json.isObject()) {
                return new Position(
                        json.path(TOPIC_ID).asText(""), committed.offset(), MAPPER.treeToValue(json, Tally.class));
            }
        } catch (IOException e) {
            // Told below: it is no JSON of ours.
        }
        return new Position("", committed.offset(), Tally.NONE);
    }

    /** The same offset, in the topic that it was found to lie in. */
    Position in(SourceTopic topic) {
        return new Position(topic.id(), offset, tally);
    }

    /** Elsewhere, with the same counts. */
    public Position movedTo(String otherTopicId, long otherOffset) {
        return new Position(otherTopicId, otherOffset, tally.settled());
    }
}
