package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.function.BiConsumer;

/** Turns segments into what changes on which day: the form in which timelines are added up. */
public final class DayChanges {
    private DayChanges() {}

    /**
     * Tells how the counts change on the day on which {@code segment} begins and on the day after its last.
     *
     * @param times 1 to add the segment, -1 to take it away
     */
    public static void of(Segment segment, int times, BiConsumer<LocalDate, Counts> change) {
        Counts counts = Counts.of(segment);
        Counts beginning = Counts.ZERO.plus(counts, times);
        change.accept(segment.from(), segment.inspected() ? beginning.withPublications(times) : beginning);
        if (segment.until() != null) {
            change.accept(segment.until(), Counts.ZERO.plus(counts, -times));
        }
    }
}
