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
import uk.regionalratings.streams.record.HistoryRecords;
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.StepList;
import uk.regionalratings.streams.rules.TimelineDifference;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Lineage;

/**
 * The table {@code authority-ratings} in memory, with sums by area. A record replaces its authority's earlier
 * contribution in all areas, families and judgements at once. One thread updates, any number of threads read.
 */
public final class RatingsView {
    private final Areas areas;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, AuthorityHistory> histories;

    private final AreaTimelines timelines;
    private final AuthorityIndex index;
    private final RatingsState reading = new LockedState();
    private final AtomicLong version = new AtomicLong();
    private final AtomicInteger withoutRegion = new AtomicInteger();

    /** An empty view with counts for {@code areas}. */
    public RatingsView(Areas areas) {
        this.areas = areas;
        this.histories = new HashMap<>();
        this.timelines = new AreaTimelines(areas);
        this.index = new AuthorityIndex(histories);
    }

    private RatingsView(RatingsView other) {
        this.areas = other.areas;
        this.histories = new HashMap<>(other.histories);
        this.timelines = other.timelines.copy();
        this.index = new AuthorityIndex(other.index, histories);
        this.withoutRegion.set(other.withoutRegion.get());
    }

    /** An independent copy. Takes far less time than updating an empty view. */
    RatingsView copy() {
        return read(any -> new RatingsView(this));
    }

    /** The areas with counts. */
    public Areas areas() {
        return areas;
    }

    /**
     * Replaces the history of one authority.
     *
     * @throws IllegalStateException if a newer version of the software wrote the record; the view remains unchanged
     */
    public void update(AuthorityRatings ratings) {
        update(HistoryRecords.toHistory(ratings));
    }

    /** Replaces the history of one authority. */
    public void update(AuthorityHistory history) {
        replace(history.authorityId(), history);
    }

    /** Forgets an authority whose record was deleted from the table. */
    public void remove(String authorityId) {
        replace(authorityId, null);
    }

    private void replace(String authorityId, @Nullable AuthorityHistory arrived) {
        // Only this thread writes, so it computes the changes before it takes the lock that makes readers wait.
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

    /** The history if the authority appears in answers, otherwise null. */
    private @Nullable AuthorityHistory listed(@Nullable AuthorityHistory history) {
        Authority authority = history == null ? null : history.authority().orElse(null);
        return authority == null || !areas.isRegion(authority.region()) ? null : history;
    }

    private void enrol(@Nullable AuthorityHistory old, @Nullable AuthorityHistory now) {
        if (old != null && now != null && old.authority().equals(now.authority())) {
            return;
        }
        if (old != null) {
            index.strike(old.authority().orElseThrow());
        }
        if (now != null) {
            index.enter(now.authority().orElseThrow());
        }
    }

    /** The steps to add in the areas of a region. */
    private record Change(String region, StepList steps) {}

    /** The steps that replace {@code old} by {@code now}. */
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

    /** Answers {@code question} from one consistent state; updates wait until it is answered. */
    public <T> T read(Function<RatingsState, T> question) {
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

    /** The history of an authority, listed or not; null if there is none. */
    public @Nullable AuthorityHistory known(String authorityId) {
        return read(any -> histories.get(authorityId));
    }

    /** The identities of all authorities, listed or not. */
    Set<String> authorityIds() {
        return read(any -> Set.copyOf(histories.keySet()));
    }

    /** The history of an authority, listed or not; empty if there is none. */
    public Optional<AuthorityHistory> history(String authorityId) {
        return read(any -> Optional.ofNullable(histories.get(authorityId)));
    }

    /** Grows with every update. Counts from 0 in each process, so numbers of two processes can't be compared. */
    public long version() {
        return version.get();
    }

    /** The number of authorities that appear in answers, including abolished ones. */
    public int listed() {
        return read(any -> index.all().size());
    }

    /**
     * The number of authorities that appear in no answer, because their reference data is missing or their region is
     * unknown.
     */
    public int unlisted() {
        return read(any -> histories.size() - index.all().size());
    }

    /** The number of unlisted authorities that have reference data: this view's areas lack their region. */
    public int withoutRegion() {
        return withoutRegion.get();
    }

    /** To be used only while the read lock is held. */
    private final class LockedState implements RatingsState {
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
            return index.all();
        }

        @Override
        public Lineage lineage() {
            return index.lineage();
        }

        @Override
        public Optional<AuthorityHistory> find(String alias) {
            return index.find(alias);
        }
    }
}
