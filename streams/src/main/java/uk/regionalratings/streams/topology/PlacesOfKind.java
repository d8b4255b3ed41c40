package uk.regionalratings.streams.topology;

import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places of the changes of one kind, of which only the first is needed. A heap takes a tenth of the memory of a
 * sorted set; a removed place remains in it until it comes first, or until there are too many.
 */
final class PlacesOfKind {
    /** Fewer removed places than this are never too many. */
    private static final int FEW = 1_000;

    private final PriorityQueue<ChangePlace> places = new PriorityQueue<>();
    private final Set<ChangePlace> takenAway = new HashSet<>();

    /** Adds a place that is not among them. */
    void add(ChangePlace place) {
        if (!takenAway.remove(place)) {
            places.add(place);
        }
    }

    /** Removes a place that is among them. */
    void remove(ChangePlace place) {
        takenAway.add(place);
        if (takenAway.size() > Math.max(FEW, places.size() / 2)) {
            places.removeAll(takenAway);
            takenAway.clear();
        }
    }

    /** The first place; null if there is none. */
    @Nullable
    ChangePlace first() {
        ChangePlace first = places.peek();
        while (first != null && !takenAway.isEmpty() && takenAway.remove(first)) {
            places.poll();
            first = places.peek();
        }
        return first;
    }
}
