package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** All that follows from a history, from its first inspection to its last, as the rules have it: what the neighbourhood of an event is held against. */
final class WholeHistory {
    private WholeHistory() {}

    /**
     * How the authority counts, day by day: segments that follow one another without a gap from its first to its
     * last day. Empty while the reference data has not arrived.
     */
    static List<Segment> timeline(AuthorityHistory history, Family family, Judgement judgement) {
        if (history.authority().isEmpty()) {
            return List.of();
        }
        Authority authority = history.authority().get();
        LocalDate firstDay = authority.establishedOn() == null ? Segment.BEGINNING : authority.establishedOn();
        LocalDate end =
                authority.abolishedOn() == null ? null : authority.abolishedOn().plusDays(1);

        TimelineBuilder timeline = new TimelineBuilder(firstDay, end);
        Standing standing = null;
        for (Inspection inspection : history.counted()) {
            if (family.includes(inspection.framework())) {
                standing = after(standing, inspection, judgement);
                if (standing != null) {
                    timeline.stands(inspection.publishedOn(), standing);
                }
            }
        }
        return timeline.build();
    }

    /**
     * What each inspection that counts did to {@code judgement}, in {@link Inspection#ORDER}. Empty while the
     * reference data has not arrived.
     */
    static List<RatingChange> changes(AuthorityHistory history, Judgement judgement) {
        if (history.authority().isEmpty()) {
            return List.of();
        }
        List<RatingChange> changes = new ArrayList<>();
        Inspection previous = null;
        for (Inspection inspection : history.counted()) {
            if (inspection.makes(judgement)) {
                changes.add(new RatingChange(judgement, inspection, previous));
                previous = inspection;
            }
        }
        return changes;
    }

    private static @Nullable Standing after(@Nullable Standing before, Inspection inspection, Judgement judgement) {
        if (inspection.makes(judgement)) {
            return new Standing(inspection.grade(judgement).orElseThrow(), inspection, false);
        }
        return before == null ? null : new Standing(before.grade(), before.inspection(), true);
    }
}
