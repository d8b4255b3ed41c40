package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.InternalFixedKeyRecordFactory;
import org.apache.kafka.streams.processor.api.Record;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * The processors of both halves of the topology as tasks that one thread drives, with everything that Kafka Streams does around them: transactions,
 * caches that a commit empties, crashes. Also keeps which events each row of {@code authority-ratings} was made of.
 */
public final class SimulatedTopology {
    static final String APPLICATION = "ratings";

    private final SimulatedTopics topics;
    private final SimulatedContracts contracts;
    private final List<SimulatedTask> tasks = new ArrayList<>();
    /** What was applied and committed, by authority in its order. */
    private final Map<String, List<Event>> applied = new HashMap<>();
    /** How many of these a row was made of. */
    private final Map<String, Integer> madeOf = new HashMap<>();

    public SimulatedTopology(SimulatedTopics topics, SimulatedContracts contracts) {
        this.topics = topics;
        this.contracts = contracts;
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            tasks.add(new FirstHalf(partition));
        }
        tasks.add(new SecondHalf());
        tasks.forEach(SimulatedTask::begin);
    }

    /** How many tasks there are: one for each partition of the facts, and one for the country. */
    public int tasks() {
        return tasks.size();
    }

    /**
     * A task processes a record.
     *
     * @param number chooses among its sources
     * @return whether there was one
     */
    public boolean process(int task, int number) {
        return tasks.get(task).step(number, false);
    }

    /** A fault: a task passes over a record. */
    public void skip(int task) {
        boolean any = tasks.get(task).step(0, true);
        assert any || task < tasks();
    }

    /** A task commits. */
    public void commit(int task) {
        tasks.get(task).commit(row -> {});
    }

    /** A task is killed, or fenced, before its commit, and begins again. */
    public void crash(int task) {
        tasks.get(task).crash();
    }

    /** A client sends an event; what is appended is acknowledged or not, as the network pleases. */
    public void append(Event event, boolean elsewhere, long sentAt) {
        if (event instanceof Event.Published published) {
            byte[] value = contracts
                    .inspectionPublished
                    .serializer()
                    .serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(published.inspection()));
            append(
                    Topics.INSPECTION_PUBLISHED.name(),
                    published.inspection().authorityId(),
                    value,
                    elsewhere,
                    sentAt,
                    event);
        } else if (event instanceof Event.Registered registered) {
            byte[] value = contracts
                    .authorityRegistered
                    .serializer()
                    .serialize(
                            Topics.AUTHORITY_REGISTERED.name(),
                            ContractMapping.toEvent(registered.authority(), registered.revision()));
            append(
                    Topics.AUTHORITY_REGISTERED.name(),
                    registered.authority().authorityId(),
                    value,
                    elsewhere,
                    sentAt,
                    event);
        }
    }

    private void append(String topic, String authorityId, byte[] value, boolean elsewhere, long sentAt, Event event) {
        byte[] key = authorityId.getBytes(StandardCharsets.UTF_8);
        int partition = Topics.partitionOf(key, Topics.PARTITIONS);
        topics.append(
                topic,
                elsewhere ? (partition + 1) % Topics.PARTITIONS : partition,
                key,
                value,
                new RecordHeaders(),
                sentAt,
                event);
    }

    /** The events that a row of {@code authority-ratings} was made of, in the order in which they were applied. */
    public List<Event> behind(SimulatedTopics.Row row) {
        String authorityId = new String(row.key(), StandardCharsets.UTF_8);
        int events = madeOf.getOrDefault(place(row), 0);
        return applied.getOrDefault(authorityId, List.of()).subList(0, events);
    }

    private static String place(SimulatedTopics.Row row) {
        return row.partition() + "@" + row.offset();
    }

    private static int partition(byte[] key) {
        return Topics.partitionOf(key, Topics.PARTITIONS);
    }

    /** From the facts of one partition to the histories of authorities. */
    private final class FirstHalf extends SimulatedTask {
        private static final String MOVED =
                APPLICATION + "-" + TopologyNames.MISPLACED_EVENT + TopologyNames.REPARTITION;

        private final int partition;
        private final List<Event> uncommitted = new ArrayList<>();
        private MoveMisplaced move;
        private ApplyEvent apply;
        private Reject reject;
        private PublishAuthorities publish;
        private SimulatedContext<byte[], byte[]> moving;
        private SimulatedContext<byte[], Object> applying;
        private SimulatedTopics.Row now;

        @SuppressWarnings("NullAway.Init") // It begins before anything else.
        FirstHalf(int partition) {
            super(
                    topics,
                    List.of(
                            new Source(Topics.INSPECTION_PUBLISHED.name(), partition),
                            new Source(Topics.AUTHORITY_REGISTERED.name(), partition),
                            new Source(MOVED, partition)));
            this.partition = partition;
            keep(new SimulatedStore<byte[]>(TopologyNames.AUTHORITY_HISTORY));
            keep(new SimulatedStore<>(TopologyNames.INPUT_TALLY));
        }

        @Override
        void begin() {
            inMemory(UncommittedEvents.builder().build());
            uncommitted.clear();
            move = new MoveMisplaced(Placement.BY_KEY);
            moving = new SimulatedContext<>(
                    stores(), (child, record) -> send(MOVED, partition(record.key()), record, now));
            move.init(moving);
            reject = new Reject();
            reject.init(new SimulatedContext<>(
                    stores(), (child, record) -> send(Topics.INSPECTION_REJECTED.name(), partition, record, null)));
            publish = new PublishAuthorities(contracts.authorityRatings());
            publish.init(new SimulatedContext<>(stores(), this::published));
            apply = contracts.applyEvent(partition);
            applying = new SimulatedContext<>(stores(), this::applied);
            apply.init(applying);
        }

        private void published(String child, Record<byte[], byte[]> record) {
            if (child.equals(TopologyNames.PUBLISH_AUTHORITY_RATINGS)) {
                send(Topics.AUTHORITY_RATINGS.name(), partition(record.key()), record, null);
            } else {
                send(TopologyNames.timelineChangeTopic(APPLICATION), 0, record, null);
            }
        }

        private void applied(String child, Record<byte[], Object> record) {
            if (child.equals(TopologyNames.REJECT)) {
                reject.process(record);
            } else {
                touch(record.withValue((byte[]) record.value()));
            }
        }

        @Override
        void process(SimulatedTopics.Row row) {
            now = row;
            Record<byte[], byte[]> record =
                    new Record<>(row.key(), row.value(), row.timestamp(), new RecordHeaders(row.headers()));
            boolean moved = row.topic().equals(MOVED);
            if (!moved) {
                moving.at(row);
                move.process(record);
            }
            applying.at(row);
            apply.process(InternalFixedKeyRecordFactory.create(record));
            if (row.event() != null && (moved || partition(row.key()) == row.partition())) {
                uncommitted.add(row.event());
            }
        }

        @Override
        void flush(Record<byte[], byte[]> record) {
            publish.process(record);
        }

        @Override
        void commit(java.util.function.Consumer<SimulatedTopics.Row> appended) {
            uncommitted.forEach(event -> applied.computeIfAbsent(authority(event), any -> new ArrayList<>())
                    .add(event));
            uncommitted.clear();
            super.commit(row -> {
                if (row.topic().equals(Topics.AUTHORITY_RATINGS.name())) {
                    String authorityId = new String(row.key(), StandardCharsets.UTF_8);
                    madeOf.put(
                            place(row),
                            applied.getOrDefault(authorityId, List.of()).size());
                }
                appended.accept(row);
            });
        }

        private static String authority(Event event) {
            return event instanceof Event.Published published
                    ? published.inspection().authorityId()
                    : ((Event.Registered) event).authority().authorityId();
        }
    }

    /** From what one half tells the other to the counts and the rating changes. */
    private final class SecondHalf extends SimulatedTask {
        private CountAreas count;
        private PublishAreaRows rows;
        private SimulatedContext<byte[], Object> counting;

        @SuppressWarnings("NullAway.Init") // It begins before anything else.
        SecondHalf() {
            super(topics, List.of(new Source(TopologyNames.timelineChangeTopic(APPLICATION), 0)));
            keep(new SimulatedStore<byte[]>(TopologyNames.AUTHORITY_TIMELINE));
            keep(new SimulatedStore<byte[]>(TopologyNames.RATING_CHANGES));
            keep(new SimulatedStore<byte[]>(TopologyNames.VERSION_FLOOR));
        }

        @Override
        void begin() {
            inMemory(Counting.builder().build());
            count = new CountAreas(contracts.areas, contracts.ratingChanged().serializer(), new Nobody());
            counting = new SimulatedContext<>(stores(), this::counted);
            count.init(counting);
            rows = new PublishAreaRows();
            rows.init(new SimulatedContext<byte[], AreaRatings>(
                    stores(),
                    (child, record) -> send(
                            Topics.AREA_RATINGS.name(),
                            partition(record.key()),
                            record.withValue(
                                    record.value() == null
                                            ? null
                                            : contracts
                                                    .areaRatings()
                                                    .serializer()
                                                    .serialize(Topics.AREA_RATINGS.name(), record.value())),
                            null)));
        }

        private void counted(String child, Record<byte[], Object> record) {
            if (record.value() instanceof CountAreas.Published change) {
                send(
                        Topics.RATING_CHANGED.name(),
                        partition(change.authorityId()),
                        record.withKey(change.authorityId()).withValue(change.bytes()),
                        null);
            } else {
                touch(record.withValue((byte[]) record.value()));
            }
        }

        @Override
        void process(SimulatedTopics.Row row) {
            counting.at(row);
            count.process(InternalFixedKeyRecordFactory.create(
                    new Record<>(row.key(), row.value(), row.timestamp(), new RecordHeaders(row.headers()))));
        }

        @Override
        void flush(Record<byte[], byte[]> record) {
            rows.process(record);
        }
    }

    /** Read models are told by themselves. */
    static final class Nobody implements TopologyListener {
        @Override
        public void ratings(PublishedRecord row) {}

        @Override
        public void changed(PublishedRecord row) {}

        @Override
        public void canary(int partition, long sentAt) {}

        @Override
        public void skipped(String topic, int partition, long offset, String reason) {
            throw new IllegalStateException(topic + " holds what is not ours: " + reason);
        }

        @Override
        public void rejected(RejectionReason reason) {
            if (reason != RejectionReason.CONFLICTING_REVISION) {
                throw new IllegalStateException("a sound event was rejected: " + reason);
            }
        }
    }
}
