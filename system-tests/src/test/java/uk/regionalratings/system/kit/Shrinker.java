package uk.regionalratings.system.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Shrinks a list of steps to few that still fail. */
public final class Shrinker {
    private Shrinker() {}

    /**
     * Leaves out ever smaller parts while what is left still fails.
     *
     * @param failing steps that fail
     * @param fails runs steps, and says whether they fail
     */
    public static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> fewest = failing;
        for (int part = Math.max(1, fewest.size() / 2); part >= 1; part /= 2) {
            for (int from = 0; from < fewest.size(); ) {
                List<T> fewer = new ArrayList<>(fewest);
                fewer.subList(from, Math.min(from + part, fewer.size())).clear();
                if (fails.test(fewer)) {
                    fewest = fewer;
                } else {
                    from += part;
                }
            }
        }
        return fewest;
    }
}
