package uk.regionalratings.alerts.delivery;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.alerts.subscription.Subscription;

/**
 * Serves one subscription on its own thread, so that its receiver delays no other subscription. A {@link Follower}
 * reads and delivers; when it fails, the next one starts at the stored position. If the thread ends although it should
 * serve, the runner calls a callback.
 */
public final class SubscriptionRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRunner.class);

    private static final Duration CLOSING = Duration.ofSeconds(15);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /**
     * Longer than any call to the brokers may take: storing a dead letter is given up after 180 s, including the time
     * for metadata.
     */
    private static final Duration STANDSTILL = Duration.ofMinutes(4);

    /** The threads mostly wait for receivers: a few are enough to keep a fast one busy. */
    private static final int THREADS = 4;

    private final Subscription subscription;
    private final String group;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final DeliveryContext context;
    private final LongSupplier nanos;
    private final SubscriptionMeters meters;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile String problem = "its position is not known yet";
    private volatile long movedAt;

    /**
     * @param group the subscription's consumer group
     * @param consumers creates a consumer in that group that reads committed records and commits nothing itself
     * @param ended called with the error that ended the thread, unless {@link #close} did
     */
    public SubscriptionRunner(
            Subscription subscription,
            String group,
            Supplier<Consumer<byte[], byte[]>> consumers,
            DeliveryContext context,
            java.util.function.Consumer<Throwable> ended) {
        this(subscription, group, consumers, context, ended, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    SubscriptionRunner(
            Subscription subscription,
            String group,
            Supplier<Consumer<byte[], byte[]>> consumers,
            DeliveryContext context,
            java.util.function.Consumer<Throwable> ended,
            LongSupplier nanos) {
        this.subscription = subscription;
        this.group = group;
        this.consumers = consumers;
        this.context = context;
        this.nanos = nanos;
        this.meters = new SubscriptionMeters(subscription.name());
        this.movedAt = nanos.getAsLong();
        this.thread = new Thread(this::run, "alerts-" + subscription.name());
        thread.setUncaughtExceptionHandler((any, failure) -> ended.accept(failure));
    }

    /** Starts to read and to deliver. */
    public void start() {
        movedAt = nanos.getAsLong();
        thread.start();
    }

    /** The metrics of this subscription. */
    public MeterBinder meters() {
        return meters;
    }

    /** Why it is not reading at present; empty if it is. A receiver that accepts nothing is not a reason. */
    public Optional<String> problem() {
        String now = problem;
        long still = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - movedAt);
        if (now.isEmpty() && still > STANDSTILL.toSeconds()) {
            now = "it has been stuck in a read for " + still + " s: restart this process, and report the fault with"
                    + " a thread dump";
        }
        return now.isEmpty() ? Optional.empty() : Optional.of("subscription " + subscription.name() + ": " + now);
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException | InterruptException e) {
                // An interrupt without closing is cleared, so that the next follower can wait.
                boolean interrupted = Thread.interrupted();
                LOG.debug("Subscription {}: woken, interrupted {}", subscription.name(), interrupted, e);
            } catch (RuntimeException | Error e) {
                // Errors, too: a dead thread would deliver nothing.
                problem = String.valueOf(e.getMessage());
                LOG.error("Subscription {} stopped reading and starts again", subscription.name(), e);
                awaitClosing(AFTER_FAILURE);
            } finally {
                current = null;
            }
        }
        subscription.sink().close();
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        try (Follower follower =
                new Follower(subscription, group, consumer, context, meters, workers(subscription.name()))) {
            while (closing.getCount() > 0) {
                follower.step().ifPresent(found -> problem = found);
                movedAt = nanos.getAsLong();
            }
        }
    }

    /** The threads that call the receiver of a subscription. */
    static ScheduledExecutorService workers(String subscription) {
        ScheduledThreadPoolExecutor workers = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, "alerts-" + subscription);
            thread.setDaemon(true);
            return thread;
        });
        workers.setRemoveOnCancelPolicy(true);
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return workers;
    }

    private void awaitClosing(Duration atMost) {
        try {
            boolean closed = closing.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("Closing: {}", closed);
        } catch (InterruptedException e) {
            LOG.debug("Interrupted; continues at once", e);
        }
    }

    /** Completes the deliveries in progress, commits and leaves the group. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSING.toMillis());
            // Nothing that it still waits for will arrive.
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
