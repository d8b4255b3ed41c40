package uk.regionalratings.streams.query.count;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.Populations;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Lineage;

/** Adds up the people under 26 by the grade of their authority. */
public final class ChildrenCount {
    private static final Populations POPULATIONS = Populations.bundled();
    private static final AtomicReference<Known> LAST =
            new AtomicReference<>(new Known(new Lineage(List.of()), Map.of()));

    private final double[] byGrade = new double[Grade.values().length];
    private double notRated;
    private double unsettled;
    private int authorities;
    private int apportioned;

    /** The people in all authorities of the question. */
    static Children of(CountedGrades grades, JudgementChoice choice, Lineage lineage) {
        ChildrenCount count = new ChildrenCount();
        grades.authorities().forEach(history -> estimate(history, lineage)
                .ifPresent(people -> count.add(people, grades.counted(history, choice))));
        return count.told();
    }

    /** The estimates by authority; valid as long as the lineage is the same. */
    private record Known(Lineage lineage, Map<String, Optional<Populations.Estimate>> estimates) {}

    /** The people of one authority; empty if there is no estimate. */
    public static Optional<Populations.Estimate> estimate(AuthorityHistory history, Lineage lineage) {
        Known known = LAST.updateAndGet(
                last -> last.lineage() == lineage ? last : new Known(lineage, new ConcurrentHashMap<>()));
        return known.estimates().computeIfAbsent(history.authorityId(), id -> POPULATIONS.of(id, lineage));
    }

    public void add(Populations.Estimate estimate, CountedGrades.Counted counted) {
        Grade grade = counted.grade();
        if (grade != null) {
            byGrade[grade.code()] += estimate.people();
        } else if (counted.unsettled()) {
            unsettled += estimate.people();
        } else {
            notRated += estimate.people();
        }
        authorities++;
        apportioned += estimate.apportioned() ? 1 : 0;
    }

    Children told() {
        Map<Grade, Long> counts = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            counts.put(grade, Math.round(byGrade[grade.code()]));
        }
        return new Children(
                POPULATIONS.year(),
                counts,
                Math.round(notRated),
                Math.round(unsettled),
                Math.round(Arrays.stream(byGrade).sum() + notRated + unsettled),
                authorities,
                apportioned,
                shares());
    }

    /** Fractions of the people whose authority is rated; null if no authority is rated. */
    @Nullable
    public Map<String, Double> shares() {
        return ShownCounts.shares(grade -> byGrade[grade.code()]);
    }
}
