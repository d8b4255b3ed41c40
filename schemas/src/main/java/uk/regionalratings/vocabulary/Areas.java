package uk.regionalratings.vocabulary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every area for which counts are kept, in the order of the areas file, and which authority lies in which of them on
 * what days. Thread-safe.
 */
public final class Areas {
    private final Map<String, Area> byId = new LinkedHashMap<>();
    /** The regions and authorities in each area, directly or through other areas. */
    private final Map<String, Members> members = new HashMap<>();

    private final Set<String> namedAuthorities = new HashSet<>();
    /** The stays by region, and by authority and region for authorities that areas name. */
    private final Map<String, List<Stay>> stays = new ConcurrentHashMap<>();

    /**
     * @throws IllegalArgumentException if two areas share an identity, one has the identity of an authority, a member is unknown, an area is a
     *     member of itself, a region has members, or {@code england} is missing or lacks a region
     */
    public Areas(List<Area> areas) {
        for (Area area : areas) {
            if (byId.put(area.areaId(), area) != null) {
                throw new IllegalArgumentException("area " + area.areaId() + " is listed twice");
            }
        }
        areas.forEach(this::check);
        areas.forEach(area -> members(area, new HashSet<>()));
        Members england = members.get(Area.ENGLAND);
        if (england == null || !regionIds().stream().allMatch(england::hasAlways)) {
            throw new IllegalArgumentException("the area " + Area.ENGLAND + " must be listed, with every region");
        }
    }

    private void check(Area area) {
        if (Authority.isMember(area.areaId())) {
            throw new IllegalArgumentException(
                    "area " + area.areaId() + " has the identity of an authority: give it another");
        }
        if (area.kind() == Area.Kind.REGION && !area.memberships().isEmpty()) {
            throw new IllegalArgumentException("the region " + area.areaId()
                    + " has members: leave them out, each authority names its region itself");
        }
        for (Membership membership : area.memberships()) {
            if (Authority.isMember(membership.member())) {
                namedAuthorities.add(membership.member());
            } else if (!byId.containsKey(membership.member())) {
                throw new IllegalArgumentException("area " + area.areaId() + " has the member " + membership.member()
                        + ", which is neither an area nor the DfE code of an authority");
            }
        }
    }

    private Members members(Area area, Set<String> within) {
        Members known = members.get(area.areaId());
        if (known != null) {
            return known;
        }
        if (!within.add(area.areaId())) {
            throw new IllegalArgumentException("area " + area.areaId() + " is a member of itself");
        }
        Members found = new Members();
        if (area.kind() == Area.Kind.REGION) {
            found.add(Membership.always(area.areaId()));
        }
        for (Membership membership : area.memberships()) {
            Area member = byId.get(membership.member());
            if (member == null) {
                found.add(membership);
            } else {
                found.addAll(members(member, within), membership);
            }
        }
        within.remove(area.areaId());
        members.put(area.areaId(), found);
        return found;
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

    /** The regions, in the order of the file, all of whose authorities lie in an area on every day. */
    public List<String> wholeRegions(String areaId) {
        Members known = members.get(areaId);
        return known == null
                ? List.of()
                : regionIds().stream().filter(known::hasAlways).toList();
    }

    /** The authorities that areas name as their members; all others lie in an area because their region does. */
    public Set<String> namedAuthorities() {
        return Set.copyOf(namedAuthorities);
    }

    /**
     * The days on which an authority of {@code region} lies in areas, in the order of the file and then of days; empty
     * if the region is unknown. No two stays in one area touch.
     */
    public List<Stay> stays(String authorityId, String region) {
        if (!isRegion(region)) {
            return List.of();
        }
        return namedAuthorities.contains(authorityId)
                ? stays.computeIfAbsent(authorityId + "/" + region, any -> find(authorityId, region))
                : stays.computeIfAbsent(region, any -> find(authorityId, region));
    }

    private List<Stay> find(String authorityId, String region) {
        List<Stay> found = new ArrayList<>();
        for (Area area : byId.values()) {
            found.addAll(Objects.requireNonNull(members.get(area.areaId())).stays(area, authorityId, region));
        }
        return List.copyOf(found);
    }

    /** The areas that an authority of {@code region} lies in on {@code day}, in the order of the file. */
    public List<Area> on(LocalDate day, String authorityId, String region) {
        return stays(authorityId, region).stream()
                .filter(stay -> stay.includes(day))
                .map(Stay::area)
                .toList();
    }

    /** Whether an authority of {@code region} lies in an area on {@code day}. */
    public boolean contains(String areaId, LocalDate day, String authorityId, String region) {
        Members area = members.get(areaId);
        return area != null && isRegion(region) && (area.contain(day, region) || area.contain(day, authorityId));
    }

    /** The areas that contain all of {@code region} on every day: itself, its groups and the country, in the order of the file. */
    public List<Area> containing(String region) {
        return byId.values().stream()
                .filter(area -> wholeRegions(area.areaId()).contains(region))
                .toList();
    }
}
