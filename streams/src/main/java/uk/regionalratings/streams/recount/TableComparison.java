package uk.regionalratings.streams.recount;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;

/**
 * Compares what was published with a recount of the facts. Rows are passed in one by one and not kept; only the errors
 * in each rating change and the keys of the rows are kept.
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
    /** The latest record of each inspection, with its errors. */
    private final Map<String, Told> told = new HashMap<>();

    private final List<RecountDifference> differences = new ArrayList<>();

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
            differences.add(new RecountDifference(AUTHORITIES, key, RecountDifference.NOTHING, "a row"));
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
            differences.add(new RecountDifference(AREAS, key, RecountDifference.NOTHING, "a row"));
            return;
        }
        RecordComparison.compare(AREAS, key, expected, row).ifPresent(differences::add);
    }

    /** The next record of {@code rating-changed}; those of one authority in their order. */
    public void changes(InspectionChanges record) {
        String id = record.getId();
        Told before = told.get(id);
        if (before != null && record.getVersion() <= before.version) {
            differences.add(new RecountDifference(
                    CHANGES, id, "a version above " + before.version, "version " + record.getVersion() + " after it"));
            return;
        }
        Map<String, Integer> versions = new HashMap<>();
        List<RecountDifference> problems = new ArrayList<>();
        for (RatingChanged change : ContractMapping.changes(record)) {
            RecountDifference problem = problem(change);
            if (versions.put(change.getId(), change.getVersion()) != null) {
                problem = new RecountDifference(CHANGES, change.getId(), "one change in a record", "several");
            }
            if (problem != null) {
                problems.add(problem);
            }
        }
        problem(record, versions, before).ifPresent(problems::add);
        Map<String, Integer> known = new HashMap<>(before == null ? Map.of() : before.versions);
        known.putAll(versions);
        told.put(id, new Told(record.getVersion(), Set.copyOf(versions.keySet()), known, problems));
    }

    /** The problem if the record does not follow the one before it of its inspection. */
    private static Optional<RecountDifference> problem(
            InspectionChanges record, Map<String, Integer> versions, @Nullable Told before) {
        String id = record.getId();
        String inspection = record.getAuthorityId() + "/" + record.getInspectionId();
        if (!id.equals(inspection)) {
            return Optional.of(new RecountDifference(CHANGES, id, "the id " + inspection, "another"));
        }
        if (!versions.containsValue(record.getVersion())) {
            return Optional.of(new RecountDifference(CHANGES, id, "something new", "none that is of its version"));
        }
        Map<String, Integer> known = before == null ? Map.of() : before.versions;
        for (Map.Entry<String, Integer> change : known.entrySet()) {
            if (!versions.containsKey(change.getKey())) {
                return Optional.of(
                        new RecountDifference(CHANGES, id, "the change " + change.getKey(), RecountDifference.NOTHING));
            }
        }
        for (Map.Entry<String, Integer> change : versions.entrySet()) {
            // A caller that passes only the latest records passes none before it.
            int expected = known.getOrDefault(
                    change.getKey(),
                    before == null ? Math.min(change.getValue(), record.getVersion()) : record.getVersion());
            if (change.getValue() != record.getVersion() && change.getValue() != expected) {
                return Optional.of(new RecountDifference(
                        CHANGES,
                        change.getKey(),
                        "version " + record.getVersion() + ", or the one before",
                        "version " + change.getValue()));
            }
        }
        return Optional.empty();
    }

    private @Nullable RecountDifference problem(RatingChanged change) {
        String id = change.getId();
        RatingChanged expected = expectedChanges.like(change);
        if (change.getRetracted()) {
            return expected == null ? null : new RecountDifference(CHANGES, id, "a change that holds", "it retracted");
        }
        if (expected == null) {
            return new RecountDifference(CHANGES, id, "no such change, or it retracted", "a change that holds");
        }
        for (AreaCounts counts : change.getCounts()) {
            int rated = counts.getCounts().stream()
                    .mapToInt(GradeCount::getAuthorities)
                    .sum();
            if (rated + counts.getNotRated() != counts.getAuthorities()) {
                return new RecountDifference(
                        CHANGES, id, "grades and notRated that add up to authorities", String.valueOf(counts));
            }
        }
        return RecordComparison.compare(CHANGES, id, expected, change).orElse(null);
    }

    /** Every difference, including missing rows; to be called after all rows have been passed in. */
    public List<RecountDifference> differences() {
        List<RecountDifference> all = new ArrayList<>(differences);
        missing(AUTHORITIES, expectedAuthorities, foundAuthorities, all);
        missing(AREAS, expectedAreas.keySet(), foundAreas, all);
        Set<String> foundChanges = new HashSet<>();
        told.values().forEach(one -> {
            foundChanges.addAll(one.changes);
            all.addAll(one.problems);
        });
        missing(CHANGES, expectedChanges.ids(), foundChanges, all);
        return all;
    }

    private static void missing(String table, Set<String> expected, Set<String> found, List<RecountDifference> all) {
        for (String key : expected) {
            if (!found.contains(key)) {
                all.add(new RecountDifference(table, key, "a row", RecountDifference.NOTHING));
            }
        }
    }

    /** The number of compared rows of each table, by topic. */
    public Map<String, Long> rows() {
        return Map.of(
                AUTHORITIES, (long) foundAuthorities.size(),
                AREAS, (long) foundAreas.size(),
                CHANGES, (long) told.size());
    }

    /**
     * A record.
     *
     * @param changes the changes in it
     * @param versions the versions of every change in it or in a record before it
     */
    private record Told(
            int version, Set<String> changes, Map<String, Integer> versions, List<RecountDifference> problems) {}
}
