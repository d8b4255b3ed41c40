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
 * The records of our topics that this process passes over since it can't read them. Each is counted, and told once with its place and
 * what to do. For any number of threads.
 */
public final class SkippedRecords implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedRecords.class);

    /** Of so many of a topic the place is told; a topic that somebody floods would fill the disk with it. */
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
     * Counts a record that is passed over, and tells of it; neither when it was told before.
     *
     * @param topic one of those that were given at the start
     * @param reason why it can't be read, as the end of a sentence
     * @param consequence what that means and what to do, as a sentence
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
            LOG.error("{} is passed over, since {}. {}", place, reason, consequence);
            if (of.told.size() == MOST_TOLD) {
                LOG.error("Further records of {} that are passed over are counted and not told", topic);
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

    /** How many of a topic were skipped. */
    public synchronized long skipped(String topic) {
        return of(topic).skipped;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        topics.keySet().forEach(topic -> FunctionCounter.builder(
                        "ratings.skipped.records", this, records -> records.skipped(topic))
                .tag("topic", topic)
                .description("Records of our topics that were passed over since they can't be read")
                .register(registry));
    }
}
