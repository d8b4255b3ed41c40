package uk.regionalratings.alerts.position;

import java.util.Map;

/**
 * A topic that positions lie in, as the brokers describe it at one moment.
 *
 * @param name of the topic
 * @param id given to it when it was made; a topic of the same name that is made anew has another
 * @param ranges what each partition holds
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

    /** What a partition holds. */
    public Range range(int partition) {
        Range range = ranges.get(partition);
        if (range == null) {
            throw new IllegalStateException("the brokers know no partition " + partition + " of " + name);
        }
        return range;
    }
}
