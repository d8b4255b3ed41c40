package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.topics.Topics;

/** Topics in memory, of committed records: what is appended stays, in its order. */
public final class SimulatedTopics {
    private final Map<String, List<List<@Nullable Row>>> topics = new HashMap<>();

    /**
     * A record in its place.
     *
     * @param event that it holds; null when it is none of the facts
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record Row(
            String topic,
            int partition,
            long offset,
            byte[] key,
            byte @Nullable [] value,
            Headers headers,
            long timestamp,
            @Nullable Event event) {}

    private List<@Nullable Row> partition(String topic, int partition) {
        List<List<@Nullable Row>> partitions = topics.computeIfAbsent(topic, any -> {
            List<List<@Nullable Row>> made = new ArrayList<>();
            for (int number = 0; number < Topics.PARTITIONS; number++) {
                made.add(new ArrayList<>());
            }
            return made;
        });
        return partitions.get(partition);
    }

    /** Appends a record. */
    public Row append(
            String topic,
            int partition,
            byte[] key,
            byte @Nullable [] value,
            Headers headers,
            long timestamp,
            @Nullable Event event) {
        List<@Nullable Row> rows = partition(topic, partition);
        Row row = new Row(topic, partition, rows.size(), key, value, headers, timestamp, event);
        rows.add(row);
        return row;
    }

    /** Appends the marker of a transaction, which nobody reads. */
    void mark(String topic, int partition) {
        partition(topic, partition).add(null);
    }

    /** The first record at an offset or after it; null when there is none yet. */
    public @Nullable Row next(String topic, int partition, long from) {
        List<@Nullable Row> rows = partition(topic, partition);
        for (long offset = from; offset < rows.size(); offset++) {
            Row row = rows.get((int) offset);
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    /** The offset behind the last record or marker. */
    public long end(String topic, int partition) {
        return partition(topic, partition).size();
    }

    /** Every record of a topic, partition by partition. */
    public List<Row> all(String topic) {
        List<Row> all = new ArrayList<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            for (Row row : partition(topic, partition)) {
                if (row != null) {
                    all.add(row);
                }
            }
        }
        return all;
    }
}
