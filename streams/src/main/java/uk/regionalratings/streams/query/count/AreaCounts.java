package uk.regionalratings.streams.query.count;

import uk.regionalratings.streams.rules.Counts;

/**
 * The counts of an area, or a difference of counts: {@link Counts}, and how many of the authorities without a grade are
 * unsettled.
 *
 * @param counts the counts; an unsettled authority has no grade in them
 * @param unsettled authorities whose predecessors differ
 */
public record AreaCounts(Counts counts, int unsettled) {
    public static final AreaCounts ZERO = new AreaCounts(Counts.ZERO, 0);

    /** Authorities that are neither rated nor unsettled. */
    public int notRated() {
        return counts.notRated() - unsettled;
    }

    public AreaCounts plus(AreaCounts other) {
        return new AreaCounts(counts.plus(other.counts), unsettled + other.unsettled);
    }

    public AreaCounts minus(AreaCounts other) {
        int[] numbers = counts.toArray();
        int[] less = other.counts.toArray();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] -= less[i];
        }
        return new AreaCounts(Counts.ofArray(numbers), unsettled - other.unsettled);
    }
}
