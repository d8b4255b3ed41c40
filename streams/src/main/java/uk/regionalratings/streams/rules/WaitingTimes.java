package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/**
 * How long the authorities have waited for their next inspection on a day, and when it may come (docs/domain-rules.md, The next inspection).
 * Inspections under any framework count, since each of them ends a wait.
 */
public final class WaitingTimes {
    private final LocalDate day;
    private final Function<Inspection, Optional<Grade>> grade;
    private final Predicate<Inspection> looked;
    private final InspectionIntervals intervals = new InspectionIntervals();
    private final List<KnownInterval> known = new ArrayList<>();
    private final List<LocalDate> waitingSince = new ArrayList<>();
    private final Optional<Backtest> backtest;

    /**
     * The waiting times on {@code day}.
     *
     * @param histories all authorities with known reference data, including abolished ones
     * @param grade an inspection's grade in the judgements of the question; empty if it gave none
     * @param looked which inspections to consider, such as those published by the day
     */
    public WaitingTimes(
            LocalDate day,
            Collection<AuthorityHistory> histories,
            Function<Inspection, Optional<Grade>> grade,
            Predicate<Inspection> looked) {
        this.day = day;
        this.grade = grade;
        this.looked = looked;
        histories.forEach(this::add);
        known.forEach(one -> one.addTo(intervals));
        this.backtest = Backtest.of(known);
    }

    private void add(AuthorityHistory history) {
        Inspection last = null;
        for (Inspection inspection : history.counted()) {
            if (looked.test(inspection)) {
                Inspection earlier = last;
                if (earlier != null) {
                    grade.apply(earlier).ifPresent(given -> known.add(new KnownInterval(earlier, given, inspection)));
                }
                last = inspection;
            }
        }
        if (last != null && history.authority().orElseThrow().existsOn(day)) {
            waitingSince.add(last.endedOn());
        }
    }

    /** The last inspection of an authority, at whose end its wait began; empty if it has had none. */
    public Optional<Inspection> last(AuthorityHistory history) {
        return history.last(Family.ANY, looked);
    }

    /** The number of authorities that exist on the day and have had an inspection. */
    public int waiting() {
        return waitingSince.size();
    }

    /**
     * The rank of an authority that waits since the end of {@code last}: 1 for the longest wait; equal waits have the
     * same rank.
     */
    public int rank(Inspection last) {
        int longer = 0;
        for (LocalDate since : waitingSince) {
            longer += since.isBefore(last.endedOn()) ? 1 : 0;
        }
        return longer + 1;
    }

    /**
     * When the inspection after {@code last} may begin; empty without a grade, or if no interval after the same grade
     * is known.
     */
    public Optional<NextInspection> next(Inspection last) {
        return grade.apply(last).flatMap(given -> intervals.after(last, given, day));
    }

    /** The error of such estimates up to the day; empty if none could have been made. */
    public Optional<Backtest> backtest() {
        return backtest;
    }
}
