package uk.regionalratings.streams.view;

import java.util.ArrayList;
import java.util.Comparator;
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
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;

/**
 * The topic {@code rating-changed} in memory: the latest record of each inspection, newest first, and every record in
 * the order in which this process read it. One thread adds, any number of threads read. All readers share these
 * records.
 */
public final class ChangesView {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Latest> latest = new HashMap<>();
    private final NavigableMap<ChangeKey, Latest> holding = new TreeMap<>();
    private final List<ChangeRecord> log = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ChangeLog topic;
    private StreamPosition end = StreamPosition.BEGINNING;
    private volatile long version;

    /** A view for lists only, without readers of new changes. */
    public ChangesView() {
        this(ChangeLog.NONE);
    }

    /** @param topic what the brokers know about it; asked only when a reader continues */
    public ChangesView(ChangeLog topic) {
        this.topic = topic;
    }

    /**
     * Adds a record, unless it was added before: Kafka Streams sometimes reads the topic again from the start. The
     * highest version of each inspection counts, in whatever order versions arrive.
     */
    public void changed(Arrival arrival) {
        ChangeRecord changeRecord = arrival.changeRecord();
        // Only this thread writes, so it may compare before it takes the lock that makes readers wait.
        if (end.isPast(changeRecord)) {
            return;
        }
        Latest now = Latest.of(arrival);
        lock.writeLock().lock();
        try {
            append(changeRecord);
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
     * Adds the records that a process reads at startup, with the same effect as adding them one by one, but sorts them
     * only once.
     *
     * @param arrivals those of a partition in their order; may be parallel
     */
    public void changed(Stream<Arrival> arrivals) {
        List<Latest> arrived = arrivals.filter(any -> !end.isPast(any.changeRecord()))
                .map(Latest::of)
                .toList();
        lock.writeLock().lock();
        try {
            for (Latest now : arrived) {
                append(now.changeRecord());
                latest.merge(now.id(), now, (known, other) -> other.replaces(known) ? other : known);
            }
            holding.clear();
            latest.values().parallelStream()
                    .filter(Latest::isListed)
                    .sorted((one, other) -> one.key().compareTo(other.key()))
                    .forEachOrdered(change -> holding.put(change.key(), change));
            version = log.size();
        } finally {
            lock.writeLock().unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void append(ChangeRecord changeRecord) {
        end = end.after(changeRecord);
        log.add(changeRecord);
    }

    private void replace(@Nullable Latest known, Latest now) {
        if (known != null) {
            // A correction may change the date of the inspection, and with it the place of its changes.
            holding.remove(known.key());
        }
        latest.put(now.id(), now);
        if (now.isListed()) {
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
        List<Latest> found = read(() -> {
            List<Latest> records = new ArrayList<>();
            int changes = 0;
            // The first record may have changes before that place, too.
            for (Latest record : (after == null ? holding : holding.tailMap(after.ofRecord(), true)).values()) {
                int some = record.matching(filter);
                if (some > 0) {
                    records.add(record);
                    changes += after != null && after.ofRecord().equals(record.key()) ? 0 : some;
                }
                if (changes >= most) {
                    break;
                }
            }
            return records;
        });
        // Decode after releasing the lock.
        return found.stream()
                .flatMap(ChangesView::holding)
                .filter(change -> filter.test(ChangeOutline.of(change)))
                .filter(change -> after == null || ChangeKey.of(change).compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    /**
     * The changes of one inspection that hold, by id.
     *
     * @param record authorityId/inspectionId
     */
    public List<RatingChanged> ofInspection(String record) {
        Latest known = read(() -> latest.get(record));
        return known == null ? List.of() : holding(known).toList();
    }

    private static Stream<RatingChanged> holding(Latest record) {
        return ContractMapping.changes(record.changeRecord().changes()).stream()
                .filter(change -> !change.getRetracted())
                .sorted(Comparator.comparing(RatingChanged::getId));
    }

    /** The number of authorities with a change that holds and that the filter accepts. */
    public int authorities(Predicate<ChangeOutline> filter) {
        return read(() -> Math.toIntExact(holding.values().stream()
                .filter(record -> record.matching(filter) > 0)
                .map(Latest::authorityId)
                .distinct()
                .count()));
    }

    /** The place for a reader that wants only changes from now on. */
    public Cursor end() {
        return read(() -> new Cursor(log.size(), end.in(topic)));
    }

    /**
     * The place for a reader that has read up to {@code position} on any instance. Asks the brokers only if this
     * instance has not reached the position itself; it may lag behind others.
     */
    public CompletableFuture<Start> from(StreamPosition position) {
        if (!position.isOf(topic)) {
            return CompletableFuture.completedFuture(new Start(
                    end(), "it belongs to an earlier topic: rating-changed was deleted and created again since"));
        }
        // The reader's records may be anywhere in this process's order, so scan all of it once.
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

    /** Reads from {@code cursor} to the next change with news that the filter accepts, or to the end. */
    public Step next(Cursor cursor, Predicate<ChangeOutline> filter) {
        return read(() -> {
            StreamPosition position = cursor.position();
            for (int index = cursor.index(); index < log.size(); index++) {
                ChangeRecord changeRecord = log.get(index);
                if (position.isPast(changeRecord)) {
                    continue;
                }
                List<RatingChanged> told = ContractMapping.newChanges(changeRecord.withoutCounts());
                for (int place = position.had(changeRecord); place < told.size(); place++) {
                    boolean last = place == told.size() - 1;
                    position = last ? position.after(changeRecord) : position.within(changeRecord, place + 1);
                    if (filter.test(ChangeOutline.of(told.get(place)))) {
                        return new Step(changeRecord, place, new Cursor(last ? index + 1 : index, position));
                    }
                }
                position = position.after(changeRecord);
            }
            return new Step(null, 0, new Cursor(log.size(), position));
        });
    }

    /** Runs {@code listener} after each record, on the thread that adds them: it must be quick and must not fail. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Stops calling {@code listener}. */
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
     * A place in this process's order of records, with the equivalent position on any instance.
     *
     * @param index the record to be read next
     * @param position how far the reader has come
     */
    public record Cursor(int index, StreamPosition position) {}

    /**
     * The place from which a reader continues.
     *
     * @param cursor the place
     * @param anew why the reader has to start from there again; null if it continues where it was
     */
    public record Start(Cursor cursor, @Nullable String anew) {}

    /**
     * The result of reading on.
     *
     * @param changeRecord the record; null if there is no further one
     * @param place the index of the change among those with news in the record, from 0
     * @param cursor the reader's place now
     */
    public record Step(@Nullable ChangeRecord changeRecord, int place, Cursor cursor) {}
}
