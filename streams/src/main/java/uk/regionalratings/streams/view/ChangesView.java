package uk.regionalratings.streams.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.RatingChanged;

/**
 * The topic {@code rating-changed} in memory: the latest version of each change that holds, newest first, and every record in the
 * order in which this process saw it. One thread adds, any number of threads read. Some thousands of facts, kept once
 * for all readers.
 */
public final class ChangesView {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Latest> latest = new HashMap<>();
    private final NavigableMap<ChangeKey, Latest> holding = new TreeMap<>();
    private final List<Emission> log = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ChangeLog topic;
    private StreamPosition end = StreamPosition.BEGINNING;
    private volatile long version;

    /** A view that can be listed; nobody reads on in it. */
    public ChangesView() {
        this(ChangeLog.NONE);
    }

    /** @param topic what the brokers know of it; asked when somebody reads on, and not before */
    public ChangesView(ChangeLog topic) {
        this.topic = topic;
    }

    /**
     * Adds a record, unless it was added before: Kafka Streams reads the topic again when it has to start over. Of each
     * change the highest version counts, in whatever order versions arrive.
     */
    public void changed(Arrival arrival) {
        Emission emission = arrival.emission();
        // Only this thread writes, so it can be looked at before readers have to wait.
        if (end.isPast(emission)) {
            return;
        }
        Latest now = Latest.of(arrival);
        lock.writeLock().lock();
        try {
            append(emission);
            Latest known = latest.get(now.id());
            if (now.replaces(known)) {
                replace(known, now);
            }
            version = log.size();
        } finally {
            lock.writeLock().unlock();
        }
        listeners.forEach(Runnable::run);
    }

    /**
     * Adds the records that a process reads back when it starts, to the same effect as one after the other; they are put in order once.
     *
     * @param arrivals those of a partition in their order; may be parallel
     */
    public void changed(Stream<Arrival> arrivals) {
        List<Latest> arrived = arrivals.filter(any -> !end.isPast(any.emission()))
                .map(Latest::of)
                .toList();
        lock.writeLock().lock();
        try {
            for (Latest now : arrived) {
                append(now.emission());
                latest.merge(now.id(), now, (known, other) -> other.replaces(known) ? other : known);
            }
            holding.clear();
            latest.values().parallelStream()
                    .filter(Latest::holds)
                    .sorted((one, other) -> one.key().compareTo(other.key()))
                    .forEachOrdered(change -> holding.put(change.key(), change));
            version = log.size();
        } finally {
            lock.writeLock().unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void append(Emission emission) {
        end = end.after(emission);
        log.add(emission);
    }

    /** The latest version of a change. */
    private record Latest(ChangeOutline outline, int version, boolean holds, Emission emission) {
        static Latest of(Arrival arrival) {
            RatingChanged change = arrival.withoutCounts();
            return new Latest(
                    ChangeOutline.of(change), change.getVersion(), !change.getRetracted(), arrival.emission());
        }

        ChangeKey key() {
            return outline.key();
        }

        String id() {
            return key().id();
        }

        boolean replaces(@Nullable Latest known) {
            return known == null || version > known.version;
        }
    }

    private void replace(@Nullable Latest known, Latest now) {
        if (known != null) {
            // A correction may move the change to another date.
            holding.remove(known.key());
        }
        latest.put(now.id(), now);
        if (now.holds()) {
            holding.put(now.key(), now);
        }
    }

    /**
     * The changes that hold, in their latest versions, newest first.
     *
     * @param filter which of them
     * @param after only what comes after this place; null for all
     * @param most how many at most
     */
    public List<RatingChanged> list(Predicate<ChangeOutline> filter, @Nullable ChangeKey after, int most) {
        List<Latest> found = read(() -> (after == null ? holding : holding.tailMap(after, false))
                .values().stream()
                        .filter(change -> filter.test(change.outline()))
                        .limit(most)
                        .toList());
        // Decoded when nobody waits for the lock any more.
        return found.stream().map(change -> change.emission().change()).toList();
    }

    /** How many authorities the changes are about that hold and that the filter lets through. */
    public int authorities(Predicate<ChangeOutline> filter) {
        return read(() -> Math.toIntExact(holding.values().stream()
                .map(Latest::outline)
                .filter(filter)
                .map(ChangeOutline::authorityId)
                .distinct()
                .count()));
    }

    /** Where a reader stands who wants only what comes from now on. */
    public Cursor end() {
        return read(() -> new Cursor(log.size(), end.in(topic)));
    }

    /**
     * Where a reader goes on who has come as far as {@code position} on whatever instance. The brokers are asked only for a position that this
     * instance has not reached itself, which may well lag behind others.
     */
    public CompletableFuture<Start> from(StreamPosition position) {
        if (!position.isOf(topic)) {
            return CompletableFuture.completedFuture(
                    new Start(end(), "it is of another topic: rating-changed was made anew since"));
        }
        // What it has had lies anywhere in this process's order, so all of it is gone through once.
        Start goesOn = new Start(new Cursor(0, position.in(topic)), null);
        StreamPosition known = read(() -> end);
        if (position.isWithin(known::next)) {
            return CompletableFuture.completedFuture(goesOn);
        }
        return topic.ends()
                .thenApply(ends -> position.isWithin(partition -> partition < ends.size() ? ends.get(partition) : 0)
                        ? goesOn
                        : new Start(end(), "it lies beyond the end of rating-changed"));
    }

    /** Reads on from {@code cursor} to the next record that the filter lets through, or to the end. */
    public Step next(Cursor cursor, Predicate<ChangeOutline> filter) {
        return read(() -> {
            StreamPosition position = cursor.position();
            for (int index = cursor.index(); index < log.size(); index++) {
                Emission emission = log.get(index);
                if (position.isPast(emission)) {
                    continue;
                }
                position = position.after(emission);
                if (filter.test(ChangeOutline.of(emission.withoutCounts()))) {
                    return new Step(emission, new Cursor(index + 1, position));
                }
            }
            return new Step(null, new Cursor(log.size(), position));
        });
    }

    /** Runs {@code listener} after each record, on the thread that adds them: it must be quick and not fail. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** No longer runs {@code listener}. */
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Grows with every record. */
    public long version() {
        return version;
    }

    private <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * A place in this process's order of records and what it means anywhere.
     *
     * @param index what the reader looks at next
     * @param position what the reader has had
     */
    public record Cursor(int index, StreamPosition position) {}

    /**
     * Where a reader goes on.
     *
     * @param cursor from here
     * @param anew why it begins anew there, since nothing is known of where it was; null when it goes on where it was
     */
    public record Start(Cursor cursor, @Nullable String anew) {}

    /**
     * What reading on came to.
     *
     * @param emission the record; null when the end was reached first
     * @param cursor where the reader stands now
     */
    public record Step(@Nullable Emission emission, Cursor cursor) {}
}
