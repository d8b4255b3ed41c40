package uk.regionalratings.streams.query.area;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;

/**
 * The areas that have counts.
 *
 * @param areas in the order of the areas file
 */
public record AreaList(List<Entry> areas) {
    public static AreaList of(Areas areas) {
        return new AreaList(
                areas.all().stream().map(area -> Entry.of(area, areas)).toList());
    }

    /**
     * One area.
     *
     * @param area its identifier
     * @param name as shown on a page
     * @param kind country, region, group, combined-authority or other
     * @param gssCode the statistics office's code; null if it has none
     * @param regions identifiers of the regions that are completely in it on every day; for a region, only its own
     *     identifier
     * @param memberships its members by their days; empty for a region, since authorities name their region themselves
     */
    public record Entry(
            String area,
            String name,
            String kind,
            @Nullable String gssCode,
            List<String> regions,
            List<Members> memberships) {
        static Entry of(Area area, Areas areas) {
            return new Entry(
                    area.areaId(),
                    area.name(),
                    area.kind().id(),
                    area.gssCode(),
                    areas.wholeRegions(area.areaId()),
                    Members.of(area));
        }
    }

    /**
     * The members of an area on the same days.
     *
     * @param members identities of authorities, regions and areas
     * @param from first day; null if they always were members
     * @param until last day; null if they still are
     */
    public record Members(List<String> members, @Nullable LocalDate from, @Nullable LocalDate until) {
        /** The members of an area, grouped by their days. */
        static List<Members> of(Area area) {
            Map<Members, List<String>> byDays = new LinkedHashMap<>();
            area.memberships().forEach(one -> byDays.computeIfAbsent(
                            new Members(List.of(), one.from(), one.until()), any -> new ArrayList<>())
                    .add(one.member()));
            List<Members> all = new ArrayList<>();
            byDays.forEach((days, members) -> all.add(new Members(members, days.from, days.until)));
            return all;
        }
    }
}
