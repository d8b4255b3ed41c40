package uk.regionalratings.service;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of our topics that this process skips because it can't read them. Each is counted, and reported once
 * with its place and what to do. Thread-safe.
 */
public final class SkippedRecords implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedRecords.class);

    /** How many records of a topic are reported; a flooded topic would otherwise fill the disk with log lines. */
    static final int MOST_TOLD = 100;

    private final Map<String, Topic> topics = new TreeMap<>();

    private static final class Topic {
        private final Set<String> told = new HashSet<>();
        private long skipped;
    }

    /** @param topics names of the topics that this process reads */
    public SkippedRecords(Set<String> topics) {
        topics.forEach(topic -> this.topics.put(topic, new Topic()));
    }

    /**
     * Counts and reports a skipped record, unless it was reported before.
     *
     * @param topic one of the topics given at the start
     * @param reason why it can't be read, as the end of a sentence
     * @param consequence what this means and what to do, as a sentence
     */
    public synchronized void skip(String topic, int partition, long offset, String reason, String consequence) {
        Topic of = of(topic);
        String place = topic + "-" + partition + "@" + offset;
        if (of.told.contains(place)) {
            return;
        }
        of.skipped++;
        if (of.told.size() < MOST_TOLD) {
            of.told.add(place);
            LOG.error("{} is skipped, since {}. {}", place, reason, consequence);
            if (of.told.size() == MOST_TOLD) {
                LOG.error("Further skipped records of {} are counted but not reported", topic);
            }
        }
    }

    private Topic of(String topic) {
        Topic known = topics.get(topic);
        if (known == null) {
            throw new IllegalArgumentException(topic + " is none of " + topics.keySet());
        }
        return known;
    }

    /** The number of skipped records of a topic. */
    public synchronized long skipped(String topic) {
        return of(topic).skipped;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        topics.keySet().forEach(topic -> FunctionCounter.builder(
                        "ratings.skipped.records", this, records -> records.skipped(topic))
                .tag("topic", topic)
                .description("Records of our topics that were skipped because they can't be read")
                .register(registry));
    }
}
