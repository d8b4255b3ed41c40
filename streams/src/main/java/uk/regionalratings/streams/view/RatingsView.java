package uk.regionalratings.streams.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.StepList;
import uk.regionalratings.streams.rules.TimelineDifference;
import uk.regionalratings.streams.topology.HistoryRecords;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Lineage;

/**
 * The table {@code authority-ratings} in memory, added up by area. Each record replaces what its authority counted for before, in
 * all areas, families and judgements at once; one thread updates, any number of threads read.
 */
public final class RatingsView {
    private final Areas areas;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, AuthorityHistory> histories;

    private final AreaTimelines timelines;
    private final Roll roll;
    private final Reading reading = new LockedReading();
    private final AtomicLong version = new AtomicLong();
    private final AtomicInteger withoutRegion = new AtomicInteger();

    /** An empty view that counts for {@code areas}. */
    public RatingsView(Areas areas) {
        this(areas, new HashMap<>(), new AreaTimelines(areas), new Roll());
    }

    private RatingsView(Areas areas, Map<String, AuthorityHistory> histories, AreaTimelines timelines, Roll roll) {
        this.areas = areas;
        this.histories = histories;
        this.timelines = timelines;
        this.roll = roll;
    }

    /** A view of the same data, to be changed by itself. Takes far less time than updating an empty one. */
    RatingsView copy() {
        return read(any -> {
            RatingsView copy = new RatingsView(areas, new HashMap<>(histories), timelines.copy(), new Roll(roll));
            copy.withoutRegion.set(withoutRegion.get());
            return copy;
        });
    }

    /** The areas that are counted for. */
    public Areas areas() {
        return areas;
    }

    /**
     * Replaces what is known of one authority.
     *
     * @throws IllegalStateException when a newer version of the software wrote the record; the view is then as it was
     */
    public void update(AuthorityRatings ratings) {
        update(HistoryRecords.toHistory(ratings));
    }

    /** Replaces what is known of one authority. */
    public void update(AuthorityHistory history) {
        replace(history.authorityId(), history);
    }

    /** Forgets an authority: its record was deleted from the table. */
    public void remove(String authorityId) {
        replace(authorityId, null);
    }

    private void replace(String authorityId, @Nullable AuthorityHistory arrived) {
        // Only this thread writes, so what changes can be worked out before readers have to wait.
        AuthorityHistory known = histories.get(authorityId);
        List<Change> changes = changes(listed(known), listed(arrived), AuthorityHistory.empty(authorityId));
        lock.writeLock().lock();
        try {
            changes.forEach(one -> one.steps().tell(timelines.of(authorityId, one.region())));
            enrol(listed(known), listed(arrived));
            withoutRegion.addAndGet(one(isWithoutRegion(arrived)) - one(isWithoutRegion(known)));
            if (arrived == null) {
                histories.remove(authorityId);
            } else {
                histories.put(authorityId, arrived);
            }
            version.incrementAndGet();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean isWithoutRegion(@Nullable AuthorityHistory history) {
        return history != null && history.authority().isPresent() && listed(history) == null;
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }

    /** Null when the authority appears in no answer. */
    private @Nullable AuthorityHistory listed(@Nullable AuthorityHistory history) {
        Authority authority = history == null ? null : history.authority().orElse(null);
        return authority == null || !areas.isRegion(authority.region()) ? null : history;
    }

    private void enrol(@Nullable AuthorityHistory old, @Nullable AuthorityHistory now) {
        if (old != null && now != null && old.authority().equals(now.authority())) {
            roll.replace(now.authority().orElseThrow(), now);
            return;
        }
        if (old != null) {
            roll.strike(old.authority().orElseThrow());
        }
        if (now != null) {
            roll.enter(now.authority().orElseThrow(), now);
        }
    }

    /** What changes in the areas of a region. */
    private record Change(String region, StepList steps) {}

    /** What changes when {@code now} takes the place of {@code old}. */
    private static List<Change> changes(
            @Nullable AuthorityHistory old, @Nullable AuthorityHistory now, AuthorityHistory nothing) {
        String from = region(old);
        String to = region(now);
        if (from != null && to != null && from.equals(to)) {
            return List.of(change(from, old, now, nothing));
        }
        List<Change> changes = new ArrayList<>();
        if (from != null) {
            changes.add(change(from, old, null, nothing));
        }
        if (to != null) {
            changes.add(change(to, null, now, nothing));
        }
        return changes;
    }

    private static @Nullable String region(@Nullable AuthorityHistory listed) {
        return listed == null ? null : listed.authority().orElseThrow().region();
    }

    private static Change change(
            String region, @Nullable AuthorityHistory old, @Nullable AuthorityHistory now, AuthorityHistory nothing) {
        StepList steps = new StepList();
        TimelineDifference.tell(old == null ? nothing : old, now == null ? nothing : now, steps);
        return new Change(region, steps);
    }

    /** Answers {@code question} from one consistent state; updates wait meanwhile. */
    public <T> T read(Function<Reading, T> question) {
        lock.readLock().lock();
        try {
            return question.apply(reading);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether the view holds exactly this record of its authority. */
    public boolean holds(AuthorityRatings ratings) {
        AuthorityHistory wanted = HistoryRecords.toHistory(ratings);
        return read(any -> Objects.equals(wanted, histories.get(ratings.getAuthorityId())));
    }

    /** What is known of an authority, listed or not; null for nothing. */
    public @Nullable AuthorityHistory known(String authorityId) {
        return read(any -> histories.get(authorityId));
    }

    /** Identities of all authorities, listed or not. */
    Set<String> authorityIds() {
        return read(any -> Set.copyOf(histories.keySet()));
    }

    /** What is known of one authority, listed or not; empty when nothing is. */
    public Optional<AuthorityHistory> history(String authorityId) {
        return read(any -> Optional.ofNullable(histories.get(authorityId)));
    }

    /** Grows with every update. Counts from 0 in each process: no two processes' versions compare. */
    public long version() {
        return version.get();
    }

    /** How many authorities appear in answers, abolished ones included. */
    public int listed() {
        return read(any -> roll.all().size());
    }

    /** How many authorities are held but appear in no answer: their reference data or their region is not known. */
    public int unlisted() {
        return read(any -> histories.size() - roll.all().size());
    }

    /** How many of the unlisted ones have reference data: their region is none of this view's areas. */
    public int withoutRegion() {
        return withoutRegion.get();
    }

    /** Only used while the read lock is held. */
    private final class LockedReading implements Reading {
        @Override
        public Counts counts(String areaId, Family family, Judgement judgement, LocalDate day) {
            return timelines.of(areaId, family, judgement).on(day);
        }

        @Override
        public Optional<LocalDate> firstRated(String areaId, Family family, Judgement judgement) {
            return timelines.of(areaId, family, judgement).firstRated();
        }

        @Override
        public Collection<AuthorityHistory> authorities() {
            return roll.all();
        }

        @Override
        public Lineage lineage() {
            return roll.lineage();
        }

        @Override
        public Optional<AuthorityHistory> find(String alias) {
            return roll.find(alias);
        }
    }
}
