package uk.regionalratings.streams.topology;

import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the changes of one kind stand, of which the first is asked for. A heap, which takes a tenth of the memory of a sorted set; what is taken
 * away stays in it until it comes first, or until there is too much of it.
 */
final class PlacesOfKind {
    /** Fewer than these are never too much. */
    private static final int FEW = 1_000;

    private final PriorityQueue<ChangePlace> places = new PriorityQueue<>();
    private final Set<ChangePlace> takenAway = new HashSet<>();

    /** Adds a place, which is not among them. */
    void add(ChangePlace place) {
        if (!takenAway.remove(place)) {
            places.add(place);
        }
    }

    /** Takes a place away, which is among them. */
    void remove(ChangePlace place) {
        takenAway.add(place);
        if (takenAway.size() > Math.max(FEW, places.size() / 2)) {
            places.removeAll(takenAway);
            takenAway.clear();
        }
    }

    /** Null when there is none. */
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
