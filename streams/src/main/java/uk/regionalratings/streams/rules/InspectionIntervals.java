package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/**
 * How many days lay between one inspection of an authority and the next, by the grade that the earlier one gave and the family of its
 * framework. Takes intervals in any order, and estimates from those taken so far.
 */
final class InspectionIntervals {
    private final Map<After, List<Integer>> sorted = new HashMap<>();

    /** What an interval follows. */
    private record After(Family family, Grade grade) {
        static After of(Inspection inspection, Grade grade) {
            return new After(inspection.framework().family(), grade);
        }
    }

    /**
     * Takes the interval between two inspections of an authority, from the last day of fieldwork to the first one; of overlapping fieldwork 0.
     *
     * @param grade what the earlier one gave
     */
    void add(Inspection earlier, Grade grade, Inspection later) {
        int days = Math.max(0, Math.toIntExact(ChronoUnit.DAYS.between(earlier.endedOn(), later.startedOn())));
        List<Integer> known = sorted.computeIfAbsent(After.of(earlier, grade), any -> new ArrayList<>());
        int place = Collections.binarySearch(known, days);
        known.add(place < 0 ? -place - 1 : place, days);
    }

    /**
     * When the next inspection may begin; empty without an interval after the same grade.
     *
     * @param last the last inspection
     * @param grade what it gave
     * @param day the day of the answer, before which no date lies
     */
    Optional<NextInspection> after(Inspection last, Grade grade, LocalDate day) {
        After after = After.of(last, grade);
        List<Integer> known = sorted.get(after);
        if (known == null) {
            return Optional.empty();
        }
        Spread spread = Spread.ofSorted(known);
        long waited = ChronoUnit.DAYS.between(last.endedOn(), day);
        return Optional.of(new NextInspection(
                after.family(),
                grade,
                spread,
                (int) known.stream().filter(interval -> interval < waited).count(),
                notBefore(day, last.endedOn().plusDays(spread.shortest())),
                notBefore(day, last.endedOn().plusDays(spread.median())),
                notBefore(day, last.endedOn().plusDays(spread.longest()))));
    }

    private static LocalDate notBefore(LocalDate day, LocalDate date) {
        return date.isBefore(day) ? day : date;
    }
}
