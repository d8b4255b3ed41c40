package uk.regionalratings.alerts.position;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.Json;

/**
 * Where a subscription began. One record for all partitions, so that an instance which is given its share of them a moment later does not
 * take the subscription for a known one that lacks positions.
 *
 * @param topicId of which topic
 * @param starts the first offset that it wanted of each partition
 */
record Beginning(String topicId, Map<Integer, Long> starts) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    Beginning(@Nullable String topicId, @Nullable Map<Integer, Long> starts) {
        this.topicId = topicId == null ? "" : topicId;
        this.starts = starts == null ? Map.of() : Map.copyOf(starts);
    }

    byte[] toBytes() {
        return Json.bytes(this);
    }

    /** The beginning that a record holds; empty if it holds none. */
    static Optional<Beginning> ofBytes(byte[] value) {
        try {
            // The text null is JSON, too.
            return Optional.ofNullable(MAPPER.readValue(value, Beginning.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
