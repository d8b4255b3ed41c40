package uk.regionalratings.alerts.position;

import java.util.Map;

/**
 * The topic of positions, as the brokers describe it at one moment.
 *
 * @param name the name of the topic
 * @param id the id of the topic; a topic that is deleted and created again gets another
 * @param ranges the records in each partition
 */
public record SourceTopic(String name, String id, Map<Integer, Range> ranges) {
    /**
     * The committed records of a partition.
     *
     * @param begin the first offset
     * @param end the offset behind the last record
     */
    public record Range(long begin, long end) {}

    public SourceTopic {
        ranges = Map.copyOf(ranges);
    }

    /** The records in a partition. */
    public Range range(int partition) {
        Range range = ranges.get(partition);
        if (range == null) {
            throw new IllegalStateException("the brokers know no partition " + partition + " of " + name);
        }
        return range;
    }
}
