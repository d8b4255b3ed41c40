package uk.regionalratings.alerts.delivery;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.position.Outcome;
import uk.regionalratings.alerts.position.Position;
import uk.regionalratings.alerts.position.Tally;

/**
 * How far one subscription is in one partition while that is assigned: what is read next, what is on its way, and the position. A record may tell
 * of several changes, each of which ends by itself. Alerts of different authorities end in any order; the position is before the first that has
 * not ended, so that none is lost, and travels with what has ended beyond it, so that little is told again after a crash. Used by the thread that
 * reads and by those that deliver.
 */
final class PartitionProgress {
    /** More changes than any record of ours tells of: there are seven judgements. A change is known by its offset times this and its place. */
    static final int PLACES = 32;

    /** The metadata of a position has room for so many; what ended beyond these may be told again. */
    private static final int MOST_AHEAD = 250;

    /** Empty while on its way. Of a record all changes stay until each has ended. */
    private final NavigableMap<Long, Optional<End>> seen = new TreeMap<>();

    /** What had ended when the position was kept, and has not been read again yet. */
    private final NavigableMap<Long, Outcome> known = new TreeMap<>();

    private final String topicId;
    private long next;
    private Tally tally;
    private @Nullable String trouble;
    private int waiting;
    private @Nullable Position told;
    private boolean handedOver;

    private record End(Outcome outcome, int furtherAttempts, long at) {}

    /** @param begin where it goes on */
    PartitionProgress(Position begin) {
        this.topicId = begin.topicId();
        this.next = begin.offset();
        this.tally = begin.tally();
        tally.ahead()
                .forEach((outcome, distances) ->
                        distances.forEach(distance -> known.put(next * PLACES + distance, outcome)));
    }

    /**
     * Begins a record that tells of some changes.
     *
     * @return the places of those that are still to be delivered; what had ended before a restart has now ended again
     * @throws IllegalStateException if the record has been read before, or the partition is no longer this one's to
     *     read
     */
    synchronized List<Integer> begin(long offset, int changes) {
        requireHeld();
        if (offset < next) {
            throw new IllegalStateException("offset " + offset + " was read again: " + next + " is to be next");
        }
        next = offset + 1;
        for (int place = 0; place < changes; place++) {
            seen.put(offset * PLACES + place, Optional.empty());
        }
        waiting += changes;
        List<Integer> open = new ArrayList<>();
        for (int place = 0; place < changes; place++) {
            Outcome before = known.remove(offset * PLACES + place);
            if (before == null) {
                open.add(place);
            } else {
                var unused = end(offset, place, before, 0, tally.lastDelivered());
            }
        }
        return open;
    }

    /**
     * Ends a change; ending it once more changes nothing.
     *
     * @param furtherAttempts how many it took besides the first
     * @return whether it ended now
     */
    synchronized boolean end(long offset, int place, Outcome outcome, int furtherAttempts, long at) {
        long change = offset * PLACES + place;
        Optional<End> before = seen.get(change);
        if (before == null || before.isPresent()) {
            return false;
        }
        seen.put(change, Optional.of(new End(outcome, furtherAttempts, at)));
        waiting--;
        if (outcome == Outcome.DELIVERED || outcome == Outcome.UNDELIVERED) {
            trouble = null;
        }
        while (!seen.isEmpty()
                && changesOf(seen.firstKey() / PLACES).values().stream().allMatch(Optional::isPresent)) {
            NavigableMap<Long, Optional<End>> record = changesOf(seen.firstKey() / PLACES);
            record.values()
                    .forEach(one -> one.ifPresent(end -> tally = tally.plus(end.outcome, end.furtherAttempts, end.at)));
            record.clear();
        }
        return true;
    }

    private NavigableMap<Long, Optional<End>> changesOf(long offset) {
        return seen.subMap(offset * PLACES, true, offset * PLACES + PLACES - 1, true);
    }

    /** How many have been read and have not ended. */
    synchronized int waiting() {
        return waiting;
    }

    /** The topic that its offsets are of. */
    String topicId() {
        return topicId;
    }

    /** The partition is another instance's now: nothing ends here any more, and there is no position. Returns how many had not ended. */
    synchronized int handOver() {
        int left = waiting;
        handedOver = true;
        seen.clear();
        waiting = 0;
        return left;
    }

    synchronized void failed(String reason) {
        trouble = reason;
    }

    private void requireHeld() {
        if (handedOver) {
            throw new IllegalStateException("the partition has been handed over");
        }
    }

    /** The offset that is to be read next. */
    synchronized long next() {
        return next;
    }

    /**
     * Everything before this offset has been read; markers of transactions have offsets of their own.
     *
     * @throws IllegalStateException if it lies before what has been read
     */
    synchronized void reached(long position) {
        if (position < next) {
            throw new IllegalStateException("reading went back to offset " + position + ": " + next + " is to be next");
        }
        next = position;
    }

    /** What to keep, when it differs from what was told last. */
    synchronized Optional<Position> news() {
        Position now = position();
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

    /**
     * Where whoever has the partition next is to go on.
     *
     * @throws IllegalStateException if it has been handed over: the position is whoever's who has it now
     */
    synchronized Position position() {
        requireHeld();
        long offset = seen.isEmpty() ? next : seen.firstKey() / PLACES;
        return new Position(topicId, offset, tally.with(waiting, trouble, ahead(offset * PLACES)));
    }

    /** What was sent somewhere; the rest is decided again in the same way. */
    private Map<Outcome, List<Long>> ahead(long first) {
        Map<Outcome, List<Long>> ahead = new EnumMap<>(Outcome.class);
        NavigableMap<Long, Outcome> ended = new TreeMap<>(known.tailMap(first, true));
        seen.forEach((one, end) -> end.ifPresent(how -> ended.put(one, how.outcome)));
        ended.values().removeIf(outcome -> outcome != Outcome.DELIVERED && outcome != Outcome.UNDELIVERED);
        ended.entrySet().stream().limit(MOST_AHEAD).forEach(one -> ahead.computeIfAbsent(
                        one.getValue(), any -> new ArrayList<>())
                .add(one.getKey() - first));
        return ahead;
    }
}
