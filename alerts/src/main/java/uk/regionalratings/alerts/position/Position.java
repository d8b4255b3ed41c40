package uk.regionalratings.alerts.position;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The position of a subscription in one partition, and the results of everything before it; both change together
 * through crashes.
 *
 * @param topicId the id of the topic, which distinguishes it from a later one of the same name; empty if an earlier
 *     version did not record it
 * @param offset the first record without a result
 * @param tally the results of the records before it
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

    /** The value of a record. */
    byte[] toBytes() {
        return json().put(OFFSET, offset).toString().getBytes(UTF_8);
    }

    /** The position in a record; empty if the record has another form. */
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

    /** The offset for a consumer group to commit, with the rest in its metadata. */
    public OffsetAndMetadata toCommit() {
        return new OffsetAndMetadata(offset, json().toString());
    }

    /** The position that a consumer group committed; its results are zero if another program wrote the metadata. */
    static Position ofCommitted(OffsetAndMetadata committed) {
        String metadata = committed.metadata();
        try {
            JsonNode json = MAPPER.readTree(metadata == null ? "" : metadata);
            if (json.isObject()) {
                return new Position(
                        json.path(TOPIC_ID).asText(""), committed.offset(), MAPPER.treeToValue(json, Tally.class));
            }
        } catch (IOException e) {
            // Treated below as metadata of another program.
        }
        return new Position("", committed.offset(), Tally.NONE);
    }

    /** The same offset in the topic in which it was found. */
    Position in(SourceTopic topic) {
        return new Position(topic.id(), offset, tally);
    }

    /** Another offset with the same results. */
    public Position movedTo(String otherTopicId, long otherOffset) {
        return new Position(otherTopicId, otherOffset, tally.settled());
    }
}
