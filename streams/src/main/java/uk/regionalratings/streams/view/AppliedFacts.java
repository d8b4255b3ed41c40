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
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.topology.InputEvent;

/**
 * Which facts the rows of the read model show. Rows come a commit at a time, and all facts of a place up to some offset are in one commit: the position
 * of a place is that of the first fact that no row shows yet. Between the first and the last row of a commit the rows show some facts beyond it.
 * Not safe for use by several threads.
 */
final class AppliedFacts {
    /**
     * A fact that no row shows though rows have shown a later one of its place for so long was rejected by the topology: there was no room for
     * it. Longer than rows of a commit and facts are ever read apart.
     */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final FactLog log;
    private final LongSupplier nanos;
    private final long[] ends;
    private final List<NavigableMap<Long, Waiting>> waiting;
    /** By offset, when a row showed it first. */
    private final List<NavigableMap<Long, Long>> beyond;

    private final Map<String, List<Waiting>> byAuthority = new HashMap<>();
    /** Authorities, and since when. */
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

    /** Everything before an offset of a place was read. */
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

    /** Takes out of the log what the topology must have rejected. */
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

    /** For each place the offset up to which rows show every fact. */
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

    /** How many rows have said more than the facts for longer than it takes to read these. */
    int rowsWithoutFacts() {
        long limit = nanos.getAsLong() - LONG.toNanos();
        return Math.toIntExact(
                rowsAhead.values().stream().filter(since -> since - limit < 0).count());
    }

    /** Whether the row of an authority shows all of its facts that were read, and nothing else. */
    boolean isShown(String authorityId) {
        return !byAuthority.containsKey(authorityId) && !rowsAhead.containsKey(authorityId);
    }
}
