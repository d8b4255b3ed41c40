package uk.regionalratings.streams.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The areas that have counts.
 *
 * @param areas in the order of the areas file
 */
public record AreaList(List<Entry> areas) {
    /**
     * One area.
     *
     * @param area its identifier
     * @param name as shown on a page
     * @param kind country, region or group
     * @param gssCode the statistics office's code; null for a group
     * @param regions identifiers of the regions in it; for a region, its own identifier alone
     */
    public record Entry(String area, String name, String kind, @Nullable String gssCode, List<String> regions) {}
}
