package uk.regionalratings.ingest.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.TimeoutException;
import uk.regionalratings.ingest.RecordingPublisher;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Inspection;

/** Stands in for Kafka under the test's control. Confirms everything by default. */
final class ControlledPublisher extends RecordingPublisher {
    private final List<String> sources = new ArrayList<>();
    private final Queue<CompletableFuture<Void>> held = new ArrayDeque<>();
    private volatile boolean holding;
    private volatile Predicate<Inspection> lost = inspection -> false;
    private volatile boolean down;

    /** Events wait for {@link #confirm()} from now on. */
    void hold() {
        holding = true;
    }

    /** Confirms everything that waits, and everything from now on. */
    synchronized void confirm() {
        holding = false;
        held.forEach(delivery -> delivery.complete(null));
        held.clear();
    }

    /** Accepts such inspections from now on but does not deliver them. */
    void lose(Predicate<Inspection> which) {
        lost = which;
    }

    /** Sets whether everything is refused. */
    void down(boolean now) {
        down = now;
    }

    synchronized List<Inspection> published() {
        return List.copyOf(published);
    }

    synchronized List<String> sources() {
        return List.copyOf(sources);
    }

    synchronized List<Rejection> rejected() {
        return List.copyOf(rejected);
    }

    synchronized int held() {
        return held.size();
    }

    @Override
    public synchronized CompletionStage<FactPosition> publish(Inspection inspection, String eventSource) {
        if (down) {
            return CompletableFuture.failedStage(new TimeoutException("no answer"));
        }
        if (lost.test(inspection)) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        throw new TimeoutException("expired");
                    },
                    CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
        }
        published.add(inspection);
        sources.add(eventSource);
        FactPosition position = FactPosition.after(0, published.size() - 1);
        return delivery().thenApply(nothing -> position);
    }

    @Override
    public synchronized CompletionStage<Void> reject(Rejection rejection) {
        if (down) {
            return CompletableFuture.failedStage(new TimeoutException("no answer"));
        }
        rejected.add(rejection);
        return delivery();
    }

    private CompletionStage<Void> delivery() {
        if (!holding) {
            return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Void> delivery = new CompletableFuture<>();
        held.add(delivery);
        return delivery;
    }
}
