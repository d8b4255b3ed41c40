package uk.regionalratings.streams.app;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import uk.regionalratings.service.SkippedRecords;
import uk.regionalratings.streams.topology.PublishedRecord;
import uk.regionalratings.streams.topology.SimulatedContracts;
import uk.regionalratings.streams.topology.SimulatedTopics;
import uk.regionalratings.streams.view.ChangeLog;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.topics.Topics;

/** The read models of one instance with the role query, which one thread drives: it reads when it is told to, and restarts. */
public final class SimulatedInstance {
    private static final List<String> READ = List.of(Topics.AUTHORITY_RATINGS.name(), Topics.RATING_CHANGED.name());

    private final SimulatedTopics topics;
    private final SimulatedContracts contracts;
    private final Clock clock;
    private final Map<String, Long> next = new HashMap<>();
    /** By authority, the last row that was read. */
    private final Map<String, SimulatedTopics.Row> rows = new TreeMap<>();

    private ReadModels models;

    public SimulatedInstance(SimulatedTopics topics, SimulatedContracts contracts, Clock clock) {
        this.topics = topics;
        this.contracts = contracts;
        this.clock = clock;
        this.models = models();
        models.live();
    }

    private ReadModels models() {
        Gaps gaps = new Gaps(new SkippedRecords(Gaps.topics("ratings")));
        return new ReadModels(
                new RatingsView(contracts.areas()),
                new ChangesView(new Log()),
                contracts.serdes(),
                gaps,
                new RegistryWait("http://registry:8081"),
                new RejectionMeters(),
                new Canaries(Duration.ZERO, new HashMap<>(), clock),
                clock);
    }

    /** Begins anew, and reads back what there is. */
    public void restart() {
        models = models();
        next.clear();
        rows.clear();
        boolean more = true;
        while (more) {
            more = false;
            for (int number = 0; number < READ.size() * Topics.PARTITIONS; number++) {
                more |= read(number);
            }
        }
        models.live();
    }

    /** Reads a record of the partition that the number chooses; returns whether there was one. */
    public boolean read(int number) {
        String topic = READ.get(number % READ.size());
        int partition = number / READ.size() % Topics.PARTITIONS;
        String place = topic + "-" + partition;
        SimulatedTopics.Row row = topics.next(topic, partition, next.getOrDefault(place, 0L));
        if (row == null) {
            return false;
        }
        next.put(place, row.offset() + 1);
        PublishedRecord record =
                new PublishedRecord(topic, partition, row.offset(), row.key(), row.value(), row.timestamp(), null);
        if (topic.equals(Topics.AUTHORITY_RATINGS.name())) {
            models.ratings(record);
            rows.put(new String(row.key(), StandardCharsets.UTF_8), row);
        } else {
            models.changed(record);
        }
        return true;
    }

    public RatingsView ratings() {
        return models.ratings();
    }

    public ChangesView changes() {
        return models.changes();
    }

    /** The last row of each authority that was read since the last restart. */
    public Map<String, SimulatedTopics.Row> rows() {
        return rows;
    }

    private final class Log implements ChangeLog {
        @Override
        public String topicId() {
            return "c2ltdWxhdGVkLWNoYW5nZQ";
        }

        @Override
        public int partitions() {
            return Topics.PARTITIONS;
        }

        @Override
        public CompletableFuture<List<Long>> ends() {
            List<Long> ends = new ArrayList<>();
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                ends.add(topics.end(Topics.RATING_CHANGED.name(), partition));
            }
            return CompletableFuture.completedFuture(ends);
        }
    }
}
