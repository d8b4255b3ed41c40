package uk.regionalratings.streams.rules;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How wrong the estimates of {@link NextInspection} would have been. For each inspection with a known successor, an
 * estimate is made from what was known on the day of its publication.
 *
 * @param estimates the number of estimates, at least 1
 * @param medianErrorDays median of the days between the likely date and the day on which the next inspection began
 * @param within the fraction (0 to 1) of these inspections that began in the window
 */
public record Backtest(int estimates, int medianErrorDays, double within) {
    /** The backtest on these intervals; empty if no estimate could have been made. */
    static Optional<Backtest> of(List<KnownInterval> intervals) {
        List<KnownInterval> estimated = new ArrayList<>(intervals);
        estimated.sort(Comparator.comparing(one -> one.earlier().publishedOn()));
        List<KnownInterval> known = new ArrayList<>(intervals);
        known.sort(Comparator.comparing(one -> one.later().publishedOn()));
        InspectionIntervals until = new InspectionIntervals();
        List<Integer> errors = new ArrayList<>();
        int within = 0;
        int next = 0;
        for (KnownInterval one : estimated) {
            while (!known.get(next).later().publishedOn().isAfter(one.earlier().publishedOn())) {
                known.get(next).addTo(until);
                next++;
            }
            Optional<NextInspection> estimate =
                    until.after(one.earlier(), one.grade(), one.earlier().publishedOn());
            if (estimate.isPresent()) {
                errors.add(error(estimate.get(), one));
                within += estimate.get().includes(one.later().startedOn()) ? 1 : 0;
            }
        }
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        Collections.sort(errors);
        return Optional.of(
                new Backtest(errors.size(), Spread.ofSorted(errors).median(), (double) within / errors.size()));
    }

    private static int error(NextInspection estimate, KnownInterval one) {
        return Math.abs(Math.toIntExact(
                ChronoUnit.DAYS.between(estimate.likely(), one.later().startedOn())));
    }
}
