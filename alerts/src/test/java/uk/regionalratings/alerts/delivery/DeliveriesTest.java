package uk.regionalratings.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.AlertFilter;
import uk.regionalratings.alerts.Changes;
import uk.regionalratings.alerts.Freshness;
import uk.regionalratings.alerts.position.Position;
import uk.regionalratings.alerts.position.Tally;
import uk.regionalratings.alerts.sink.Cadence;
import uk.regionalratings.alerts.sink.DeliveryException;
import uk.regionalratings.alerts.sink.Sink;
import uk.regionalratings.alerts.subscription.Subscription;

/** Order, retries and the end of retries. */
class DeliveriesTest {
    private static final Subscription.Retries QUICK =
            new Subscription.Retries(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(60));
    private final Instant published = Instant.now();

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> undelivered = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean deadLettersAreKept = true;
    private volatile Deliveries deliveries;

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void keepsTheOrderOfEachAuthorityThroughFailuresAtRandom() {
        // Given
        Random random = new Random(42);
        begin(QUICK, Cadence.EACH_AT_ONCE, alerts -> {
            synchronized (random) {
                if (random.nextInt(3) == 0) {
                    throw DeliveryException.temporary("not now");
                }
            }
        });

        // When
        int authorities = 7;
        int each = 60;
        for (int number = 0; number < each; number++) {
            for (int authority = 0; authority < authorities; authority++) {
                submit("30" + authority, number);
            }
        }

        // Then
        await(() -> delivered.size() == authorities * each);
        assertThat(failures).hasPositiveValue();
        Map<String, List<Integer>> order = new HashMap<>();
        delivered.forEach(id -> order.computeIfAbsent(id.substring(0, 3), any -> new ArrayList<>())
                .add(Integer.valueOf(id.substring(4))));
        assertThat(order).hasSize(authorities);
        order.values().forEach(numbers -> assertThat(numbers).isSorted().hasSize(each));
        assertThat(deliveries.waiting()).isZero();
    }

    @Test
    void anAuthorityThatTheReceiverRefusesHoldsUpNoOther() {
        begin(QUICK, Cadence.EACH_AT_ONCE, alerts -> {
            if (alerts.get(0).change().getAuthorityId().equals("301")) {
                throw DeliveryException.temporary("not this one");
            }
        });

        submit("301", 1);
        submit("301", 2);
        submit("302", 1);
        submit("303", 1);

        await(() -> delivered.size() == 2 && failures.get() > 3);
        assertThat(delivered).containsExactlyInAnyOrder("302-1", "303-1");
        assertThat(deliveries.waiting()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedForGoodBecomesADeadLetterAtOnceAndTheNextOneGoesOn() {
        begin(QUICK, Cadence.EACH_AT_ONCE, alerts -> {
            if (alerts.get(0).change().getInspectionId().equals("301-1")) {
                throw DeliveryException.permanent("never");
            }
        });

        submit("301", 1);
        submit("301", 2);

        await(() -> delivered.size() == 1);
        assertThat(undelivered).containsExactly(Map.entry("301-1", 1));
    }

    @Test
    void givesUpAfterTheGivenTimeAndNotBefore() {
        Duration giveUp = Duration.ofMillis(500);
        Instant begun = Instant.now();
        begin(
                new Subscription.Retries(Duration.ofMillis(5), Duration.ofMillis(20), giveUp),
                Cadence.EACH_AT_ONCE,
                alerts -> {
                    throw DeliveryException.temporary("not now");
                });

        submit("301", 1);

        await(() -> undelivered.size() == 1);
        assertThat(Duration.between(begun, Instant.now())).isGreaterThanOrEqualTo(giveUp);
        assertThat(undelivered.get("301-1")).isGreaterThan(1);
    }

    @Test
    void nothingIsGivenUpThatTheDeadLetterTopicDidNotTake() {
        deadLettersAreKept = false;
        begin(QUICK, Cadence.EACH_AT_ONCE, alerts -> {
            throw DeliveryException.permanent("never");
        });

        submit("301", 1);

        await(() -> failures.get() >= 3);
        assertThat(deliveries.waiting()).isEqualTo(1);
        deadLettersAreKept = true;
        await(() -> undelivered.containsKey("301-1"));
        assertThat(deliveries.waiting()).isZero();
    }

    @Test
    void aReceiverThatAsksForTimeGetsItButNoMoreThanTheLongestWait() {
        List<Instant> attempts = Collections.synchronizedList(new ArrayList<>());
        Duration longest = Duration.ofMillis(300);
        begin(
                new Subscription.Retries(Duration.ofMillis(1), longest, Duration.ofMinutes(1)),
                Cadence.EACH_AT_ONCE,
                alerts -> {
                    attempts.add(Instant.now());
                    if (attempts.size() == 1) {
                        throw DeliveryException.temporary("busy", Duration.ofDays(365));
                    }
                });

        submit("301", 1);

        await(() -> delivered.size() == 1);
        assertThat(Duration.between(attempts.get(0), attempts.get(1))).isGreaterThanOrEqualTo(longest);
    }

    @Test
    void aSinkThatGathersGetsWhatIsDueInOneAndKeepsTheOrder() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        Cadence gathering = new Cadence(3, published -> published.plusMillis(200));
        begin(QUICK, gathering, alerts -> sizes.add(alerts.size()));

        // All of them are there before the first is due, however slow the machine is.
        Deliveries gate = deliveries;
        synchronized (gate) {
            for (int number = 0; number < 7; number++) {
                submit(number % 2 == 0 ? "301" : "302", number);
            }
        }

        await(() -> delivered.size() == 7);
        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(delivered).containsExactly("301-0", "302-1", "301-2", "302-3", "301-4", "302-5", "301-6");
    }

    @Test
    void aDigestThatFailedForAWhileIsSentAsAWhole() {
        AtomicInteger attempts = new AtomicInteger();
        begin(QUICK, new Cadence(100, published -> published), alerts -> {
            if (attempts.incrementAndGet() < 4) {
                throw DeliveryException.temporary("the mail server is down");
            }
        });

        for (int number = 0; number < 10; number++) {
            submit("301", number);
        }

        await(() -> delivered.size() == 10);
        assertThat(new TreeSet<>(delivered)).hasSize(10);
    }

    @Test
    void aSinkThatBreaksIsTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        begin(QUICK, Cadence.EACH_AT_ONCE, alerts -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("a bug");
            }
        });

        submit("301", 1);

        await(() -> delivered.size() == 1);
    }

    @Test
    void whatCameFromAPartitionThatMovedIsForgotten() {
        begin(QUICK, Cadence.EACH_AT_ONCE, alerts -> {
            throw DeliveryException.temporary("not now");
        });
        submit("301", 1);
        await(() -> failures.get() > 0);

        deliveries.forget(Set.of(new TopicPartition("rating-changed", 0)));

        assertThat(deliveries.waiting()).isZero();
        assertThat(delivered).isEmpty();
    }

    @FunctionalInterface
    private interface Taking {
        void take(List<Alert> alerts) throws DeliveryException;
    }

    private void begin(Subscription.Retries retries, Cadence cadence, Taking receiver) {
        Sink sink = new Sink() {
            @Override
            public void deliver(List<Alert> alerts) throws DeliveryException {
                receiver.take(alerts);
            }

            @Override
            public Cadence cadence() {
                return cadence;
            }

            @Override
            public String describe() {
                return "test";
            }
        };
        Subscription subscription = new Subscription("test", AlertFilter.everything(), Freshness.OFF, retries, sink);
        deliveries =
                new Deliveries(subscription, new Recording(), Clock.systemUTC(), SubscriptionRunner.workers("test"));
    }

    @Test
    void whatAClockThatIsAheadHasStampedIsDueAtOnce() {
        begin(QUICK, Cadence.EACH_AT_ONCE, alerts -> {});

        submit("301", 1, Instant.now().plus(Duration.ofMinutes(55)));
        submit("301", 2);

        await(() -> delivered.equals(List.of("301-1", "301-2")));
    }

    private void submit(String authority, int number) {
        submit(authority, number, published);
    }

    private void submit(String authority, int number, Instant publishedAt) {
        Alert alert = Alert.of(Changes.of(authority, number), publishedAt);
        deliveries.submit(new Delivery(
                alert,
                new ConsumerRecord<>("rating-changed", 0, number, new byte[0], new byte[0]),
                0,
                new PartitionProgress(new Position("topic", 0, Tally.NONE)),
                Instant.now()));
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition::getAsBoolean);
    }

    private final class Recording implements Deliveries.Listener {
        @Override
        public void delivered(Delivery delivery, int attempts) {
            delivered.add(delivery.alert().change().getInspectionId());
        }

        @Override
        public void failed(Delivery delivery, String reason) {
            failures.incrementAndGet();
        }

        @Override
        public void undelivered(Delivery delivery, String reason, int attempts) {
            if (!deadLettersAreKept) {
                failures.incrementAndGet();
                throw new IllegalStateException("the brokers are down");
            }
            undelivered.put(delivery.alert().change().getInspectionId(), attempts);
        }
    }
}
