package uk.regionalratings.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Groups that authorities are compared in: the type of council, and the ten statistical neighbours of each, from the sector's lookup of the
 * Department for Education's children's services model. Both describe the present; abolished authorities are in neither.
 */
public final class AuthorityGroups {
    private static final String NEIGHBOURS = "neighbours.csv";

    private final Map<String, Set<String>> byType = new LinkedHashMap<>();
    private final Map<String, List<String>> neighbours = new HashMap<>();

    private AuthorityGroups() {}

    /** The bundled groups, read once. */
    public static AuthorityGroups bundled() {
        return Bundled.GROUPS;
    }

    private static AuthorityGroups readBundled() {
        AuthorityGroups groups = new AuthorityGroups();
        ReferenceFiles.rows(Populations.FILE, ReferenceFiles.bundled(Populations.FILE), Populations.COLUMNS)
                .forEach(row -> groups.byType
                        .computeIfAbsent(id(row.required("type")), unused -> new LinkedHashSet<>())
                        .add(row.required("authority_id")));
        // The file lists them by similarity.
        ReferenceFiles.rows(
                        NEIGHBOURS, ReferenceFiles.bundled(NEIGHBOURS), List.of("authority_id", "rank", "neighbour_id"))
                .forEach(row -> groups.neighbours
                        .computeIfAbsent(row.required("authority_id"), unused -> new ArrayList<>())
                        .add(row.required("neighbour_id")));
        return groups;
    }

    /** The types of council as {@link #ofType} accepts them: {@code metropolitan-district}. */
    public Set<String> types() {
        return Collections.unmodifiableSet(byType.keySet());
    }

    /**
     * Identities of the authorities of a type, which may be written as people write it; empty if there is no such type.
     */
    public Set<String> ofType(String type) {
        return Collections.unmodifiableSet(byType.getOrDefault(id(type), Set.of()));
    }

    /** Identities of an authority's statistical neighbours, the most similar first; empty if the lookup has none. */
    public List<String> neighboursOf(String authorityId) {
        return Collections.unmodifiableList(neighbours.getOrDefault(authorityId, List.of()));
    }

    /** Identities of the authorities for which the lookup has statistical neighbours. */
    public Set<String> withNeighbours() {
        return Collections.unmodifiableSet(neighbours.keySet());
    }

    private static String id(String type) {
        return type.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static final class Bundled {
        static final AuthorityGroups GROUPS = readBundled();
    }
}
