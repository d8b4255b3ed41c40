package uk.regionalratings.alerts.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.AlertFilter;
import uk.regionalratings.alerts.Freshness;
import uk.regionalratings.alerts.position.SimulatedPositions;
import uk.regionalratings.alerts.sink.Sink;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.streams.topology.SimulatedTopics;
import uk.regionalratings.topics.Topics;

/**
 * Instances of alerts that serve one subscription, and the coordinator of their group; one thread drives them. An instance may be killed, or stand
 * still for longer than its session, while others get its partitions: it goes on with what it has until it hears of that.
 */
public final class SimulatedAlerts {
    private static final String GROUP = "simulated";
    private static final int MOST_AT_ONCE = 5;

    private final SimulatedTopics topics;
    private final DeliveryContext context;
    private final SimulatedPositions positions;
    private final Subscription subscription;
    private final List<Instance> instances = new ArrayList<>();

    /** @param sink the receiver */
    public SimulatedAlerts(SimulatedTopics topics, AlertReader reader, Clock clock, Sink sink, int instances) {
        this.topics = topics;
        this.positions = new SimulatedPositions(topics);
        this.context = new DeliveryContext(
                positions,
                reader,
                new UndeliveredAlerts(new MockProducer<>(
                        true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer())),
                clock);
        Subscription.Retries retries =
                new Subscription.Retries(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofDays(3_000));
        this.subscription = new Subscription("simulated", AlertFilter.everything(), Freshness.OFF, retries, sink);
        for (int number = 0; number < instances; number++) {
            this.instances.add(new Instance(number));
        }
        rebalance();
    }

    /** An instance reads, decides, and keeps its positions; one that had lost its partitions hears of it. */
    public void step(int number) {
        instances.get(number % instances.size()).step();
    }

    /**
     * One of an instance's planned deliveries is attempted.
     *
     * @return whether there was one
     */
    public boolean deliver(int number, int which) {
        return instances.get(number % instances.size()).deliver(which);
    }

    /** What an instance has sent to keep its positions arrives. */
    public void positionsArrive(int number) {
        positions.arrive(number % instances.size());
    }

    /** An instance is killed and started again. */
    public void kill(int number) {
        Instance killed = instances.get(number % instances.size());
        positions.forget(killed.number);
        killed.begin();
        rebalance();
    }

    /** The session of an instance expires: others get its partitions before it knows. */
    public void expire(int number) {
        instances.get(number % instances.size()).member = false;
        rebalance();
    }

    /** Members of the group share the partitions anew. */
    public void rebalance() {
        List<Instance> members = instances.stream().filter(one -> one.member).toList();
        for (Instance one : members) {
            Set<TopicPartition> share = new HashSet<>();
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                if (members.indexOf(one) == (partition + positions.generation()) % members.size()) {
                    share.add(new TopicPartition(Topics.RATING_CHANGED.name(), partition));
                }
            }
            one.wanted = share;
        }
        positions.nextGeneration();
    }

    /** Whether all that the topic holds has been read and has ended, and the positions say so. */
    public boolean isDone() {
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            if (topics.next(Topics.RATING_CHANGED.name(), partition, positions.offset(GROUP, partition)) != null) {
                return false;
            }
        }
        return true;
    }

    /** How many instances there are. */
    public int size() {
        return instances.size();
    }

    /** Each step brings a failure at most; anything else is a fault of the follower. */
    private final class Instance {
        private final int number;
        private SimulatedWorkers workers = new SimulatedWorkers();
        private Member consumer = new Member(this);
        private @Nullable Follower follower;
        private Set<TopicPartition> wanted = Set.of();
        private boolean member = true;

        Instance(int number) {
            this.number = number;
        }

        void begin() {
            follower = null;
            workers = new SimulatedWorkers();
            consumer = new Member(this);
            member = true;
        }

        void step() {
            positions.by(number);
            Follower now = follower;
            if (now == null) {
                now = new Follower(
                        subscription, GROUP, consumer, context, new SubscriptionMeters("simulated"), workers);
                follower = now;
            }
            now.step();
            if (!member) {
                // It has heard of it, and comes back.
                member = true;
                rebalance();
            }
        }

        boolean deliver(int which) {
            positions.by(number);
            return workers.run(which);
        }
    }

    /** A consumer whose group the simulation coordinates. */
    private final class Member extends MockConsumer<byte[], byte[]> {
        private final Instance instance;
        private @Nullable ConsumerRebalanceListener listener;

        Member(Instance instance) {
            super("none");
            this.instance = instance;
        }

        @Override
        public void subscribe(Collection<String> names, ConsumerRebalanceListener given) {
            listener = given;
            super.subscribe(names);
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            hearOfRebalances();
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> rows = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
            for (TopicPartition partition : assignment()) {
                if (!paused().contains(partition)) {
                    read(partition, rows, next);
                }
            }
            return new ConsumerRecords<>(rows, next);
        }

        private void hearOfRebalances() {
            ConsumerRebalanceListener told = Objects.requireNonNull(listener);
            Set<TopicPartition> had = Set.copyOf(assignment());
            if (!instance.member) {
                told.onPartitionsLost(had);
                super.rebalance(List.of());
                return;
            }
            Set<TopicPartition> gone = new HashSet<>(had);
            gone.removeAll(instance.wanted);
            Set<TopicPartition> come = new HashSet<>(instance.wanted);
            come.removeAll(had);
            // The cooperative protocol gives a partition away when whoever had it has let it go.
            instances.stream()
                    .filter(other -> other != instance && other.member)
                    .forEach(other -> come.removeAll(other.consumer.assignment()));
            if (!gone.isEmpty()) {
                told.onPartitionsRevoked(gone);
            }
            if (!gone.isEmpty() || !come.isEmpty()) {
                Set<TopicPartition> now = new HashSet<>(had);
                now.removeAll(gone);
                now.addAll(come);
                super.rebalance(now);
                told.onPartitionsAssigned(come);
            }
        }

        private void read(
                TopicPartition partition,
                Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> rows,
                Map<TopicPartition, OffsetAndMetadata> next) {
            long offset = position(partition);
            List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
            while (some.size() < MOST_AT_ONCE) {
                SimulatedTopics.Row row = topics.next(partition.topic(), partition.partition(), offset);
                if (row == null) {
                    offset = topics.end(partition.topic(), partition.partition());
                    break;
                }
                some.add(record(row));
                offset = row.offset() + 1;
            }
            if (!some.isEmpty()) {
                rows.put(partition, some);
            }
            seek(partition, offset);
            next.put(partition, new OffsetAndMetadata(offset));
        }

        private ConsumerRecord<byte[], byte[]> record(SimulatedTopics.Row row) {
            return new ConsumerRecord<>(
                    row.topic(),
                    row.partition(),
                    row.offset(),
                    row.timestamp(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    row.key(),
                    row.value(),
                    row.headers(),
                    Optional.empty());
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            if (mayCommit()) {
                positions.commit(GROUP, offsets);
                callback.onComplete(offsets, null);
            } else {
                callback.onComplete(offsets, new RebalanceInProgressException("not a member"));
            }
        }

        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            if (!mayCommit()) {
                throw new RebalanceInProgressException("not a member");
            }
            positions.commit(GROUP, offsets);
        }

        /** Brokers take offsets of members alone; one that was killed or stood still is none. */
        private boolean mayCommit() {
            return instance.member && instance.consumer == this;
        }
    }
}
