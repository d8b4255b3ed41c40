package uk.regionalratings.streams.topology;

import java.time.LocalDate;
import java.util.Collection;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.DayChanges;
import uk.regionalratings.streams.rules.Segment;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The counts of every region on every day, kept as the net change of each day and the sum of all days. Areas are sums over
 * their regions, so that a new group of regions needs no new state. A count as of a day is the sum of all days without the changes
 * after it: the newer the day, the fewer rows are read.
 */
final class RegionCounts {
    /** Sorts before and after every day of four digits. */
    private static final String BEGINNING = "0000-00-00";

    private static final String END = "9999-99-99";

    private final KeyValueStore<String, Counts> changes;
    private final KeyValueStore<String, Counts> totals;

    RegionCounts(KeyValueStore<String, Counts> changes, KeyValueStore<String, Counts> totals) {
        this.changes = changes;
        this.totals = totals;
    }

    /** Adds a segment ({@code times} 1) or takes it away (-1). */
    void add(Judgement judgement, Family family, String region, Segment segment, int times) {
        String prefix = prefix(judgement, family, region);
        DayChanges.of(segment, times, (day, change) -> {
            addTo(changes, prefix + text(day), change);
            addTo(totals, prefix, change);
        });
    }

    private static void addTo(KeyValueStore<String, Counts> store, String key, Counts change) {
        Counts known = store.get(key);
        Counts sum = known == null ? change : known.plus(change);
        store.put(key, sum.isZero() ? null : sum);
    }

    /** The counts of some regions together on {@code day}. */
    Counts on(Judgement judgement, Family family, Collection<String> regions, LocalDate day) {
        Counts sum = Counts.ZERO;
        for (String region : regions) {
            sum = sum.plus(on(prefix(judgement, family, region), day));
        }
        return sum;
    }

    private Counts on(String prefix, LocalDate day) {
        Counts counts = totals.get(prefix);
        if (counts == null) {
            counts = Counts.ZERO;
        }
        try (KeyValueIterator<String, Counts> later = changes.range(prefix + text(day.plusDays(1)), prefix + END)) {
            while (later.hasNext()) {
                counts = counts.plus(later.next().value, -1);
            }
        }
        return counts;
    }

    /** Whether no authority ever counted in any of the regions. */
    boolean isEmpty(Judgement judgement, Family family, Collection<String> regions) {
        for (String region : regions) {
            String prefix = prefix(judgement, family, region);
            try (KeyValueIterator<String, Counts> rows = changes.range(prefix + BEGINNING, prefix + END)) {
                if (rows.hasNext()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The latest day on which a publication changed the counts of any of the regions; null when none ever did. */
    @Nullable
    LocalDate lastPublication(Judgement judgement, Family family, Collection<String> regions) {
        LocalDate last = null;
        for (String region : regions) {
            LocalDate day = lastPublication(prefix(judgement, family, region));
            if (day != null && (last == null || day.isAfter(last))) {
                last = day;
            }
        }
        return last;
    }

    private @Nullable LocalDate lastPublication(String prefix) {
        try (KeyValueIterator<String, Counts> newestFirst = changes.reverseRange(prefix + BEGINNING, prefix + END)) {
            while (newestFirst.hasNext()) {
                KeyValue<String, Counts> row = newestFirst.next();
                if (row.value.publications() > 0) {
                    return LocalDate.parse(row.key.substring(prefix.length()));
                }
            }
        }
        return null;
    }

    private static String prefix(Judgement judgement, Family family, String region) {
        return judgement.id() + "/" + family.id() + "/" + region + "/";
    }

    private static String text(LocalDate day) {
        return day.equals(Segment.BEGINNING) ? BEGINNING : day.toString();
    }
}
