package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.contract.Segment;
import uk.regionalratings.contract.SegmentDelta;
import uk.regionalratings.contract.TimelineChanged;
import uk.regionalratings.contract.TimelinesChanged;

/**
 * Divides what one event changed into records that every broker takes. Nearly all of it is one record; an authority with hundreds of
 * inspections that is registered, renamed or moved is more. First all segments, so that the counts in each change are those after the whole
 * event; then the changes, what was removed and added under one identity together, so that it is published once.
 */
final class TimelineParts {
    /** A rating change has at most some 16 KB: two URLs of 2,000 characters, in UTF-8, and names. */
    static final int MOST_CHANGES = 50;

    /** A segment has at most some 20 bytes. */
    static final int MOST_SEGMENTS = 10_000;

    private final List<TimelinesChanged> parts = new ArrayList<>();
    private List<TimelineChanged> open = new ArrayList<>();
    private int size;

    private TimelineParts() {}

    /** In the order in which they are to be applied. */
    static List<TimelinesChanged> of(TimelinesChanged whole) {
        int changes = 0;
        int segments = 0;
        for (TimelineChanged one : whole.getJudgements()) {
            changes += one.getRemoved().size() + one.getAdded().size();
            for (SegmentDelta delta : one.getSegments()) {
                segments += delta.getSegments().size();
            }
        }
        if (changes <= MOST_CHANGES && segments <= MOST_SEGMENTS) {
            return List.of(whole);
        }
        TimelineParts parts = new TimelineParts();
        whole.getJudgements().forEach(parts::addSegments);
        parts.close();
        whole.getJudgements().forEach(parts::addChanges);
        parts.close();
        return parts.parts;
    }

    private void addSegments(TimelineChanged of) {
        for (SegmentDelta delta : of.getSegments()) {
            List<Segment> all = delta.getSegments();
            for (int from = 0; from < all.size(); from += MOST_SEGMENTS) {
                List<Segment> some = all.subList(from, Math.min(all.size(), from + MOST_SEGMENTS));
                SegmentDelta piece = new SegmentDelta(delta.getRegion(), delta.getFamily(), delta.getSign(), some);
                add(
                        new TimelineChanged(of.getJudgement(), List.of(piece), List.of(), List.of()),
                        some.size(),
                        MOST_SEGMENTS);
            }
        }
    }

    private void addChanges(TimelineChanged of) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        of.getRemoved().forEach(change -> pairs.put(change.getId(), new Pair(change, null)));
        of.getAdded()
                .forEach(change -> pairs.merge(
                        change.getId(), new Pair(null, change), (removed, added) -> new Pair(removed.removed, change)));
        Judgement judgement = of.getJudgement();
        List<Pair> some = new ArrayList<>();
        for (Pair pair : pairs.values()) {
            some.add(pair);
            if (some.size() == MOST_CHANGES / 2) {
                add(judgement, some);
                some.clear();
            }
        }
        add(judgement, some);
    }

    private void add(Judgement judgement, List<Pair> pairs) {
        List<RatingChanged> removed = new ArrayList<>();
        List<RatingChanged> added = new ArrayList<>();
        for (Pair pair : pairs) {
            if (pair.removed != null) {
                removed.add(pair.removed);
            }
            if (pair.added != null) {
                added.add(pair.added);
            }
        }
        if (!pairs.isEmpty()) {
            add(new TimelineChanged(judgement, List.of(), removed, added), 2 * pairs.size(), MOST_CHANGES);
        }
    }

    private void add(TimelineChanged piece, int weight, int most) {
        if (size + weight > most) {
            close();
        }
        open.add(piece);
        size += weight;
    }

    private void close() {
        if (!open.isEmpty()) {
            parts.add(new TimelinesChanged(open));
        }
        open = new ArrayList<>();
        size = 0;
    }

    /** What of a change goes and what comes. */
    private record Pair(@Nullable RatingChanged removed, @Nullable RatingChanged added) {}
}
