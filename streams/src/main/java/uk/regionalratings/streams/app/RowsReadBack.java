package uk.regionalratings.streams.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import uk.regionalratings.streams.topology.PublishedRecord;

/**
 * What a process reads back of the table when it starts: of each key the last rows. Nearly all are replaced by the next one and never
 * looked at, so that a topic with many of each costs little; but the last one may be one that can't be read, and then one before it counts.
 */
final class RowsReadBack {
    /** Of each key so many are kept before it is looked which of them count. */
    private static final int MOST = 4;

    private final Predicate<PublishedRecord> readable;
    private final Map<String, Deque<PublishedRecord>> rows = new HashMap<>();

    /** @param readable whether a row can be read; tells of one that can't */
    RowsReadBack(Predicate<PublishedRecord> readable) {
        this.readable = readable;
    }

    void add(PublishedRecord row) {
        Deque<PublishedRecord> ofKey = rows.computeIfAbsent(row.keyText(), any -> new ArrayDeque<>(MOST));
        if (ofKey.size() == MOST) {
            keepLastReadable(ofKey);
        }
        ofKey.addFirst(row);
    }

    private void keepLastReadable(Deque<PublishedRecord> ofKey) {
        while (!ofKey.isEmpty()) {
            PublishedRecord row = ofKey.removeFirst();
            if (readable.test(row)) {
                ofKey.clear();
                ofKey.add(row);
                return;
            }
        }
    }

    /** Hands over the rows of each key, the last one first, and forgets them. */
    void takeEach(Consumer<Deque<PublishedRecord>> reader) {
        rows.values().forEach(reader);
        rows.clear();
    }
}
