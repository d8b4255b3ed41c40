package uk.regionalratings.streams.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.DayChanges;
import uk.regionalratings.streams.rules.Lists;
import uk.regionalratings.streams.rules.Segment;
import uk.regionalratings.streams.topology.HistoryRecords;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The table {@code authority-ratings} in memory, added up by area. Each record replaces what its authority counted for before, in
 * all areas, families and judgements at once; one thread updates, any number of threads read.
 */
public final class RatingsView {
    private final Areas areas;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, AuthorityHistory> histories = new HashMap<>();
    /** What each listed authority adds, by its identity. */
    private final Map<String, Contribution> contributions = new HashMap<>();

    private final AreaTimelines timelines;
    private final Roll roll = new Roll();
    private final Reading reading = new LockedReading();
    private final AtomicLong version = new AtomicLong();
    private final AtomicInteger withoutRegion = new AtomicInteger();

    /** An empty view that counts for {@code areas}. */
    public RatingsView(Areas areas) {
        this.areas = areas;
        this.timelines = new AreaTimelines(areas);
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
        // Only this thread writes, so the new contribution can be worked out before readers have to wait.
        Contribution old = contributions.get(authorityId);
        Contribution now = Contribution.of(arrived, areas);
        List<Change> changes = changes(old, now);
        lock.writeLock().lock();
        try {
            changes.forEach(one -> timelines.add(one.region(), one.family(), one.judgement(), one.days()));
            enrol(authorityId, old, now);
            withoutRegion.addAndGet(
                    one(isWithoutRegion(arrived, now)) - one(isWithoutRegion(histories.get(authorityId), old)));
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

    private static boolean isWithoutRegion(@Nullable AuthorityHistory history, @Nullable Contribution contribution) {
        return contribution == null && history != null && history.authority().isPresent();
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }

    private void enrol(String authorityId, @Nullable Contribution old, @Nullable Contribution now) {
        if (old != null && now != null && old.authority().equals(now.authority())) {
            roll.replace(now.authority(), now.history());
        } else {
            if (old != null) {
                roll.strike(old.authority());
            }
            if (now != null) {
                roll.enter(now.authority(), now.history());
            }
        }
        if (now == null) {
            contributions.remove(authorityId);
        } else {
            contributions.put(authorityId, now);
        }
    }

    /** What changes in the areas of a region. */
    private record Change(String region, Family family, Judgement judgement, DayChanges days) {}

    /** What changes when {@code now} takes the place of {@code old}. */
    private static List<Change> changes(@Nullable Contribution old, @Nullable Contribution now) {
        if (old != null && now != null && !old.region().equals(now.region())) {
            return Stream.concat(changes(old, null).stream(), changes(null, now).stream())
                    .toList();
        }
        Contribution either = now == null ? old : now;
        List<Change> changes = new ArrayList<>();
        for (int i = 0; either != null && i < either.parts().size(); i++) {
            List<Segment> before = old == null ? List.of() : old.parts().get(i).segments();
            List<Segment> after = now == null ? List.of() : now.parts().get(i).segments();
            DayChanges days = new DayChanges();
            days.add(Lists.minus(before, after), -1);
            days.add(Lists.minus(after, before), 1);
            if (!days.isEmpty()) {
                Contribution.Part part = either.parts().get(i);
                changes.add(new Change(either.region(), part.family(), part.judgement(), days));
            }
        }
        return changes;
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

    /** Whether anything is known of this authority, listed or not. */
    public boolean knows(String authorityId) {
        return read(any -> histories.containsKey(authorityId));
    }

    /** Grows with every update. Counts from 0 in each process: no two processes' versions compare. */
    public long version() {
        return version.get();
    }

    /** How many authorities appear in answers, abolished ones included. */
    public int listed() {
        return read(any -> contributions.size());
    }

    /** How many authorities are held but appear in no answer: their reference data or their region is not known. */
    public int unlisted() {
        return read(any -> histories.size() - contributions.size());
    }

    /** How many of the unlisted ones have reference data: their region is none of this view's areas. */
    public int withoutRegion() {
        return withoutRegion.get();
    }

    /** What one listed authority adds to the timelines: a part for each family and judgement, always in the same order. */
    private record Contribution(Authority authority, AuthorityHistory history, List<Part> parts) {
        /** Null when the authority appears in no answer. */
        static @Nullable Contribution of(@Nullable AuthorityHistory history, Areas areas) {
            Authority authority = history == null ? null : history.authority().orElse(null);
            if (history == null || authority == null || !areas.isRegion(authority.region())) {
                return null;
            }
            List<Part> parts = new ArrayList<>();
            for (Family family : Family.values()) {
                for (Judgement judgement : Judgement.values()) {
                    parts.add(new Part(family, judgement, history.timeline(family, judgement)));
                }
            }
            return new Contribution(authority, history, parts);
        }

        String region() {
            return authority.region();
        }

        record Part(Family family, Judgement judgement, List<Segment> segments) {}
    }

    /** Only used while the read lock is held. */
    private final class LockedReading implements Reading {
        @Override
        public Counts counts(String areaId, Family family, Judgement judgement, LocalDate day) {
            return timelines.of(areaId, family, judgement).on(day);
        }

        @Override
        public Optional<LocalDate> firstPublication(String areaId, Family family, Judgement judgement) {
            return timelines.of(areaId, family, judgement).firstPublication();
        }

        @Override
        public Collection<AuthorityHistory> authorities() {
            return roll.all();
        }

        @Override
        public Optional<AuthorityHistory> find(String alias) {
            return roll.find(alias);
        }
    }
}
