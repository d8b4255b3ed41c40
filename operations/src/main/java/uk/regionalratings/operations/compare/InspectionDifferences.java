package uk.regionalratings.operations.compare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.operations.compare.Difference.Kind;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Compares two lists of inspections. An inspection of theirs matches one of ours if it is of the same authority and was
 * published on the same day or ended its fieldwork on the same day. Missing values of the list are not differences,
 * because not every list has every column.
 */
final class InspectionDifferences {
    private static final String INSPECTION = "inspection";

    private final Map<String, String> names;
    private final List<Difference> differences = new ArrayList<>();
    private int same;

    /** @param names of authorities by their DfE code */
    InspectionDifferences(Map<String, String> names) {
        this.names = names;
    }

    /**
     * All differences, by authority, then by publication.
     *
     * @param theirs the list
     * @param ours the known data
     */
    List<Difference> compare(List<Inspection> theirs, List<Inspection> ours) {
        differences.clear();
        same = 0;
        Set<Inspection> unmatched = new LinkedHashSet<>(ours);
        for (Inspection their : theirs) {
            Inspection our = match(their, ours);
            if (our == null) {
                add(Kind.ONLY_THEIRS, their, INSPECTION, describe(their), null, their.reportUrl());
            } else {
                unmatched.remove(our);
                compare(their, our);
            }
        }
        Scope scope = Scope.of(theirs);
        unmatched.stream()
                .filter(scope::covers)
                .forEach(our -> add(Kind.ONLY_OURS, our, INSPECTION, null, describe(our), our.reportUrl()));
        differences.sort(Comparator.comparing(Difference::authority)
                .thenComparing(Difference::publishedOn)
                .thenComparing(Difference::kind));
        return List.copyOf(differences);
    }

    /** The number of inspections that both sides have and that agree in everything the list contains. */
    int same() {
        return same;
    }

    /**
     * What a list claims to contain. A list with exactly one row per authority contains the latest inspections. Any
     * other list contains everything published between its first and its last inspection.
     */
    private record Scope(boolean latestOnly, Map<String, LocalDate> latest, LocalDate first, LocalDate last) {
        static Scope of(List<Inspection> theirs) {
            Map<String, LocalDate> latest = new HashMap<>();
            Set<String> authorities = new HashSet<>();
            LocalDate first = LocalDate.MAX;
            LocalDate last = LocalDate.MIN;
            for (Inspection their : theirs) {
                LocalDate day = their.publishedOn();
                authorities.add(their.authorityId());
                latest.merge(their.authorityId(), day, (one, other) -> one.isAfter(other) ? one : other);
                first = day.isBefore(first) ? day : first;
                last = day.isAfter(last) ? day : last;
            }
            return new Scope(authorities.size() == theirs.size(), latest, first, last);
        }

        boolean covers(Inspection our) {
            LocalDate day = our.publishedOn();
            if (latestOnly) {
                LocalDate known = latest.get(our.authorityId());
                return known != null && day.isAfter(known);
            }
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    private static @Nullable Inspection match(Inspection their, List<Inspection> ours) {
        Inspection byFieldwork = null;
        for (Inspection our : ours) {
            if (our.authorityId().equals(their.authorityId())) {
                if (our.publishedOn().equals(their.publishedOn())) {
                    return our;
                }
                if (our.endedOn().equals(their.endedOn())) {
                    byFieldwork = our;
                }
            }
        }
        return byFieldwork;
    }

    private void compare(Inspection their, Inspection our) {
        int before = differences.size();
        String link = our.reportUrl() == null ? their.reportUrl() : our.reportUrl();
        compare(our, "framework", their.framework(), our.framework(), link);
        compare(our, "started_on", their.startedOn(), our.startedOn(), link);
        compare(our, "ended_on", their.endedOn(), our.endedOn(), link);
        compare(our, "published_on", their.publishedOn(), our.publishedOn(), link);
        their.grades()
                .forEach((judgement, given) -> compare(
                        our,
                        judgement.id(),
                        given.grade(),
                        our.grade(counterpart(judgement, our)).orElse(null),
                        link));
        if (differences.size() == before) {
            same++;
        }
    }

    /**
     * Our judgement that corresponds to a column of theirs. Until 2023 reports judged children in care and care leavers
     * jointly. Lists with two columns write the joint grade into the first or into both.
     */
    private static Judgement counterpart(Judgement judgement, Inspection our) {
        boolean ofTwo = judgement == Judgement.IN_CARE || judgement == Judgement.CARE_LEAVERS;
        return ofTwo && !our.makes(judgement) && our.makes(Judgement.IN_CARE_AND_CARE_LEAVERS)
                ? Judgement.IN_CARE_AND_CARE_LEAVERS
                : judgement;
    }

    private void compare(Inspection our, String field, Object theirs, @Nullable Object ours, @Nullable String link) {
        if (!theirs.equals(ours)) {
            add(Kind.DIFFERENT, our, field, text(theirs), ours == null ? null : text(ours), link);
        }
    }

    private static String text(Object value) {
        return value instanceof Grade grade ? grade.label() : value.toString();
    }

    private static String describe(Inspection inspection) {
        return inspection.framework() + " of " + inspection.publishedOn();
    }

    private void add(
            Kind kind,
            Inspection about,
            String field,
            @Nullable String theirs,
            @Nullable String ours,
            @Nullable String link) {
        String id = about.authorityId();
        differences.add(
                new Difference(kind, id, names.getOrDefault(id, id), about.publishedOn(), field, theirs, ours, link));
    }
}
