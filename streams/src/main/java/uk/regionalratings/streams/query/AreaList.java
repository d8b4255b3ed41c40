package uk.regionalratings.streams.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The areas that counts are kept for.
 *
 * @param areas in the order of the areas file
 */
public record AreaList(List<Entry> areas) {
    /**
     * One area.
     *
     * @param area its identity
     * @param name as a page prints it
     * @param kind country, region or group
     * @param gssCode the statistics office's code; null for a group
     * @param regions identities of the regions it is made of; a region has itself alone
     */
    public record Entry(String area, String name, String kind, @Nullable String gssCode, List<String> regions) {}
}
