package uk.regionalratings.streams.topology;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What DESIGN.md section 2 says of a set of events, counted the slow way: for each question from all events anew. Shares no rule
 * with the code that it checks.
 */
public final class EventRecount {
    final Map<String, Authority> authorities = new TreeMap<>();
    final List<Inspection> inspections;

    public EventRecount(Collection<Event> events) {
        Map<String, Long> revisions = new HashMap<>();
        Map<String, Inspection> highest = new TreeMap<>();
        for (Event event : events) {
            if (event instanceof Event.Registered registered) {
                Authority arrived = registered.authority();
                Authority known = authorities.get(arrived.authorityId());
                long knownRevision = revisions.getOrDefault(arrived.authorityId(), 0L);
                if (registered.revision() > knownRevision
                        || (registered.revision() == knownRevision
                                && arrived.toString().compareTo(String.valueOf(known)) > 0)) {
                    authorities.put(arrived.authorityId(), arrived);
                    revisions.put(arrived.authorityId(), registered.revision());
                }
            } else if (event instanceof Event.Published published) {
                Inspection arrived = published.inspection();
                highest.merge(arrived.inspectionId(), arrived, (a, b) -> {
                    if (a.revision() != b.revision()) {
                        return a.revision() > b.revision() ? a : b;
                    }
                    return a.toString().compareTo(b.toString()) >= 0 ? a : b;
                });
            }
        }
        inspections = highest.values().stream()
                .filter(inspection -> !inspection.withdrawn())
                .toList();
    }

    /** Outstanding, good, requires improvement, inadequate, superseded, not rated, authorities. */
    List<Integer> counts(Area area, Family family, Judgement judgement, LocalDate day) {
        int[] counts = new int[7];
        for (Authority authority : authorities.values()) {
            if (area.regions().contains(authority.region()) && exists(authority, day)) {
                counts[6]++;
                List<Inspection> published = inOrder(authority.authorityId(), family, day);
                Inspection standing = lastThatMakes(published, judgement);
                if (standing == null) {
                    counts[5]++;
                } else {
                    counts[standing.grades().get(judgement).grade().ordinal()]++;
                    if (published.indexOf(standing) < published.size() - 1) {
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

    /** The latest day on which something was published in the family that matters to the judgement in this area. */
    LocalDate lastPublication(Area area, Family family, Judgement judgement) {
        LocalDate last = null;
        for (Authority authority : authorities.values()) {
            if (!area.regions().contains(authority.region())) {
                continue;
            }
            List<Inspection> all = inOrder(authority.authorityId(), family, LocalDate.MAX);
            for (Inspection inspection : all) {
                LocalDate day = inspection.publishedOn();
                boolean counts = exists(authority, day) && matters(all, inspection, judgement);
                if (counts && (last == null || day.isAfter(last))) {
                    last = day;
                }
            }
        }
        return last;
    }

    /** An inspection matters when it gives the grade, or is the first to leave a standing grade behind. */
    private static boolean matters(List<Inspection> all, Inspection inspection, Judgement judgement) {
        if (inspection.makes(judgement)) {
            return true;
        }
        int at = all.indexOf(inspection);
        return at > 0 && all.get(at - 1).makes(judgement);
    }

    private static boolean exists(Authority authority, LocalDate day) {
        return (authority.establishedOn() == null || !authority.establishedOn().isAfter(day))
                && (authority.abolishedOn() == null || !authority.abolishedOn().isBefore(day));
    }

    List<Inspection> inOrder(String authorityId, Family family, LocalDate day) {
        return inspections.stream()
                .filter(inspection -> inspection.authorityId().equals(authorityId))
                .filter(inspection ->
                        family == Family.ANY || inspection.framework().name().startsWith(family.name()))
                .filter(inspection -> !inspection.publishedOn().isAfter(day))
                .sorted(Comparator.comparing(
                        (Inspection i) -> i.publishedOn() + "/" + i.endedOn() + "/" + i.inspectionId()))
                .toList();
    }

    static Inspection lastThatMakes(List<Inspection> inspections, Judgement judgement) {
        Inspection last = null;
        for (Inspection inspection : inspections) {
            if (inspection.makes(judgement)) {
                last = inspection;
            }
        }
        return last;
    }

    /** Rating changes by id, as "FROM TO first?". */
    Map<String, String> changes() {
        record Change(String id, String kind, String order, boolean hasFrom) {}
        List<Change> changes = new ArrayList<>();
        for (Judgement judgement : Judgement.values()) {
            for (String authorityId : authorities.keySet()) {
                Grade before = null;
                for (Inspection inspection : inOrder(authorityId, Family.ANY, LocalDate.MAX)) {
                    if (inspection.makes(judgement)) {
                        Grade after = inspection.grades().get(judgement).grade();
                        changes.add(new Change(
                                authorityId + "/" + judgement.id() + "/" + inspection.inspectionId(),
                                judgement + " " + before + " " + after,
                                inspection.publishedOn() + "/" + inspection.endedOn() + "/" + inspection.inspectionId(),
                                before != null));
                        before = after;
                    }
                }
            }
        }
        Map<String, String> byId = new TreeMap<>();
        for (Change change : changes) {
            boolean first = change.hasFrom
                    && changes.stream()
                            .filter(other -> other.kind.equals(change.kind))
                            .noneMatch(other -> other.order.compareTo(change.order) < 0);
            byId.put(change.id, change.kind + (first ? " first" : ""));
        }
        return byId;
    }
}
