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
 * What a log of events comes to: of each authority the reference data that holds, and of each inspection the revision that holds. Takes
 * memory for these, however long the log is.
 */
public final class Facts {
    private final Map<String, Event.Registered> registrations = new TreeMap<>();
    private final Map<String, Map<String, Inspection>> inspections = new TreeMap<>();

    /** What becomes of an event. */
    public enum Became {
        /** It says something new. */
        APPLIED,
        /** It was known already, in this or a higher revision. */
        DUPLICATE,
        /** The same revision is known with other content, which stays. */
        CONFLICT
    }

    /** Facts of all these events. */
    public static Facts of(Collection<? extends Event> events) {
        Facts facts = new Facts();
        events.forEach(facts::add);
        return facts;
    }

    /** Takes in the next event of the log. */
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

    /** The highest revision holds; of two contents of one revision that one which is later in the alphabet. */
    private static Became compare(long knownRevision, Object known, long arrivedRevision, Object arrived) {
        if (arrivedRevision != knownRevision) {
            return arrivedRevision > knownRevision ? Became.APPLIED : Became.DUPLICATE;
        }
        if (arrived.equals(known)) {
            return Became.DUPLICATE;
        }
        return arrived.toString().compareTo(known.toString()) > 0 ? Became.APPLIED : Became.CONFLICT;
    }

    /** Authorities whose reference data is known. */
    Set<String> registered() {
        return registrations.keySet();
    }

    /** Authorities with inspections, registered or not. */
    Set<String> inspected() {
        return inspections.keySet();
    }

    /** How many inspections wait for the reference data of their authority, by authority; those without any are left out. */
    public Map<String, Integer> waiting() {
        Map<String, Integer> waiting = new TreeMap<>();
        inspections.forEach((authorityId, known) -> {
            if (!registrations.containsKey(authorityId)) {
                waiting.put(authorityId, known.size());
            }
        });
        return waiting;
    }

    /** The reference data of an authority; null while it is not known. */
    Event.@Nullable Registered registration(String authorityId) {
        return registrations.get(authorityId);
    }

    /** Every inspection of an authority as it holds, withdrawn ones included, in no order. */
    List<Inspection> inspections(String authorityId) {
        return new ArrayList<>(inspections.getOrDefault(authorityId, Map.of()).values());
    }
}
