package uk.regionalratings.streams.rules;

import java.util.List;

/**
 * The spread of a set of days.
 *
 * @param number how many there are, at least 1
 * @param shortest the fewest days
 * @param median the one in the middle; for an even number, the mean of the two in the middle, half a day rounded up
 * @param longest the most days
 */
public record Spread(int number, int shortest, int median, int longest) {
    /**
     * The spread of some days.
     *
     * @param sorted in ascending order, not empty
     */
    public static Spread ofSorted(List<Integer> sorted) {
        int number = sorted.size();
        int upper = sorted.get(number / 2);
        int lower = sorted.get((number - 1) / 2);
        return new Spread(number, sorted.get(0), Math.floorDiv(lower + upper + 1, 2), sorted.get(number - 1));
    }
}
