package uk.regionalratings.streams.recount;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Membership;

/**
 * Applies docs/domain-rules.md to a set of facts in the slow way: each answer comes from the whole history of each
 * authority. The facts must not change during the count.
 */
public final class EventRecount {
    /**
     * The order of an authority's inspections, the same as {@code PublicationOrder}. It is a copy on purpose:
     * a recount that took the order from the product would repeat the product's mistakes.
     */
    static final Comparator<Inspection> ORDER = Comparator.comparing(Inspection::publishedOn)
            .thenComparing(Inspection::endedOn)
            .thenComparing(Inspection::inspectionId);

    final Facts facts;
    private final Areas areas;
    /**
     * Inspections in their order by authority and family, without withdrawn ones. Sorted once, since sorting takes most
     * of the time.
     */
    private final Map<String, Map<Family, List<Inspection>>> histories = new HashMap<>();

    /** @param areas the areas to count for */
    public EventRecount(Facts facts, Areas areas) {
        this.facts = facts;
        this.areas = areas;
        facts.inspected().forEach(authorityId -> histories.put(authorityId, histories(facts, authorityId)));
    }

    /** @param areas the areas to count for */
    public EventRecount(Collection<Event> events, Areas areas) {
        this(Facts.of(events), areas);
    }

    private static Map<Family, List<Inspection>> histories(Facts facts, String authorityId) {
        List<Inspection> counted = facts.inspections(authorityId).stream()
                .filter(inspection -> !inspection.withdrawn())
                .sorted(ORDER)
                .toList();
        Map<Family, List<Inspection>> byFamily = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            byFamily.put(
                    family,
                    counted.stream()
                            .filter(inspection -> family == Family.ANY
                                    || inspection.framework().name().startsWith(family.name()))
                            .toList());
        }
        return byFamily;
    }

    /** The inspections of an authority that count in a family, in their order. */
    List<Inspection> inOrder(String authorityId, Family family) {
        return Objects.requireNonNull(
                histories.getOrDefault(authorityId, Map.of()).getOrDefault(family, List.of()));
    }

    /** Outstanding, good, requires improvement, inadequate, superseded, not rated, authorities. */
    public List<Integer> counts(Area area, Family family, Judgement judgement, LocalDate day) {
        int[] counts = new int[7];
        for (Authority authority : registered()) {
            if (counts(area, authority, day)) {
                counts[6]++;
                List<Inspection> published = publishedBy(day, inOrder(authority.authorityId(), family));
                Inspection standing = lastThatMakes(published, judgement);
                if (standing == null) {
                    counts[5]++;
                } else {
                    counts[standing.grade(judgement).orElseThrow().ordinal()]++;
                    if (!standing.equals(published.get(published.size() - 1))) {
                        counts[4]++;
                    }
                }
            }
        }
        List<Integer> boxed = new ArrayList<>();
        for (int count : counts) {
            boxed.add(count);
        }
        return boxed;
    }

    private List<Authority> registered() {
        return facts.registered().stream()
                .map(authorityId ->
                        Objects.requireNonNull(facts.registration(authorityId)).authority())
                .toList();
    }

    /** Whether an authority exists on a day and is in an area on that day. */
    private boolean counts(Area area, Authority authority, LocalDate day) {
        return exists(authority, day) && lies(area, authority, day);
    }

    /** Follows all memberships that lead to the area. */
    private boolean lies(Area area, Authority authority, LocalDate day) {
        if (area.kind() == Area.Kind.REGION) {
            return area.areaId().equals(authority.region());
        }
        for (Membership membership : area.memberships()) {
            boolean inForce = (membership.from() == null || !membership.from().isAfter(day))
                    && (membership.until() == null || !membership.until().isBefore(day));
            boolean named = membership.member().equals(authority.authorityId());
            if (inForce
                    && (named
                            || areas.find(membership.member())
                                    .filter(member -> lies(member, authority, day))
                                    .isPresent())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The first day on which an authority counts in an area; empty if there is none. {@code LocalDate.MIN} is before
     * every day of history.
     */
    Optional<LocalDate> firstCounted(Area area) {
        NavigableSet<LocalDate> days = new TreeSet<>(List.of(LocalDate.MIN));
        for (Authority authority : registered()) {
            Stream.ofNullable(authority.establishedOn()).forEach(days::add);
        }
        for (Area any : areas.all()) {
            any.memberships()
                    .forEach(membership -> Stream.ofNullable(membership.from()).forEach(days::add));
        }
        // An authority can start to count only on one of these days.
        return days.stream()
                .filter(day -> registered().stream().anyMatch(authority -> counts(area, authority, day)))
                .findFirst();
    }

    private static List<Inspection> publishedBy(LocalDate day, List<Inspection> inOrder) {
        int end = inOrder.size();
        while (end > 0 && inOrder.get(end - 1).publishedOn().isAfter(day)) {
            end--;
        }
        return inOrder.subList(0, end);
    }

    /** The latest day of a publication in the family that changed the counts of the judgement in this area. */
    @Nullable
    LocalDate lastPublication(Area area, Family family, Judgement judgement) {
        LocalDate last = null;
        for (Authority authority : registered()) {
            List<Inspection> all = inOrder(authority.authorityId(), family);
            for (int at = 0; at < all.size(); at++) {
                LocalDate day = all.get(at).publishedOn();
                boolean counts = counts(area, authority, day) && matters(all, at, judgement);
                if (counts && (last == null || day.isAfter(last))) {
                    last = day;
                }
            }
        }
        return last;
    }

    /** An inspection changes the counts if it gives the grade, or is the first that supersedes a standing grade. */
    private static boolean matters(List<Inspection> all, int at, Judgement judgement) {
        return all.get(at).makes(judgement) || (at > 0 && all.get(at - 1).makes(judgement));
    }

    private static boolean exists(Authority authority, LocalDate day) {
        LocalDate established = authority.establishedOn();
        LocalDate abolished = authority.abolishedOn();
        return (established == null || !established.isAfter(day)) && (abolished == null || !abolished.isBefore(day));
    }

    /** The last of these inspections that makes the judgement. */
    static @Nullable Inspection lastThatMakes(List<Inspection> inspections, Judgement judgement) {
        for (int at = inspections.size() - 1; at >= 0; at--) {
            if (inspections.get(at).makes(judgement)) {
                return inspections.get(at);
            }
        }
        return null;
    }
}
