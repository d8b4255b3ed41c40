package uk.regionalratings.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.AlertFilter;
import uk.regionalratings.alerts.Changes;
import uk.regionalratings.alerts.Freshness;
import uk.regionalratings.alerts.position.KeptPositions;
import uk.regionalratings.alerts.sink.DeliveryException;
import uk.regionalratings.alerts.sink.Sink;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;

/** A consumer whose group rebalances in whatever order: what it reads is told, or reading ends with an error and begins again. */
class FollowerTest {
    private static final int PARTITIONS = 3;
    private static final ContractSerdes SERDES = serdes();

    private final KeptPositions positions = new KeptPositions(PARTITIONS);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile Receiver receiver = alerts -> {};
    private final DeliveryContext context = new DeliveryContext(
            positions,
            new AlertReader(SERDES),
            new UndeliveredAlerts(new MockProducer<>(
                    true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer())),
            Clock.systemUTC());
    private final Subscription subscription = new Subscription(
            "test",
            AlertFilter.everything(),
            Freshness.OFF,
            new Subscription.Retries(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMinutes(1)),
            new Telling());

    private static ContractSerdes serdes() {
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        SchemaRegistration.register(registry);
        return new ContractSerdes(registry);
    }

    @FunctionalInterface
    private interface Receiver {
        void take(List<Alert> alerts) throws DeliveryException;
    }

    private final class Telling implements Sink {
        @Override
        public void deliver(List<Alert> alerts) throws DeliveryException {
            receiver.take(alerts);
            alerts.forEach(alert -> told.add(alert.change().getInspectionId()));
        }

        @Override
        public String describe() {
            return "test";
        }
    }

    /** A consumer of a group whose coordinator does as a test says. */
    private static class Group extends MockConsumer<byte[], byte[]> {
        private @Nullable ConsumerRebalanceListener listener;
        private boolean asksNewLeader;

        Group() {
            super("none");
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener given) {
            listener = given;
            super.subscribe(topics, given);
        }

        /** In the next poll the session is found to have expired. */
        void loseEverything() {
            schedulePollTask(() -> {
                ConsumerRebalanceListener told = Objects.requireNonNull(listener);
                told.onPartitionsLost(assignment());
                // The mock would call that a revocation.
                silently(() -> rebalance(List.of()));
            });
        }

        void silently(Runnable change) {
            ConsumerRebalanceListener before = Objects.requireNonNull(listener);
            super.subscribe(List.of(Topics.RATING_CHANGED.name()), new Deaf());
            change.run();
            super.subscribe(List.of(Topics.RATING_CHANGED.name()), before);
        }

        @Override
        public synchronized long position(TopicPartition partition, Duration timeout) {
            if (asksNewLeader) {
                throw new TimeoutException("the leader does not answer");
            }
            return super.position(partition, timeout);
        }
    }

    private static final class Deaf implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
    }

    private Follower follow(Group group) {
        return new Follower(
                subscription,
                "group.test",
                group,
                context,
                new SubscriptionMeters("test"),
                SubscriptionRunner.workers("test"));
    }

    private static List<TopicPartition> partitions(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> new TopicPartition(Topics.RATING_CHANGED.name(), number))
                .toList();
    }

    private static void assign(Group group, int... numbers) {
        group.schedulePollTask(() -> group.rebalance(partitions(numbers)));
    }

    /** The record at an offset of a partition tells of one change, which is named after both. */
    private static ConsumerRecord<byte[], byte[]> row(int partition, long offset) {
        String authority = "30" + partition;
        byte[] value = SERDES.ratingChanged()
                .serializer()
                .serialize(Topics.RATING_CHANGED.name(), ContractMapping.toRecord(List.of(Changes.of(authority, (int)
                        offset))));
        return new ConsumerRecord<>(
                Topics.RATING_CHANGED.name(), partition, offset, authority.getBytes(StandardCharsets.UTF_8), value);
    }

    private static void add(Group group, int partition, int from, int to) {
        for (int offset = from; offset <= to; offset++) {
            group.addRecord(row(partition, offset));
        }
    }

    private static void awaitTold(Follower follower, List<String> told, String... expected) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            follower.step();
            assertThat(told).contains(expected);
        });
    }

    @Test
    void tellsWhatItReadsAndKeepsWhereItIs() {
        Group group = new Group();
        try (Follower follower = follow(group)) {
            assign(group, 0, 1);
            follower.step();
            add(group, 0, 0, 2);
            add(group, 1, 0, 1);

            awaitTold(follower, told, "300-2", "301-1");
        }
        assertThat(told).hasSize(5).doesNotHaveDuplicates();
        assertThat(positions.offset(0)).isEqualTo(3);
        assertThat(positions.offset(1)).isEqualTo(2);
    }

    @Test
    void aPartitionThatIsAssignedWithoutAWordEndsTheReading() {
        Group group = new Group();
        try (Follower follower = follow(group)) {
            assign(group, 0);
            follower.step();
            group.silently(() -> group.rebalance(partitions(0, 1)));

            assertThatThrownBy(follower::step)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rating-changed-1");
        }
    }

    @Test
    void aRecordOfAPartitionThatWasLostEndsTheReading() {
        Group group = new Group();
        try (Follower follower = follow(group)) {
            assign(group, 0, 1);
            follower.step();
            add(group, 1, 0, 0);
            group.schedulePollTask(() -> Objects.requireNonNull(group.listener).onPartitionsLost(partitions(1)));

            assertThatThrownBy(follower::step)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rating-changed-1")
                    .hasMessageContaining("nobody follows it");
        }
        assertThat(positions.offset(1)).isZero();
    }

    @Test
    void readingThatWasMovedByAnybodyElseEnds() {
        Group group = new Group();
        try (Follower follower = follow(group)) {
            assign(group, 0);
            follower.step();
            group.seek(partitions(0).get(0), 7);

            assertThatThrownBy(follower::step)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("would be read at 7, and not at 0");
        }
        assertThat(positions.offset(0)).isZero();
    }

    @Test
    void aPartitionThatIsAssignedTwiceIsToldFromItsPositionByTheLatestAssignmentAlone() {
        Group group = new Group();
        try (Follower follower = follow(group)) {
            receiver = alerts -> {
                throw DeliveryException.temporary("not now");
            };
            assign(group, 0);
            follower.step();
            add(group, 0, 0, 1);
            follower.step();
            group.schedulePollTask(() -> Objects.requireNonNull(group.listener).onPartitionsAssigned(partitions(0)));
            follower.step();
            receiver = alerts -> {};
            // A broker sends them again; the mock keeps nothing that it has sent.
            add(group, 0, 0, 1);

            awaitTold(follower, told, "300-0", "300-1");
        }
        // What was being sent is sent to its end, and counts for nothing.
        assertThat(told).endsWith("300-0", "300-1");
        assertThat(positions.offset(0)).isEqualTo(2);
    }

    @Test
    void aPositionThatCanNotBeAskedForEndsTheReadingInsteadOfBeingMadeUp() {
        Group group = new Group();
        try (Follower follower = follow(group)) {
            positions.refuse(true);
            assign(group, 0);

            assertThatThrownBy(follower::step).hasMessageContaining("the brokers are away");
            positions.refuse(false);
        }
        assertThat(positions.offset(0)).isZero();
    }

    @Test
    void aLeaderThatDoesNotAnswerIsNotWaitedFor() {
        Group group = new Group();
        try (Follower follower = follow(group)) {
            assign(group, 0, 1);
            follower.step();
            group.asksNewLeader = true;
            add(group, 1, 0, 0);

            awaitTold(follower, told, "301-0");
        }
        assertThat(positions.offset(1)).isEqualTo(1);
    }

    @Test
    void anErrorInADeliveryEndsTheReadingSinceWhatWaitsBehindItWouldNeverBeTold() {
        Group group = new Group();
        receiver = alerts -> {
            throw new StackOverflowError("planted");
        };
        try (Follower follower = follow(group)) {
            assign(group, 0);
            follower.step();
            add(group, 0, 0, 1);

            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThatThrownBy(follower::step)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("planted"));
        }
        assertThat(positions.offset(0)).isZero();
    }

    /** Two instances share a topic; partitions move, sessions expire, callbacks come in every order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverTheOrderOfRebalancesEveryRecordIsToldOrReadAgain(long seed) {
        Random random = new Random(seed);
        Map<Integer, Integer> ends = new HashMap<>();
        List<String> expected = new ArrayList<>();
        for (int session = 0; session < 6; session++) {
            Group group = new Group();
            try (Follower follower = follow(group)) {
                int[] mine = IntStream.range(0, PARTITIONS)
                        .filter(any -> random.nextInt(3) > 0)
                        .toArray();
                assign(group, mine);
                follower.step();
                for (int move = 0; move < 8; move++) {
                    move(random, group, ends, expected);
                    follower.step();
                }
            } catch (IllegalStateException e) {
                assertThat(e)
                        .as("seed " + seed)
                        .hasMessageMatching("(?s).*(nobody follows|are assigned|would be read).*");
            }
        }
        readToTheEnd(ends, expected, seed);
    }

    private void move(Random random, Group group, Map<Integer, Integer> ends, List<String> expected) {
        List<TopicPartition> now = List.copyOf(group.assignment());
        switch (random.nextInt(6)) {
            case 0 -> group.loseEverything();
            case 1 ->
                assign(
                        group,
                        IntStream.range(0, PARTITIONS)
                                .filter(any -> random.nextBoolean())
                                .toArray());
            case 2 -> {
                if (!now.isEmpty()) {
                    List<TopicPartition> some = List.of(now.get(random.nextInt(now.size())));
                    group.schedulePollTask(
                            () -> Objects.requireNonNull(group.listener).onPartitionsLost(some));
                }
            }
            default -> {
                int partition = random.nextInt(PARTITIONS);
                int from = ends.getOrDefault(partition, 0);
                ends.put(partition, from + 2);
                expected.add("30" + partition + "-" + from);
                expected.add("30" + partition + "-" + (from + 1));
                for (TopicPartition held : now) {
                    if (held.partition() == partition) {
                        long next = group.position(held);
                        add(group, partition, (int) next, from + 1);
                    }
                }
            }
        }
    }

    private void readToTheEnd(Map<Integer, Integer> ends, List<String> expected, long seed) {
        Group group = new Group();
        try (Follower follower = follow(group)) {
            assign(group, 0, 1, 2);
            follower.step();
            ends.forEach((partition, end) -> add(group, partition, (int) positions.offset(partition), end - 1));
            awaitTold(follower, told, expected.toArray(String[]::new));
        }
        assertThat(told).as("seed " + seed).containsAll(expected);
        ends.forEach((partition, end) ->
                assertThat(positions.offset(partition)).as("seed " + seed).isEqualTo(end.longValue()));
    }

    @Test
    void aThreadThatEndsIsToldToWhoeverStartedIt() throws InterruptedException {
        AtomicReference<Throwable> cause = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        Group group = new Group() {
            @Override
            public synchronized void close() {
                throw new LinkageError("while closing");
            }
        };
        Subscription broken = new Subscription(
                "test", AlertFilter.everything(), Freshness.OFF, Subscription.Retries.USUAL, new Sink() {
                    @Override
                    public void deliver(List<Alert> alerts) {}

                    @Override
                    public String describe() {
                        return "test";
                    }

                    @Override
                    public void close() {
                        throw new LinkageError("planted");
                    }
                });
        SubscriptionRunner runner = new SubscriptionRunner(broken, "group.test", () -> group, context, failure -> {
            cause.set(failure);
            ended.countDown();
        });
        runner.start();
        runner.close();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(cause.get()).hasMessage("planted");
    }

    @Test
    void readingThatStandsStillIsAProblem() {
        AtomicLong nanos = new AtomicLong();
        CountDownLatch held = new CountDownLatch(1);
        Group group = new Group();
        Consumer<byte[], byte[]> consumer = group;
        SubscriptionRunner runner =
                new SubscriptionRunner(subscription, "group.test", () -> consumer, context, failure -> {}, nanos::get);
        try (runner) {
            assign(group, 0);
            runner.start();
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(runner.problem())
                    .isEmpty());
            CountDownLatch reached = new CountDownLatch(1);
            group.schedulePollTask(() -> {
                reached.countDown();
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> held.getCount() == 0);
            });
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> reached.getCount() == 0);
            nanos.set(Duration.ofMinutes(5).toNanos());

            assertThat(runner.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("has been stuck in a read for 300 s"));
            held.countDown();
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(runner.problem())
                    .isEmpty());
        }
    }
}
