package uk.regionalratings.streams.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import uk.regionalratings.streams.topology.PublishedRecord;

/**
 * The rows of the table that a process reads at startup: the last few of each key. Nearly every row is replaced by the
 * next one without being decoded, which keeps a topic with many rows per key cheap. Earlier rows are kept because the
 * last one may be unreadable, in which case an earlier one counts.
 */
final class RowsReadBack {
    /** The number of rows of a key to keep before looking for the last readable one. */
    private static final int MOST = 4;

    private final Predicate<PublishedRecord> readable;
    private final Map<String, Deque<PublishedRecord>> rows = new HashMap<>();

    /** @param readable whether a row can be read; reports rows that cannot */
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
