package uk.regionalratings.streams.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.rules.AuthorityHistory;

/**
 * Knows which facts the rows of the read model show. Rows arrive a commit at a time, and a commit contains all facts of
 * a place up to some offset. The position of a place is the offset of the first fact that no row shows yet. While the
 * rows of a commit are arriving, they show some facts beyond it. Not thread-safe.
 */
final class AppliedFacts {
    /**
     * If no row has shown a fact for this long although rows show a later fact of its place, the topology must have
     * rejected it for lack of room. Longer than rows and facts of one commit are ever read apart.
     */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final FactLog log;
    private final LongSupplier nanos;
    private final long[] ends;
    private final List<NavigableMap<Long, Waiting>> waiting;
    /** When a row first showed a fact beyond the position, by offset. */
    private final List<NavigableMap<Long, Long>> beyond;

    private final Map<String, List<Waiting>> byAuthority = new HashMap<>();
    /** When the row of an authority first said more than the facts, by authority. */
    private final Map<String, Long> rowsAhead = new HashMap<>();

    private record Waiting(Fact fact, InputEvent event) {}

    /** @param nanos a clock in nanoseconds, whatever it counts from */
    AppliedFacts(FactLog log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
        this.ends = new long[log.places()];
        this.waiting = IntStream.range(0, ends.length)
                .<NavigableMap<Long, Waiting>>mapToObj(place -> new TreeMap<>())
                .toList();
        this.beyond = IntStream.range(0, ends.length)
                .<NavigableMap<Long, Long>>mapToObj(place -> new TreeMap<>())
                .toList();
    }

    /** The offset after the last record of a place that was read. */
    long end(int place) {
        return ends[place];
    }

    /** All records before an offset of a place were read. */
    void reached(int place, long next) {
        ends[place] = Math.max(ends[place], next);
    }

    /** A fact was read. */
    void arrived(Fact fact, InputEvent event, AuthorityHistory row) {
        reached(fact.place(), fact.offset() + 1);
        if (FactLog.apply(row, event) == null) {
            beyond.get(fact.place()).put(fact.offset(), nanos.getAsLong());
        } else {
            Waiting one = new Waiting(fact, event);
            waiting.get(fact.place()).put(fact.offset(), one);
            byAuthority
                    .computeIfAbsent(fact.authorityId(), any -> new ArrayList<>(1))
                    .add(one);
        }
        compare(row);
        settle(fact.place());
    }

    /** A row was read. */
    void shown(AuthorityHistory row) {
        List<Waiting> ofAuthority = byAuthority.getOrDefault(row.authorityId(), List.of());
        Iterator<Waiting> each = ofAuthority.iterator();
        while (each.hasNext()) {
            Waiting one = each.next();
            if (FactLog.apply(row, one.event()) == null) {
                each.remove();
                int place = one.fact().place();
                waiting.get(place).remove(one.fact().offset());
                beyond.get(place).put(one.fact().offset(), nanos.getAsLong());
                settle(place);
            }
        }
        if (ofAuthority.isEmpty()) {
            byAuthority.remove(row.authorityId());
        }
        compare(row);
    }

    /** Whether a row says more than the facts that were read. */
    private void compare(AuthorityHistory row) {
        if (FactLog.weight(row) > log.weight(row.authorityId())) {
            rowsAhead.putIfAbsent(row.authorityId(), nanos.getAsLong());
        } else {
            rowsAhead.remove(row.authorityId());
        }
    }

    private void settle(int place) {
        NavigableMap<Long, Long> shown = beyond.get(place);
        shown.headMap(position(place)).clear();
    }

    /** Removes from the log the facts that the topology must have rejected. */
    void dropRejected() {
        long limit = nanos.getAsLong() - LONG.toNanos();
        for (int place = 0; place < ends.length; place++) {
            Map.Entry<Long, Long> shown = beyond.get(place).firstEntry();
            if (shown != null && shown.getValue() - limit < 0) {
                List<Waiting> rejected =
                        List.copyOf(waiting.get(place).headMap(shown.getKey()).values());
                rejected.forEach(this::drop);
                settle(place);
            }
        }
    }

    private void drop(Waiting rejected) {
        Fact fact = rejected.fact();
        waiting.get(fact.place()).remove(fact.offset());
        byAuthority.computeIfPresent(fact.authorityId(), (any, all) -> {
            all.remove(rejected);
            return all.isEmpty() ? null : all;
        });
        log.remove(fact);
    }

    private long position(int place) {
        return waiting.get(place).isEmpty() ? ends[place] : waiting.get(place).firstKey();
    }

    /** For each place, the offset up to which rows show every fact. */
    long[] positions() {
        return IntStream.range(0, ends.length).mapToLong(this::position).toArray();
    }

    /** Whether rows show no fact beyond {@link #positions()}. */
    boolean isExact() {
        return rowsAhead.isEmpty() && beyond.stream().allMatch(Map::isEmpty);
    }

    /** How many facts no row shows yet. */
    int waiting() {
        return waiting.stream().mapToInt(Map::size).sum();
    }

    /** The number of rows that have said more than the facts for longer than facts and rows are ever read apart. */
    int rowsWithoutFacts() {
        long limit = nanos.getAsLong() - LONG.toNanos();
        return Math.toIntExact(
                rowsAhead.values().stream().filter(since -> since - limit < 0).count());
    }

    /** Whether the row of an authority shows exactly its facts that were read. */
    boolean isShown(String authorityId) {
        return !byAuthority.containsKey(authorityId) && !rowsAhead.containsKey(authorityId);
    }
}
