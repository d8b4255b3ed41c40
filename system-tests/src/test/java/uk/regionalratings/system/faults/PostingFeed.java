package uk.regionalratings.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.system.kit.Feed;
import uk.regionalratings.system.kit.SteadyFeed;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Sends inspections and their corrections to a gateway in small consecutive requests, each repeated until it succeeds.
 */
final class PostingFeed implements AutoCloseable {
    private static final int IN_REQUEST = 5;
    private static final long LONGEST_MINUTES = 5;
    /** What the slowest test machine can process while everything around it is being killed. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final List<Inspection> history;
    private final Map<String, Integer> revisions = new HashMap<>();
    private final RecordedRun run;
    private final Random random;
    private final Feed feed;
    private final CompletableFuture<Void> sending;
    private volatile boolean ended;

    /**
     * Starts sending.
     *
     * @param run takes what is acknowledged
     * @param others authorities whose inspections another feed sends
     */
    PostingFeed(Feed feed, RecordedRun run, List<String> others, long seed) {
        this.run = run;
        this.history = RealHistory.inspections().stream()
                .filter(inspection -> !others.contains(inspection.authorityId()))
                .toList();
        this.feed = feed;
        this.random = new Random(seed);
        this.sending = CompletableFuture.runAsync(this::send);
    }

    private void send() {
        for (int request = 0; !ended; request++) {
            List<Inspection> records = new ArrayList<>();
            for (int i = 0; i < IN_REQUEST; i++) {
                Inspection any = history.get(random.nextInt(history.size()));
                records.add(SteadyFeed.revision(any, revisions.merge(any.inspectionId(), 1, Integer::sum)));
            }
            Feed.Delivery delivery = feed.deliver("request-" + request, records);
            delivery.acknowledged().forEach(run.history()::acknowledged);
            delivery.position().ifPresent(run.shared()::wrote);
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    /** Stops sending, and returns when the last request is acknowledged. */
    void finish() throws Exception {
        ended = true;
        try {
            sending.get(LONGEST_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new AssertionError("the feed does not end", e);
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
