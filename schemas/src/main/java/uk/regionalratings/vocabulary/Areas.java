package uk.regionalratings.vocabulary;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every area for which counts are kept, in the order of the areas file. */
public final class Areas {
    private final Map<String, Area> byId = new LinkedHashMap<>();
    private final Map<String, List<Area>> containing = new HashMap<>();

    /**
     * @throws IllegalArgumentException if two areas share an identity, a group names an unknown region, or {@code
     *     england} is missing or lacks a region
     */
    public Areas(List<Area> areas) {
        for (Area area : areas) {
            if (byId.put(area.areaId(), area) != null) {
                throw new IllegalArgumentException("area " + area.areaId() + " is listed twice");
            }
        }
        for (Area area : areas) {
            for (String region : area.regions()) {
                if (!isRegion(region)) {
                    throw new IllegalArgumentException(
                            "area " + area.areaId() + " has the member " + region + ", which is not a region");
                }
            }
        }
        Area england = byId.get(Area.ENGLAND);
        if (england == null || !england.regions().containsAll(regionIds())) {
            throw new IllegalArgumentException("the area " + Area.ENGLAND + " must be listed, with every region");
        }
        for (String region : regionIds()) {
            containing.put(
                    region,
                    byId.values().stream()
                            .filter(area -> area.regions().contains(region))
                            .toList());
        }
    }

    /** The areas in the order of the file. */
    public List<Area> all() {
        return List.copyOf(byId.values());
    }

    /** The area with this identity, if there is one. */
    public Optional<Area> find(String areaId) {
        return Optional.ofNullable(byId.get(areaId));
    }

    /** Whether {@code areaId} is a region. */
    public boolean isRegion(String areaId) {
        Area area = byId.get(areaId);
        return area != null && area.kind() == Area.Kind.REGION;
    }

    /** The regions' identities in the order of the file. */
    public List<String> regionIds() {
        return byId.keySet().stream().filter(this::isRegion).toList();
    }

    /** The areas that contain {@code region}: itself, its groups and the country, in the order of the file. */
    public List<Area> containing(String region) {
        return containing.getOrDefault(region, List.of());
    }
}
