package uk.regionalratings.vocabulary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which authority came from which, as the reference data of all authorities says: each authority names its successors, and so the predecessors
 * of each follow. Immutable.
 */
public final class Lineage {
    private static final Comparator<Link> BY_SUCCESSOR = Comparator.comparing(Link::successorId);
    private static final Comparator<Link> BY_PREDECESSOR = Comparator.comparing(Link::predecessorId);

    private final Map<String, List<Link>> successors = new HashMap<>();
    private final Map<String, List<Link>> predecessors = new HashMap<>();

    /** The lineage that these authorities name. A successor that is not among them has no first day of its own, and is linked all the same. */
    public Lineage(Collection<Authority> authorities) {
        Map<String, Authority> byId = new HashMap<>();
        authorities.forEach(authority -> byId.put(authority.authorityId(), authority));
        Map<String, Integer> sources = new HashMap<>();
        authorities.forEach(
                authority -> heirs(authority).forEach(successorId -> sources.merge(successorId, 1, Integer::sum)));
        for (Authority authority : authorities) {
            List<String> heirs = heirs(authority);
            for (String successorId : heirs) {
                boolean merged = sources.getOrDefault(successorId, 0) > 1;
                Link link = new Link(
                        authority.authorityId(),
                        successorId,
                        day(authority, byId.get(successorId)),
                        Kind.of(heirs.size() > 1, merged));
                successors
                        .computeIfAbsent(authority.authorityId(), any -> new ArrayList<>())
                        .add(link);
                predecessors
                        .computeIfAbsent(successorId, any -> new ArrayList<>())
                        .add(link);
            }
        }
        successors.values().forEach(links -> links.sort(BY_SUCCESSOR));
        predecessors.values().forEach(links -> links.sort(BY_PREDECESSOR));
    }

    private static List<String> heirs(Authority authority) {
        return authority.successorIds().stream()
                .distinct()
                .filter(successorId -> !successorId.equals(authority.authorityId()))
                .toList();
    }

    private static @Nullable LocalDate day(Authority predecessor, @Nullable Authority successor) {
        LocalDate last = predecessor.abolishedOn();
        if (last != null) {
            return last.plusDays(1);
        }
        return successor == null ? null : successor.establishedOn();
    }

    /** How services passed from one authority to another. */
    public enum Kind {
        /** One authority took the place of another. */
        REPLACED,
        /** Several authorities share the services of one. */
        SPLIT,
        /** One authority has the services of several. */
        MERGED,
        /** The services of one were shared, and one of those that share them has the services of others, too. */
        SPLIT_AND_MERGED;

        static Kind of(boolean split, boolean merged) {
            if (split) {
                return merged ? SPLIT_AND_MERGED : SPLIT;
            }
            return merged ? MERGED : REPLACED;
        }

        /** As answers write it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One authority has services of another.
     *
     * @param predecessorId the authority that had them before
     * @param successorId the authority that has them since
     * @param day the first day on which it has them: the day after the predecessor's last one, or the successor's first
     *     one if the predecessor exists on; null if neither is known
     * @param kind how they passed
     */
    public record Link(String predecessorId, String successorId, @Nullable LocalDate day, Kind kind) {
        /** Whether the successor has the services on {@code asked}. */
        public boolean holdsOn(LocalDate asked) {
            return day != null && !asked.isBefore(day);
        }
    }

    /** The authorities that an authority's services passed to, by identity. */
    public List<Link> successorsOf(String authorityId) {
        return List.copyOf(successors.getOrDefault(authorityId, List.of()));
    }

    /** The authorities that an authority's services came from, by identity. */
    public List<Link> predecessorsOf(String authorityId) {
        return List.copyOf(predecessors.getOrDefault(authorityId, List.of()));
    }

    /** Whether an authority's services came from another. */
    public boolean isSuccessor(String authorityId) {
        return predecessors.containsKey(authorityId);
    }
}
