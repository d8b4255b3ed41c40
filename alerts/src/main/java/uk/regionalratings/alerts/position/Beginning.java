package uk.regionalratings.alerts.position;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.Json;

/**
 * The start of a subscription, one record for all partitions. Otherwise an instance that is assigned its partitions a
 * moment later would take the subscription for a known one without positions.
 *
 * @param topicId the id of its topic
 * @param starts the first offset to read in each partition
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

    /** The start in a record; empty if the record has another form. */
    static Optional<Beginning> ofBytes(byte[] value) {
        try {
            // The text null is valid JSON, too.
            return Optional.ofNullable(MAPPER.readValue(value, Beginning.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
