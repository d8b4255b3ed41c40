package uk.regionalratings.ingest;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import uk.regionalratings.ingest.publish.SentEvents;

/**
 * Reports when Kafka confirms nothing for a while. The producer retries silently for minutes: a broker may be
 * unavailable and another one about to take over.
 */
final class DeliveryWatch implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final SentEvents deliveries;
    private final IngestReport report;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "delivery-watch");
        thread.setDaemon(true);
        return thread;
    });
    private long ended;
    private long stillSince;
    private long toldAt;

    /** @param report called on a separate thread */
    DeliveryWatch(SentEvents deliveries, IngestReport report, LongSupplier nanoTime) {
        this.deliveries = deliveries;
        this.report = report;
        this.nanoTime = nanoTime;
        this.stillSince = nanoTime.getAsLong();
        this.toldAt = stillSince;
    }

    void start() {
        var unused = watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** To be called from one thread at a time. */
    void look() {
        long now = nanoTime.getAsLong();
        long underWay = deliveries.underWay();
        if (underWay == 0 || deliveries.ended() != ended) {
            ended = deliveries.ended();
            stillSince = now;
            toldAt = now;
        } else if (now - toldAt >= QUIET.toNanos()) {
            toldAt = now;
            report.waiting(underWay, Duration.ofNanos(now - stillSince));
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
