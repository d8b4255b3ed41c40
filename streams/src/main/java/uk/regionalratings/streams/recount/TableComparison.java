package uk.regionalratings.streams.recount;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;

/**
 * Holds what was published against a recount of the facts. Rows are told one by one and forgotten; what is kept is what each
 * rating change says wrongly, and which rows were there.
 */
public final class TableComparison {
    private static final String AUTHORITIES = Topics.AUTHORITY_RATINGS.name();
    private static final String AREAS = Topics.AREA_RATINGS.name();
    private static final String CHANGES = Topics.RATING_CHANGED.name();

    private final EventRecount recount;
    private final Set<String> expectedAuthorities;
    private final Map<String, AreaRatings> expectedAreas;
    private final ChangeRecount expectedChanges;
    private final Set<String> foundAuthorities = new HashSet<>();
    private final Set<String> foundAreas = new HashSet<>();
    /** The latest version of each change, and what is wrong with it. */
    private final Map<String, Told> told = new HashMap<>();

    private final List<Difference> differences = new ArrayList<>();

    public TableComparison(EventRecount recount, Areas areas) {
        this.recount = recount;
        this.expectedAuthorities = new TreeSet<>(recount.facts.registered());
        expectedAuthorities.addAll(recount.facts.inspected());
        this.expectedAreas = ExpectedRows.areas(recount, areas);
        this.expectedChanges = new ChangeRecount(recount);
    }

    /** The latest row of a key of {@code authority-ratings}. */
    public void authority(String key, AuthorityRatings row) {
        foundAuthorities.add(key);
        if (!expectedAuthorities.contains(key)) {
            differences.add(new Difference(AUTHORITIES, key, Difference.NOTHING, "a row"));
            return;
        }
        RecordComparison.compare(AUTHORITIES, key, ExpectedRows.authority(recount, key), row)
                .ifPresent(differences::add);
    }

    /** The latest row of a key of {@code area-ratings}. */
    public void area(String key, AreaRatings row) {
        foundAreas.add(key);
        AreaRatings expected = expectedAreas.get(key);
        if (expected == null) {
            differences.add(new Difference(AREAS, key, Difference.NOTHING, "a row"));
            return;
        }
        RecordComparison.compare(AREAS, key, expected, row).ifPresent(differences::add);
    }

    /** The next record of {@code rating-changed}; those of one authority in their order. */
    public void change(RatingChanged change) {
        String id = change.getId();
        Told before = told.get(id);
        if (before != null && change.getVersion() <= before.version) {
            differences.add(new Difference(
                    CHANGES, id, "a version above " + before.version, "version " + change.getVersion() + " after it"));
            return;
        }
        told.put(id, new Told(change.getVersion(), problem(change)));
    }

    private @Nullable Difference problem(RatingChanged change) {
        String id = change.getId();
        RatingChanged expected = expectedChanges.like(change);
        if (change.getRetracted()) {
            return expected == null ? null : new Difference(CHANGES, id, "a change that holds", "it retracted");
        }
        if (expected == null) {
            return new Difference(CHANGES, id, "no such change, or it retracted", "a change that holds");
        }
        for (AreaCounts counts : change.getCounts()) {
            int rated = counts.getCounts().stream()
                    .mapToInt(GradeCount::getAuthorities)
                    .sum();
            if (rated + counts.getNotRated() != counts.getAuthorities()) {
                return new Difference(
                        CHANGES, id, "grades and notRated that add up to authorities", String.valueOf(counts));
            }
        }
        return RecordComparison.compare(CHANGES, id, expected, change).orElse(null);
    }

    /** Everything that differs, once all rows have been told; missing rows included. */
    public List<Difference> differences() {
        List<Difference> all = new ArrayList<>(differences);
        missing(AUTHORITIES, expectedAuthorities, foundAuthorities, all);
        missing(AREAS, expectedAreas.keySet(), foundAreas, all);
        missing(CHANGES, expectedChanges.ids(), told.keySet(), all);
        told.values().forEach(one -> {
            if (one.problem != null) {
                all.add(one.problem);
            }
        });
        return all;
    }

    private static void missing(String table, Set<String> expected, Set<String> found, List<Difference> all) {
        for (String key : expected) {
            if (!found.contains(key)) {
                all.add(new Difference(table, key, "a row", Difference.NOTHING));
            }
        }
    }

    /** How many rows of each table were compared, by topic. */
    public Map<String, Long> rows() {
        return Map.of(
                AUTHORITIES, (long) foundAuthorities.size(),
                AREAS, (long) foundAreas.size(),
                CHANGES, (long) told.size());
    }

    private record Told(int version, @Nullable Difference problem) {}
}
