package uk.regionalratings.alerts.delivery;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far one subscription is in one partition. Alerts of different authorities end in any order; the position is before the
 * first that has not ended, so that none is lost, and what ended beyond it is told again after a crash. Used by the
 * thread that reads and by those that deliver.
 */
final class PartitionProgress {
    /** Empty while on its way. */
    private final NavigableMap<Long, Optional<End>> seen = new TreeMap<>();

    private long next;
    private Tally tally;
    private @Nullable String trouble;
    private int waiting;
    private @Nullable OffsetAndMetadata told;

    private record End(Outcome outcome, int furtherAttempts, long at) {}

    /** @param next the first offset that has not been read */
    PartitionProgress(long next, Tally tally) {
        this.next = next;
        this.tally = tally;
    }

    synchronized void begin(long offset) {
        seen.put(offset, Optional.empty());
        waiting++;
    }

    /**
     * Ends a record; ending it once more changes nothing.
     *
     * @param furtherAttempts how many it took besides the first
     */
    synchronized void end(long offset, Outcome outcome, int furtherAttempts, long at) {
        Optional<End> before = seen.get(offset);
        if (before == null || before.isPresent()) {
            return;
        }
        seen.put(offset, Optional.of(new End(outcome, furtherAttempts, at)));
        waiting--;
        if (outcome == Outcome.DELIVERED || outcome == Outcome.UNDELIVERED) {
            trouble = null;
        }
        for (Map.Entry<Long, Optional<End>> first = seen.firstEntry();
                first != null && first.getValue().isPresent();
                first = seen.firstEntry()) {
            End end = first.getValue().get();
            tally = tally.plus(end.outcome, end.furtherAttempts, end.at);
            seen.pollFirstEntry();
        }
    }

    synchronized void failed(String reason) {
        trouble = reason;
    }

    /** Everything before this offset has been read; markers of transactions have offsets of their own. */
    synchronized void reached(long position) {
        next = position;
    }

    /** What to commit, when it differs from what was told last. */
    synchronized Optional<OffsetAndMetadata> news() {
        OffsetAndMetadata now = position();
        if (now.equals(told)) {
            return Optional.empty();
        }
        told = now;
        return Optional.of(now);
    }

    /** What was told last may not have arrived. */
    synchronized void forgetTold() {
        told = null;
    }

    synchronized OffsetAndMetadata position() {
        long offset = seen.isEmpty() ? next : seen.firstKey();
        return new OffsetAndMetadata(offset, tally.with(waiting, trouble).toMetadata());
    }
}
