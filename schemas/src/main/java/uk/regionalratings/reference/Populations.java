package uk.regionalratings.reference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Lineage;
import uk.regionalratings.vocabulary.Lineage.Link;

/**
 * The number of people under 26 in each authority: one estimate for all days. If the file has none for an authority,
 * one may follow from those of its predecessors or successors. Immutable.
 */
public final class Populations {
    static final String FILE = "authority-types.csv";
    static final List<String> COLUMNS = List.of("authority_id", "type", "population_0_25", "population_year");

    private final Map<String, Integer> known;
    private final @Nullable Integer year;

    private Populations(Map<String, Integer> known, @Nullable Integer year) {
        this.known = Map.copyOf(known);
        this.year = year;
    }

    /** The bundled estimates. */
    public static Populations bundled() {
        Map<String, Integer> known = new HashMap<>();
        Set<Integer> years = new HashSet<>();
        for (ReferenceFiles.Row row : ReferenceFiles.rows(FILE, ReferenceFiles.bundled(FILE), COLUMNS)) {
            Integer people = row.number("population_0_25");
            Integer year = row.number("population_year");
            if (people != null) {
                known.put(row.required("authority_id"), people);
            }
            if (year != null && years.add(year) && years.size() > 1) {
                throw row.problem("population_year", "all estimates must be of one year, not of " + years);
            }
        }
        return new Populations(known, years.stream().findFirst().orElse(null));
    }

    /** Estimates of a test or a benchmark. */
    public static Populations of(Map<String, Integer> known, @Nullable Integer year) {
        return new Populations(known, year);
    }

    /** The year of the estimates; null if the source does not name it. */
    public @Nullable Integer year() {
        return year;
    }

    /**
     * An estimate.
     *
     * @param people how many people
     * @param apportioned whether it is an equal part of the estimate of an authority that was split
     */
    public record Estimate(double people, boolean apportioned) {}

    /**
     * The estimate of an authority. If the file has none, it is the sum of those that it was split into or merged from,
     * or an equal part of the one that it was split from; empty if none of these is known. If the file has the same
     * number for all parts of an authority that was split, that is the number of the whole authority: the sector's
     * lookup has Cumbria's for both of its successors.
     */
    public Optional<Estimate> of(String authorityId, Lineage lineage) {
        List<String> successors = ids(lineage.successorsOf(authorityId), Link::successorId);
        List<String> predecessors = ids(lineage.predecessorsOf(authorityId), Link::predecessorId);
        List<String> parts = predecessors.size() == 1
                ? ids(lineage.successorsOf(predecessors.get(0)), Link::successorId)
                : List.of();
        boolean cleanSplit = !parts.isEmpty() && areOnlyPartsOfOne(parts, lineage);
        Integer own = known.get(authorityId);
        if (own != null) {
            return Optional.of(
                    cleanSplit && repeatOneNumber(parts)
                            ? new Estimate((double) own / parts.size(), true)
                            : new Estimate(own, false));
        }
        if (areOnlyPartsOfOne(successors, lineage) && areKnown(successors)) {
            return Optional.of(
                    new Estimate(sum(repeatOneNumber(successors) ? successors.subList(0, 1) : successors), false));
        }
        boolean merged =
                predecessors.stream().allMatch(id -> lineage.successorsOf(id).size() == 1);
        if (merged && areKnown(predecessors)) {
            return Optional.of(new Estimate(sum(predecessors), false));
        }
        boolean divisible = cleanSplit && parts.stream().noneMatch(known::containsKey) && areKnown(predecessors);
        return divisible
                ? Optional.of(new Estimate((double) sum(predecessors) / parts.size(), true))
                : Optional.empty();
    }

    private static List<String> ids(List<Link> links, Function<Link, String> id) {
        return links.stream().map(id).toList();
    }

    private static boolean areOnlyPartsOfOne(List<String> parts, Lineage lineage) {
        return parts.stream().allMatch(id -> lineage.predecessorsOf(id).size() == 1);
    }

    private boolean repeatOneNumber(List<String> parts) {
        return parts.size() > 1
                && areKnown(parts)
                && parts.stream().map(known::get).distinct().count() == 1;
    }

    private boolean areKnown(List<String> authorityIds) {
        return !authorityIds.isEmpty() && known.keySet().containsAll(authorityIds);
    }

    private int sum(List<String> authorityIds) {
        return authorityIds.stream().mapToInt(id -> known.getOrDefault(id, 0)).sum();
    }
}
