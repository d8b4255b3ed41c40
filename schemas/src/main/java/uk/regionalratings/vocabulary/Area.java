package uk.regionalratings.vocabulary;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An area for which counts are kept: the country, a region, or a group of regions.
 *
 * @param areaId as keys and queries write it: {@code north-east}
 * @param name as a page prints it: "North East"
 * @param kind country, region or group
 * @param gssCode the statistics office's code; null for a group
 * @param regions the regions that it comprises; for a region, only itself
 */
public record Area(String areaId, String name, Kind kind, @Nullable String gssCode, Set<String> regions) {
    /** The three kinds of area. */
    public enum Kind {
        COUNTRY,
        REGION,
        GROUP
    }

    /** The area that comprises every region. */
    public static final String ENGLAND = "england";

    public Area {
        regions = Set.copyOf(regions);
    }
}
