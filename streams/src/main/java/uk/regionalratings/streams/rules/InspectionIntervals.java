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
 * The days between one inspection of an authority and the next, by the grade of the earlier one and the family of its
 * framework. Accepts intervals in any order, and estimates from those added so far.
 */
final class InspectionIntervals {
    private final Map<After, List<Integer>> sorted = new HashMap<>();

    /** The key of intervals: what they follow. */
    private record After(Family family, Grade grade) {
        static After of(Inspection inspection, Grade grade) {
            return new After(inspection.framework().family(), grade);
        }
    }

    /**
     * Adds the interval between two inspections of an authority, from the last day of fieldwork to the first; 0 if
     * fieldwork overlaps.
     *
     * @param grade the grade of the earlier inspection
     */
    void add(Inspection earlier, Grade grade, Inspection later) {
        int days = Math.max(0, Math.toIntExact(ChronoUnit.DAYS.between(earlier.endedOn(), later.startedOn())));
        List<Integer> known = sorted.computeIfAbsent(After.of(earlier, grade), any -> new ArrayList<>());
        int place = Collections.binarySearch(known, days);
        known.add(place < 0 ? -place - 1 : place, days);
    }

    /**
     * When the next inspection may begin; empty if no interval after the same grade is known.
     *
     * @param last the last inspection
     * @param grade its grade
     * @param day the day of the answer; no date is before it
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
