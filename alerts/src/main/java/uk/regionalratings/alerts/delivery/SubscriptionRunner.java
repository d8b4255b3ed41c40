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
 * Serves one subscription on a thread of its own, so that its receiver delays nobody else's. A {@link Follower} reads and delivers; whatever ends
 * it, the next one begins at the position that is kept. A thread that ends while it should serve is told to whoever started it.
 */
public final class SubscriptionRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRunner.class);

    private static final Duration CLOSING = Duration.ofSeconds(15);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** Longer than any call to the brokers may take: a dead letter is given up 180 s after it was sent, metadata included. */
    private static final Duration STANDSTILL = Duration.ofMinutes(4);

    /** Receivers are waited for, not computed for: a few threads keep a fast one busy and a slow one is left alone. */
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
     * @param consumers makes a consumer of that group that reads committed records and commits nothing itself
     * @param ended is told what ended the thread, when that was not {@link #close}
     */
    public SubscriptionRunner(
            Subscription subscription,
            String group,
            Supplier<Consumer<byte[], byte[]>> consumers,
            DeliveryContext context,
            java.util.function.Consumer<Throwable> ended) {
        this(subscription, group, consumers, context, ended, System::nanoTime);
    }

    /** @param nanos a clock that nobody sets */
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

    /** Begins to read and to deliver. */
    public void start() {
        movedAt = nanos.getAsLong();
        thread.start();
    }

    /** What this subscription did. */
    public MeterBinder meters() {
        return meters;
    }

    /** Why it does not read at present; empty if it does. A receiver that takes nothing is no such reason. */
    public Optional<String> problem() {
        String now = problem;
        long still = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - movedAt);
        if (now.isEmpty() && still > STANDSTILL.toSeconds()) {
            now = "it has not come back from reading for " + still
                    + " s: restart this process, and report the fault with" + " a thread dump";
        }
        return now.isEmpty() ? Optional.empty() : Optional.of("subscription " + subscription.name() + ": " + now);
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException | InterruptException e) {
                // Closing, unless somebody else has interrupted: then the next follower shall be able to wait.
                boolean interrupted = Thread.interrupted();
                LOG.debug("Subscription {}: woken, interrupted {}", subscription.name(), interrupted, e);
            } catch (RuntimeException | Error e) {
                // An error, too: a thread that ended would tell nothing any more.
                problem = String.valueOf(e.getMessage());
                LOG.error("Subscription {} stopped reading and begins again", subscription.name(), e);
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

    /** Threads that tell the receiver of a subscription. */
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
            LOG.debug("Interrupted; goes on at once", e);
        }
    }

    /** Ends what is being sent, commits and leaves. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSING.toMillis());
            // Whatever it still waits for does not come any more.
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
