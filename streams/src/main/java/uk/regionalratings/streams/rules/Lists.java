package uk.regionalratings.streams.rules;

import java.util.List;

/** Compares what a history tells before and after an event. */
public final class Lists {
    private Lists() {}

    /** What one list has and the other one has not, in its order. The elements of a list never repeat. */
    public static <T> List<T> minus(List<T> these, List<T> those) {
        // Most differ in the middle alone, by what one inspection did.
        int start = 0;
        int end = these.size();
        int otherEnd = those.size();
        while (start < end && start < otherEnd && these.get(start).equals(those.get(start))) {
            start++;
        }
        while (start < end && start < otherEnd && these.get(end - 1).equals(those.get(otherEnd - 1))) {
            end--;
            otherEnd--;
        }
        if (start == end) {
            return List.of();
        }
        List<T> others = those.subList(start, otherEnd);
        return these.subList(start, end).stream()
                .filter(one -> !others.contains(one))
                .toList();
    }
}
