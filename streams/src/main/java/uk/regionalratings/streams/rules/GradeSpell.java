package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Days in a row on which one grade stood for one judgement of an authority (docs/domain-rules.md, Time-weighted grade).
 *
 * @param grade the grade
 * @param from first day
 * @param to last day
 * @param inspection the one that gave the grade first, which may have been published before the first day
 */
public record GradeSpell(Grade grade, LocalDate from, LocalDate to, Inspection inspection) {
    /** The number of days, at least 1. */
    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /**
     * The spells of an authority whose reference data is known, between two days on which it may or may not have
     * existed.
     *
     * @param looked which inspections of the family to consider
     * @param from first day
     * @param to last day
     * @return in the order of time; days without a standing grade are in no spell
     */
    public static List<GradeSpell> between(
            AuthorityHistory history,
            Family family,
            Judgement judgement,
            Predicate<Inspection> looked,
            LocalDate from,
            LocalDate to) {
        Authority authority = history.authority().orElseThrow();
        LocalDate first = later(from, authority.establishedOn() == null ? from : authority.establishedOn());
        LocalDate last = earlier(to, authority.abolishedOn() == null ? to : authority.abolishedOn());
        List<Inspection> changing = changing(history, family, judgement, looked);
        List<GradeSpell> spells = new ArrayList<>();
        for (int k = 0; k < changing.size(); k++) {
            Inspection inspection = changing.get(k);
            LocalDate begin = later(first, inspection.publishedOn());
            LocalDate end = k + 1 < changing.size()
                    ? earlier(last, changing.get(k + 1).publishedOn().minusDays(1))
                    : last;
            if (!begin.isAfter(end)) {
                spells.add(new GradeSpell(inspection.grade(judgement).orElseThrow(), begin, end, inspection));
            }
        }
        return joined(spells);
    }

    /** The inspections that gave a different grade from the one before them. */
    private static List<Inspection> changing(
            AuthorityHistory history, Family family, Judgement judgement, Predicate<Inspection> looked) {
        List<Inspection> changing = new ArrayList<>();
        for (Inspection inspection : history.counted()) {
            boolean makes =
                    family.includes(inspection.framework()) && inspection.makes(judgement) && looked.test(inspection);
            boolean same = !changing.isEmpty()
                    && changing.get(changing.size() - 1).grade(judgement).equals(inspection.grade(judgement));
            if (makes && !same) {
                changing.add(inspection);
            }
        }
        return changing;
    }

    /**
     * If two reports are of one day, only the last counts; this may leave two spells with the same grade next to each
     * other, which are joined.
     */
    private static List<GradeSpell> joined(List<GradeSpell> spells) {
        List<GradeSpell> joined = new ArrayList<>();
        for (GradeSpell spell : spells) {
            GradeSpell before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && before.grade == spell.grade) {
                joined.set(joined.size() - 1, new GradeSpell(before.grade, before.from, spell.to, before.inspection));
            } else {
                joined.add(spell);
            }
        }
        return joined;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
