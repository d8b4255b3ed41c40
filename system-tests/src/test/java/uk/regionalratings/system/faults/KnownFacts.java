package uk.regionalratings.system.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.view.Version;
import uk.regionalratings.vocabulary.Inspection;

/** The facts in both topics with their places, so that what was known at a version can be told by brute force. */
public final class KnownFacts {
    private final List<Fact> facts;
    private final Map<String, List<Fact>> ofAuthority = new HashMap<>();

    /** A fact and where it lies. */
    public record Fact(int partition, long offset, Event event) {
        boolean isIn(Version version) {
            long[] ends = event instanceof Event.Published ? version.inspections() : version.registrations();
            return partition < ends.length && offset < ends[partition];
        }
    }

    public KnownFacts(List<Fact> facts) {
        this.facts = List.copyOf(facts);
        for (Fact fact : facts) {
            if (fact.event() instanceof Event.Published published) {
                ofAuthority
                        .computeIfAbsent(published.inspection().authorityId(), any -> new ArrayList<>())
                        .add(fact);
            }
        }
    }

    /** Everything that was known at a version. */
    List<Event> at(Version version) {
        return facts.stream()
                .filter(fact -> fact.isIn(version))
                .map(Fact::event)
                .toList();
    }

    /** By inspection of an authority, its highest revision at a version. */
    Map<String, Integer> revisions(String authorityId, Version version) {
        return revisions(authorityId, fact -> fact.isIn(version));
    }

    /** By inspection of an authority, its highest revision. */
    Map<String, Integer> revisions(String authorityId) {
        return revisions(authorityId, any -> true);
    }

    private Map<String, Integer> revisions(String authorityId, Predicate<Fact> known) {
        Map<String, Integer> highest = new TreeMap<>();
        for (Fact fact : ofAuthority.getOrDefault(authorityId, List.of())) {
            if (known.test(fact)) {
                Inspection inspection = ((Event.Published) fact.event()).inspection();
                highest.merge(inspection.inspectionId(), inspection.revision(), Math::max);
            }
        }
        return highest;
    }

    /** Every inspection as {@code inspectionId/revision}. */
    List<String> inspections() {
        return ofAuthority.values().stream()
                .flatMap(List::stream)
                .map(fact -> ((Event.Published) fact.event()).inspection())
                .map(inspection -> inspection.inspectionId() + "/" + inspection.revision())
                .toList();
    }
}
