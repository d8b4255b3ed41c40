package uk.regionalratings.streams.view;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Combines the read model with the facts behind it: says which version it shows, and rebuilds the read model of an
 * earlier version. One thread brings facts, another one rows, any number of threads read.
 */
public final class VersionedView {
    private final RatingsView view;
    private final FactDecoder decoder;
    private final LongSupplier nanos;
    private String topics = "";
    private boolean complete;
    private FactLog log;
    private AppliedFacts applied;
    /** The read model's number of updates when it last reported a row. */
    private long updates;

    /** Starts without facts. */
    public VersionedView(RatingsView view, FactDecoder decoder) {
        this(view, decoder, System::nanoTime);
    }

    VersionedView(RatingsView view, FactDecoder decoder, LongSupplier nanos) {
        this.view = view;
        this.decoder = decoder;
        this.nanos = nanos;
        this.log = new FactLog(decoder, 0, 0);
        this.applied = new AppliedFacts(log, nanos);
    }

    /**
     * The version that the read model shows.
     *
     * @param version all of its facts are shown
     * @param exact whether no later fact is shown
     * @param updates {@link RatingsView#version()}: if the read model reports another number, it has changed since
     */
    public record State(Version version, boolean exact, long updates) {}

    /**
     * Starts reading facts of these topics. Facts of earlier topics are forgotten.
     *
     * @param identity the identity of the topics, see {@link Version}
     * @param inspections the number of partitions of {@code inspection-published}
     * @param registrations the number of partitions of {@code authority-registered}
     */
    public synchronized void open(String identity, int inspections, int registrations) {
        if (!topics.equals(identity)) {
            topics = identity;
            complete = false;
            log = new FactLog(decoder, inspections, registrations);
            applied = new AppliedFacts(log, nanos);
        }
    }

    private int place(String topic, int partition) {
        return topic.equals(Topics.INSPECTION_PUBLISHED.name()) ? partition : log.inspectionPlaces() + partition;
    }

    /**
     * Adds a record of one of the topics; the records of a partition must come in their order. A record that was read
     * before changes nothing.
     *
     * @param event the decoded record
     */
    public synchronized void fact(
            String topic, int partition, long offset, long timestamp, byte[] key, byte[] value, InputEvent event) {
        int place = place(topic, partition);
        if (offset < applied.end(place)) {
            return;
        }
        String authorityId = new String(key, StandardCharsets.UTF_8);
        Fact fact = event instanceof InputEvent.Rejected
                ? null
                : log.add(place, offset, timestamp, authorityId, value, event);
        if (fact == null) {
            applied.reached(place, offset + 1);
        } else {
            applied.arrived(fact, event, row(authorityId));
        }
        notifyAll();
    }

    /**
     * All records before an offset were read. The consumer returns no record at some offsets, such as those of
     * transaction markers.
     */
    public synchronized void reached(String topic, int partition, long next) {
        applied.reached(place(topic, partition), next);
        notifyAll();
    }

    /** The read model has applied a row. */
    public synchronized void shown(AuthorityHistory row) {
        applied.shown(row);
        updates = view.version();
        notifyAll();
    }

    private AuthorityHistory row(String authorityId) {
        return view.history(authorityId).orElseGet(() -> AuthorityHistory.empty(authorityId));
    }

    /** Called when all facts that were in the topics at the start of reading have been read. */
    public synchronized void complete() {
        complete = true;
    }

    /**
     * Whether all facts that were in the topics at the start of reading have been read, so that answers have versions.
     * Until then the rows contain more than these facts, and an answer rebuilt from the facts would be out of date.
     */
    public synchronized boolean isComplete() {
        return complete;
    }

    /** The version that the read model shows now. */
    public synchronized State state() {
        applied.dropRejected();
        long[] shown = log.before(applied.positions());
        return new State(log.version(topics, shown), applied.isExact(), updates);
    }

    /** The number of facts that the read model does not show yet. */
    public synchronized int waiting() {
        return applied.waiting();
    }

    /** The number of rows that say more than the facts, because the facts behind them were deleted. */
    public synchronized int rowsWithoutFacts() {
        return applied.rowsWithoutFacts();
    }

    /** Waits until the read model shows exactly one version, at most for {@code limit}. */
    public boolean awaitExact(Duration limit) {
        return await(() -> applied.isExact(), limit);
    }

    /** Waits until the read model shows every fact of {@code version}, at most for {@code limit}. */
    public boolean awaitIncludes(Version version, Duration limit) {
        return await(() -> raw().includes(version), limit);
    }

    /** Waits until the read model shows the record at {@code position}, at most for {@code limit}. */
    public boolean awaitIncludes(FactPosition position, Duration limit) {
        return await(() -> position.isWithin(raw().inspections()), limit);
    }

    /** The position including records that change nothing. */
    private Version raw() {
        return log.version(topics, applied.positions());
    }

    private synchronized boolean await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The version with all facts that were known at {@code instant} and that the read model shows now. */
    public synchronized Version at(Instant instant) {
        long[] then = log.at(instant);
        long[] now = applied.positions();
        long[] both = new long[then.length];
        for (int place = 0; place < both.length; place++) {
            both[place] = Math.min(then[place], now[place]);
        }
        return log.version(topics, log.before(both));
    }

    /** The read model of an earlier version. */
    public RatingsView at(Version version) {
        List<Wanted> wanted = new ArrayList<>();
        FactLog facts;
        synchronized (this) {
            facts = log;
            long[] limits = limits(version);
            for (String authorityId : log.authorities()) {
                List<Fact> all = log.of(authorityId);
                List<Fact> then = all.stream()
                        .filter(fact -> fact.offset() < limits[fact.place()])
                        .toList();
                boolean asNow = then.size() == all.size() && applied.isShown(authorityId);
                wanted.add(new Wanted(authorityId, then, asNow ? log.weight(authorityId) : null));
            }
        }
        RatingsView now = view.copy();
        long same = wanted.stream().filter(one -> one.weight() != null).count();
        // If little differs, changing a copy is quicker than starting from an empty view.
        boolean anew = 2 * same <= wanted.size();
        RatingsView past = anew ? new RatingsView(view.areas()) : now;
        Set<String> without = new HashSet<>(past.authorityIds());
        for (Wanted one : wanted) {
            if (!one.facts().isEmpty()) {
                without.remove(one.authorityId());
                Optional<AuthorityHistory> row = sameRow(one, now);
                if (anew || row.isEmpty()) {
                    past.update(row.orElseGet(() -> facts.history(one.authorityId(), one.facts())));
                }
            }
        }
        without.forEach(past::remove);
        return past;
    }

    /** @param weight the weight of the present row if it says the same; null if it does not */
    private record Wanted(String authorityId, List<Fact> facts, @Nullable Long weight) {}

    /** The present row if it says the same, as most do. */
    private static Optional<AuthorityHistory> sameRow(Wanted wanted, RatingsView now) {
        Long weight = wanted.weight();
        return weight == null
                ? Optional.empty()
                : now.history(wanted.authorityId()).filter(row -> FactLog.weight(row) == weight);
    }

    /** Whether a version belongs to these topics and lies within what was read. */
    public synchronized boolean knows(Version version) {
        Version now = raw();
        return version.isOfTopicsOf(now) && now.includes(version);
    }

    private static long[] limits(Version version) {
        return LongStream.concat(LongStream.of(version.inspections()), LongStream.of(version.registrations()))
                .toArray();
    }

    /** A fact that is in one version and not in an earlier one. */
    public record News(String authorityId, Instant knownAt, InputEvent event) {
        /** The inspection of the fact; null for reference data. */
        public @Nullable Inspection inspection() {
            return event instanceof InputEvent.Inspected inspected ? inspected.inspection() : null;
        }
    }

    /** The facts of {@code now} that {@code before} lacks, in the order of time. */
    public List<News> between(Version before, Version now) {
        FactLog facts;
        List<Fact> found;
        synchronized (this) {
            facts = log;
            found = log.between(limits(before), limits(now));
        }
        return found.stream()
                .sorted((one, other) -> one.knownAt() != other.knownAt()
                        ? Long.compare(one.knownAt(), other.knownAt())
                        : Objects.compare(one.authorityId(), other.authorityId(), String::compareTo))
                .map(fact -> new News(fact.authorityId(), Instant.ofEpochMilli(fact.knownAt()), facts.read(fact)))
                .toList();
    }
}
