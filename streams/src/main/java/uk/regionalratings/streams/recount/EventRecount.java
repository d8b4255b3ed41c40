package uk.regionalratings.streams.recount;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What docs/domain-rules.md says of a set of facts, counted the slow way: for each question from the whole history of each authority.
 * The facts must not change while they are counted.
 */
public final class EventRecount {
    /** How the inspections of one authority follow one another. */
    static final Comparator<Inspection> ORDER = Comparator.comparing(Inspection::publishedOn)
            .thenComparing(Inspection::endedOn)
            .thenComparing(Inspection::inspectionId);

    final Facts facts;
    /** By authority and family, in their order, without those withdrawn; sorted once, since sorting is what takes long. */
    private final Map<String, Map<Family, List<Inspection>>> histories = new HashMap<>();

    public EventRecount(Facts facts) {
        this.facts = facts;
        facts.inspected().forEach(authorityId -> histories.put(authorityId, histories(facts, authorityId)));
    }

    public EventRecount(Collection<Event> events) {
        this(Facts.of(events));
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
        for (Authority authority : authoritiesOf(area)) {
            if (exists(authority, day)) {
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

    /** Authorities of an area, those that no longer exist included. */
    List<Authority> authoritiesOf(Area area) {
        return facts.registered().stream()
                .map(authorityId ->
                        Objects.requireNonNull(facts.registration(authorityId)).authority())
                .filter(authority -> area.regions().contains(authority.region()))
                .toList();
    }

    private static List<Inspection> publishedBy(LocalDate day, List<Inspection> inOrder) {
        int end = inOrder.size();
        while (end > 0 && inOrder.get(end - 1).publishedOn().isAfter(day)) {
            end--;
        }
        return inOrder.subList(0, end);
    }

    /** The latest day on which something was published in the family that matters to the judgement in this area. */
    @Nullable
    LocalDate lastPublication(Area area, Family family, Judgement judgement) {
        LocalDate last = null;
        for (Authority authority : authoritiesOf(area)) {
            List<Inspection> all = inOrder(authority.authorityId(), family);
            for (int at = 0; at < all.size(); at++) {
                LocalDate day = all.get(at).publishedOn();
                boolean counts = exists(authority, day) && matters(all, at, judgement);
                if (counts && (last == null || day.isAfter(last))) {
                    last = day;
                }
            }
        }
        return last;
    }

    /** An inspection matters when it gives the grade, or is the first to leave a standing grade behind. */
    private static boolean matters(List<Inspection> all, int at, Judgement judgement) {
        return all.get(at).makes(judgement) || (at > 0 && all.get(at - 1).makes(judgement));
    }

    private static boolean exists(Authority authority, LocalDate day) {
        LocalDate established = authority.establishedOn();
        LocalDate abolished = authority.abolishedOn();
        return (established == null || !established.isAfter(day)) && (abolished == null || !abolished.isBefore(day));
    }

    /** The inspection whose grade stands at the end of these. */
    static @Nullable Inspection lastThatMakes(List<Inspection> inspections, Judgement judgement) {
        for (int at = inspections.size() - 1; at >= 0; at--) {
            if (inspections.get(at).makes(judgement)) {
                return inspections.get(at);
            }
        }
        return null;
    }
}
