package uk.regionalratings.streams.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The changes that an event made in the rating changes of one inspection. Sets of judgements are bits, by the
 * judgement's code.
 */
public final class InspectionChange {
    private final Inspection inspection;
    private final CountedInspections history;
    private final int place;
    private final int told;
    private final int gone;
    private final int late;

    private InspectionChange(
            Inspection inspection, CountedInspections history, int place, int told, int gone, int late) {
        this.inspection = inspection;
        this.history = history;
        this.place = place;
        this.told = told;
        this.gone = gone;
        this.late = late;
    }

    /** The inspection; in its earlier form if none of its changes holds any more. */
    public Inspection inspection() {
        return inspection;
    }

    /** The judgements whose change is new or different. */
    public int told() {
        return told;
    }

    /** The judgements whose change no longer holds. */
    public int gone() {
        return gone;
    }

    /** Those among both that a later inspection makes, too. Being late alone is not news. */
    public int late() {
        return late;
    }

    /** The inspection that gave the grade before, under any framework; null for a first grade. */
    public @Nullable Inspection previous(Judgement judgement) {
        int index = history.previous(place, judgement.code());
        return index < 0 ? null : history.inspections().get(index);
    }

    /** The differences: first inspections without any remaining change, then the others in the order of inspections. */
    public static List<InspectionChange> between(AuthorityHistory before, AuthorityHistory after) {
        boolean same =
                sameWords(before.authority().orElse(null), after.authority().orElse(null));
        CountedInspections old = before.numbers();
        CountedInspections now = after.numbers();
        int start = same ? old.equalStart(now) : 0;
        int end = same ? old.equalEnd(now, start) : 0;
        int made = old.judgements(start, end) | now.judgements(start, end);
        Map<String, Affected> was = new LinkedHashMap<>();
        affected(before, start, end, made)
                .forEach(one -> was.put(one.inspection().inspectionId(), one));
        List<InspectionChange> told = new ArrayList<>();
        for (Affected is : affected(after, start, end, made)) {
            InspectionChange change = is.since(was.remove(is.inspection().inspectionId()), same);
            if ((change.told | change.gone) != 0) {
                told.add(change);
            }
        }
        List<InspectionChange> all = new ArrayList<>();
        was.values().forEach(one -> all.add(one.gone()));
        all.addAll(told);
        return all;
    }

    /** Whether rating changes describe both in the same words. */
    private static boolean sameWords(@Nullable Authority one, @Nullable Authority other) {
        return one != null
                && other != null
                && one.name().equals(other.name())
                && one.region().equals(other.region())
                && Objects.equals(one.serviceProvider(), other.serviceProvider());
    }

    /** The inspections that differ, and those that may now follow another inspection. Empty without reference data. */
    private static List<Affected> affected(AuthorityHistory history, int start, int end, int made) {
        List<Affected> all = new ArrayList<>();
        if (history.registration().isEmpty()) {
            return all;
        }
        CountedInspections of = history.numbers();
        int k = start;
        for (; k < of.size() - end; k++) {
            add(of, k, Marks.judgements(of.mark(k)), all);
        }
        for (int pending = made; k < of.size() && pending != 0; k++) {
            int hit = pending & Marks.judgements(of.mark(k));
            add(of, k, hit, all);
            pending &= ~hit;
        }
        return all;
    }

    private static void add(CountedInspections of, int place, int judgements, List<Affected> all) {
        if (judgements != 0) {
            all.add(new Affected(of, place, judgements));
        }
    }

    /** Judgements of one inspection in its history. */
    private record Affected(CountedInspections history, int place, int judgements) {
        Inspection inspection() {
            return history.inspections().get(place);
        }

        InspectionChange gone() {
            return new InspectionChange(inspection(), history, place, 0, judgements, late(judgements));
        }

        InspectionChange since(@Nullable Affected old, boolean sameWords) {
            int before = old == null ? 0 : old.judgements;
            int told = judgements;
            for (int judgement = 0; old != null && sameWords && judgement < Marks.CODES; judgement++) {
                if ((before & judgements & 1 << judgement) != 0 && saysTheSame(old, judgement)) {
                    told &= ~(1 << judgement);
                }
            }
            int gone = before & ~judgements;
            int late = late(told) | (old == null ? 0 : old.late(gone));
            return new InspectionChange(inspection(), history, place, told, gone, late);
        }

        private int late(int of) {
            int later = 0;
            for (int k = place + 1; k < history.size() && (of & ~later) != 0; k++) {
                later |= Marks.judgements(history.mark(k));
            }
            return of & later;
        }

        private boolean saysTheSame(Affected old, int judgement) {
            Inspection is = inspection();
            Inspection was = old.inspection();
            int before = history.previous(place, judgement);
            int oldBefore = old.history.previous(old.place, judgement);
            return grade(judgement) == old.grade(judgement)
                    && is.framework() == was.framework()
                    && is.endedOn().equals(was.endedOn())
                    && sameReport(is, was)
                    && (before < 0) == (oldBefore < 0)
                    && (before < 0
                            || (Marks.grade(history.mark(before), judgement)
                                            == Marks.grade(old.history.mark(oldBefore), judgement)
                                    && sameReport(
                                            history.inspections().get(before),
                                            old.history.inspections().get(oldBefore))));
        }

        private int grade(int judgement) {
            return Marks.grade(history.mark(place), judgement);
        }

        private static boolean sameReport(Inspection one, Inspection other) {
            return one.inspectionId().equals(other.inspectionId())
                    && one.publishedOn().equals(other.publishedOn())
                    && Objects.equals(one.reportUrl(), other.reportUrl());
        }
    }
}
