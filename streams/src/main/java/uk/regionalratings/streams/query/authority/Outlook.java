package uk.regionalratings.streams.query.authority;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Backtest;
import uk.regionalratings.streams.rules.NextInspection;
import uk.regionalratings.streams.rules.Pathway;
import uk.regionalratings.streams.rules.WaitingTimes;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/**
 * How long an authority has waited for its next inspection, and when that may begin (docs/domain-rules.md, The next
 * inspection).
 *
 * @param daysWaited days from the end of the last inspection's fieldwork to the day of the answer
 * @param rank its place among all authorities of England that exist on the day, 1 for the longest wait; equal waits
 *     have the same rank
 * @param outOf the number of ranked authorities: those that have had an inspection
 * @param estimate when the inspection may begin; null if the last inspection gave no grade in the judgements of the
 *     question, or if no interval after such a grade is known
 * @param pathway what follows under the rule of April 2026: {@code SHORT_INSPECTION}, {@code STANDARD_INSPECTION},
 *     {@code MONITORING}, or {@code UNDECIDED}; null on earlier days
 * @param pathwayReason why; null on earlier days
 */
public record Outlook(
        long daysWaited,
        int rank,
        int outOf,
        @Nullable Estimate estimate,
        @Nullable String pathway,
        @Nullable String pathwayReason) {
    /**
     * An estimate from the intervals between inspections that are known on the day. No date is before the day: a date
     * that has passed is replaced by the day.
     *
     * @param framework identity of the family of frameworks of the earlier inspection
     * @param grade the grade of the earlier inspection: the lowest in the judgements of the question
     * @param intervals the number of known intervals
     * @param shortestDays the shortest, from the end of fieldwork to the beginning of the next
     * @param medianDays the median
     * @param longestDays the longest
     * @param shorterThanWait the number of intervals that are shorter than the wait so far
     * @param earliest after the shortest interval
     * @param likely after the median
     * @param latest after the longest
     * @param backtest the error of such estimates; null if none could be checked by the day
     */
    public record Estimate(
            String framework,
            Grade grade,
            int intervals,
            int shortestDays,
            int medianDays,
            int longestDays,
            int shorterThanWait,
            LocalDate earliest,
            LocalDate likely,
            LocalDate latest,
            @Nullable EstimateError backtest) {}

    /**
     * The error of such estimates, each made with the data known when the earlier of two inspections was published.
     *
     * @param estimates the number of estimates checked, whatever the grade
     * @param medianErrorDays median of the days between the likely date and the true one
     * @param within the fraction (0 to 1) of the true dates between earliest and latest
     */
    public record EstimateError(int estimates, int medianErrorDays, double within) {}

    /** The outlook of one authority on {@code day}; null if it has had no inspection. */
    static @Nullable Outlook of(AuthorityHistory history, WaitingTimes times, LocalDate day) {
        Inspection last = times.last(history).orElse(null);
        if (last == null) {
            return null;
        }
        Pathway pathway = Pathway.after(last, day).orElse(null);
        EstimateError error = times.backtest().map(Outlook::error).orElse(null);
        return new Outlook(
                ChronoUnit.DAYS.between(last.endedOn(), day),
                times.rank(last),
                times.waiting(),
                times.next(last).map(next -> estimate(next, error)).orElse(null),
                pathway == null ? null : pathway.kind().name(),
                pathway == null ? null : pathway.reason());
    }

    private static EstimateError error(Backtest backtest) {
        return new EstimateError(backtest.estimates(), backtest.medianErrorDays(), backtest.within());
    }

    private static Estimate estimate(NextInspection next, @Nullable EstimateError error) {
        return new Estimate(
                next.family().id(),
                next.grade(),
                next.intervals().number(),
                next.intervals().shortest(),
                next.intervals().median(),
                next.intervals().longest(),
                next.shorter(),
                next.earliest(),
                next.likely(),
                next.latest(),
                error);
    }
}
