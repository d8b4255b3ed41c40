package uk.regionalratings.alerts.delivery;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.position.AlertOutcome;
import uk.regionalratings.alerts.position.Position;
import uk.regionalratings.alerts.position.Tally;

/**
 * The progress of one subscription in one partition while it is assigned: the next offset, the alerts without a result,
 * and the position. A record may have several changes, and each gets its own result. Alerts of different authorities
 * get their results in any order. The position is before the first alert without a result, so that none is lost. It
 * carries the results beyond it, so that little is sent again after a crash. Used by the thread that reads and by those
 * that deliver.
 */
final class PartitionProgress {
    /**
     * More than the changes in any record, which has at most one for each judgement. The number of a change is its
     * record's offset times this constant, plus its place in the record. Positions store such numbers, so the constant
     * never changes.
     */
    static final int PLACES = 32;

    /** The metadata of a position has room for this many results; later ones may be repeated. */
    private static final int MOST_AHEAD = 250;

    /** Empty until the change has a result. All changes of a record are kept until each has a result. */
    private final NavigableMap<Long, Optional<End>> seen = new TreeMap<>();

    /** Results that were stored with the position and whose record has not been read again yet. */
    private final NavigableMap<Long, AlertOutcome> known = new TreeMap<>();

    private final String topicId;
    private long next;
    private Tally tally;
    private @Nullable String trouble;
    private int waiting;
    private @Nullable Position told;
    private boolean handedOver;

    private record End(AlertOutcome outcome, int furtherAttempts, long at) {}

    /** @param begin the position to continue from */
    PartitionProgress(Position begin) {
        this.topicId = begin.topicId();
        this.next = begin.offset();
        this.tally = begin.tally();
        tally.ahead()
                .forEach((outcome, distances) ->
                        distances.forEach(distance -> known.put(next * PLACES + distance, outcome)));
    }

    /**
     * Starts a record with some changes.
     *
     * @return the places of the changes that have to be delivered; results from before a restart are restored
     * @throws IllegalStateException if the record has been read before, or the partition is no longer assigned to this
     *     instance
     */
    synchronized List<Integer> begin(long offset, int changes) {
        requireHeld();
        if (offset < next) {
            throw new IllegalStateException("offset " + offset + " was read again: " + next + " is the next one");
        }
        next = offset + 1;
        for (int place = 0; place < changes; place++) {
            seen.put(offset * PLACES + place, Optional.empty());
        }
        waiting += changes;
        List<Integer> open = new ArrayList<>();
        for (int place = 0; place < changes; place++) {
            AlertOutcome before = known.remove(offset * PLACES + place);
            if (before == null) {
                open.add(place);
            } else {
                var unused = end(offset, place, before, 0, tally.lastDelivered());
            }
        }
        return open;
    }

    /**
     * Records the result of a change; recording it once more changes nothing.
     *
     * @param furtherAttempts the number of attempts besides the first
     * @return whether the result is new
     */
    synchronized boolean end(long offset, int place, AlertOutcome outcome, int furtherAttempts, long at) {
        long change = offset * PLACES + place;
        Optional<End> before = seen.get(change);
        if (before == null || before.isPresent()) {
            return false;
        }
        seen.put(change, Optional.of(new End(outcome, furtherAttempts, at)));
        waiting--;
        if (outcome == AlertOutcome.DELIVERED || outcome == AlertOutcome.UNDELIVERED) {
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

    /** The number of changes that were read and have no result yet. */
    synchronized int waiting() {
        return waiting;
    }

    /** The id of the topic of its offsets. */
    String topicId() {
        return topicId;
    }

    /**
     * The partition now belongs to another instance: from now on there are no results and no position here. Returns the
     * number of changes without a result.
     */
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

    /** The next offset to read. */
    synchronized long next() {
        return next;
    }

    /**
     * Notes that everything before this offset has been read; the markers of transactions have offsets, too.
     *
     * @throws IllegalStateException if the offset is before what has been read
     */
    synchronized void reached(long position) {
        if (position < next) {
            throw new IllegalStateException(
                    "reading went back to offset " + position + ": " + next + " is the next one");
        }
        next = position;
    }

    /** The position to store, if it differs from the one returned last. */
    synchronized Optional<Position> news() {
        Position now = position();
        if (now.equals(told)) {
            return Optional.empty();
        }
        told = now;
        return Optional.of(now);
    }

    /** Makes {@link #news} return the position again, since the last one may not have been stored. */
    synchronized void forgetTold() {
        told = null;
    }

    /**
     * The position from which the next reader of the partition continues.
     *
     * @throws IllegalStateException if the partition has been handed over: its new owner determines the position
     */
    synchronized Position position() {
        requireHeld();
        long offset = seen.isEmpty() ? next : seen.firstKey() / PLACES;
        return new Position(topicId, offset, tally.with(waiting, trouble, ahead(offset * PLACES)));
    }

    /**
     * The results of changes that were sent or became dead letters; for the others the decision is made again, with the
     * same result.
     */
    private Map<AlertOutcome, List<Long>> ahead(long first) {
        Map<AlertOutcome, List<Long>> ahead = new EnumMap<>(AlertOutcome.class);
        NavigableMap<Long, AlertOutcome> ended = new TreeMap<>(known.tailMap(first, true));
        seen.forEach((one, end) -> end.ifPresent(how -> ended.put(one, how.outcome)));
        ended.values().removeIf(outcome -> outcome != AlertOutcome.DELIVERED && outcome != AlertOutcome.UNDELIVERED);
        ended.entrySet().stream().limit(MOST_AHEAD).forEach(one -> ahead.computeIfAbsent(
                        one.getValue(), any -> new ArrayList<>())
                .add(one.getKey() - first));
        return ahead;
    }
}
