package uk.regionalratings.streams.query.period;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.streams.query.count.Criteria;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Spread;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The days between the end of fieldwork and the publication of the report.
 *
 * @param area the area's identity
 * @param framework identity of the family of frameworks
 * @param asOf inspections published by this day count
 * @param inspectedBy only inspections whose fieldwork ended by this day count; null if the question names no day
 * @param groups all inspections, then those of each region, each framework and each year of publication. A group
 *     without an inspection is left out
 * @param areaNote a note on how the area was made; null if there is none
 */
public record DaysToPublication(
        String area,
        String framework,
        LocalDate asOf,
        @Nullable LocalDate inspectedBy,
        List<Group> groups,
        @Nullable String areaNote)
        implements AboutArea {
    /**
     * Some of the inspections.
     *
     * @param by {@code all}, {@code region}, {@code framework} or {@code year}
     * @param group identity of the region, name of the framework or number of the year; {@code all} for all
     * @param inspections their number
     * @param shortest the fewest days
     * @param median the median; for an even number of inspections, the mean of the two in the middle, half a day
     *     rounded up
     * @param longest the most days
     */
    public record Group(String by, String group, int inspections, int shortest, int median, int longest) {}

    /** One inspection and the region of its authority. */
    private record Published(String region, Inspection inspection) {
        int days() {
            return Math.toIntExact(ChronoUnit.DAYS.between(inspection.endedOn(), inspection.publishedOn()));
        }
    }

    public static DaysToPublication of(Criteria criteria, RatingsState view) {
        List<Published> published = criteria.area()
                .everybody(view)
                .flatMap(history -> published(criteria, history))
                .toList();
        List<Group> groups = new ArrayList<>();
        groups.addAll(groups("all", published, one -> "all"));
        groups.addAll(groups("region", published, Published::region));
        groups.addAll(groups(
                "framework", published, one -> one.inspection().framework().name()));
        groups.addAll(groups(
                "year",
                published,
                one -> String.valueOf(one.inspection().publishedOn().getYear())));
        return new DaysToPublication(
                criteria.area().id(),
                criteria.family().id(),
                criteria.asOf(),
                criteria.inspectedBy(),
                groups,
                criteria.area().note());
    }

    private static Stream<Published> published(Criteria criteria, AuthorityHistory history) {
        String region = history.authority().orElseThrow().region();
        return history.counted().stream()
                .filter(inspection ->
                        criteria.family().includes(inspection.framework()) && criteria.looksAt(inspection))
                .filter(inspection -> criteria.area().contains(inspection.publishedOn(), history.authorityId(), region))
                .map(inspection -> new Published(region, inspection));
    }

    private static List<Group> groups(String by, List<Published> published, Function<Published, String> group) {
        Map<String, List<Integer>> days = new TreeMap<>();
        published.forEach(one ->
                days.computeIfAbsent(group.apply(one), any -> new ArrayList<>()).add(one.days()));
        return days.entrySet().stream()
                .map(one -> {
                    one.getValue().sort(null);
                    Spread spread = Spread.ofSorted(one.getValue());
                    return new Group(
                            by, one.getKey(), spread.number(), spread.shortest(), spread.median(), spread.longest());
                })
                .toList();
    }
}
