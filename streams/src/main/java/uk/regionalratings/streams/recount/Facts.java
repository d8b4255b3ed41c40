package uk.regionalratings.streams.recount;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The result of a log of events: the current reference data of each authority and the current revision of each
 * inspection. Uses memory only for these, however long the log is.
 */
public final class Facts {
    private final Map<String, Event.Registered> registrations = new TreeMap<>();
    private final Map<String, Map<String, Inspection>> inspections = new TreeMap<>();

    /** The effect of an event. */
    public enum Became {
        /** The event has new content. */
        APPLIED,
        /** This revision or a higher one was already known. */
        DUPLICATE,
        /** The same revision is known with different content, which is kept. */
        CONFLICT
    }

    /** The facts of all these events. */
    public static Facts of(Collection<? extends Event> events) {
        Facts facts = new Facts();
        events.forEach(facts::add);
        return facts;
    }

    /** Applies the next event of the log. */
    public Became add(Event event) {
        if (event instanceof Event.Published published) {
            Inspection arrived = published.inspection();
            Map<String, Inspection> known = inspections.computeIfAbsent(arrived.authorityId(), any -> new HashMap<>());
            Inspection before = known.get(arrived.inspectionId());
            Became became =
                    before == null ? Became.APPLIED : compare(before.revision(), before, arrived.revision(), arrived);
            if (became == Became.APPLIED) {
                known.put(arrived.inspectionId(), arrived);
            }
            return became;
        }
        Event.Registered arrived = (Event.Registered) event;
        String authorityId = arrived.authority().authorityId();
        Event.Registered before = registrations.get(authorityId);
        Became became = before == null
                ? Became.APPLIED
                : compare(before.revision(), before.authority(), arrived.revision(), arrived.authority());
        if (became == Became.APPLIED) {
            registrations.put(authorityId, arrived);
        }
        return became;
    }

    /** The highest revision wins. If one revision has two contents, the one that sorts last wins. */
    private static Became compare(long knownRevision, Object known, long arrivedRevision, Object arrived) {
        if (arrivedRevision != knownRevision) {
            return arrivedRevision > knownRevision ? Became.APPLIED : Became.DUPLICATE;
        }
        if (arrived.equals(known)) {
            return Became.DUPLICATE;
        }
        return arrived.toString().compareTo(known.toString()) > 0 ? Became.APPLIED : Became.CONFLICT;
    }

    /** Authorities with known reference data. */
    Set<String> registered() {
        return registrations.keySet();
    }

    /** Authorities with inspections, registered or not. */
    Set<String> inspected() {
        return inspections.keySet();
    }

    /** The number of inspections that wait for reference data, by authority; omits authorities without any. */
    public Map<String, Integer> waiting() {
        Map<String, Integer> waiting = new TreeMap<>();
        inspections.forEach((authorityId, known) -> {
            if (!registrations.containsKey(authorityId)) {
                waiting.put(authorityId, known.size());
            }
        });
        return waiting;
    }

    /** The reference data of an authority; null if unknown. */
    Event.@Nullable Registered registration(String authorityId) {
        return registrations.get(authorityId);
    }

    /** The current revision of every inspection of an authority, including withdrawn ones, in no particular order. */
    List<Inspection> inspections(String authorityId) {
        return new ArrayList<>(inspections.getOrDefault(authorityId, Map.of()).values());
    }
}
