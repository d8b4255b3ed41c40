package uk.regionalratings.streams.view;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Lineage;

/**
 * The authorities in the order of lists, and an index of their names. Several threads may read at once; no thread may
 * read while one writes.
 */
final class AuthorityIndex {
    private static final Comparator<Authority> BY_NAME =
            Comparator.comparing(Authority::name).thenComparing(Authority::authorityId);
    private static final Comparator<Authority> BY_PRECEDENCE = Comparator.comparing(
                    (Authority authority) -> authority.abolishedOn() != null)
            .thenComparing(Authority::authorityId);

    private final Map<String, AuthorityHistory> histories;
    private final NavigableSet<Authority> byName = new TreeSet<>(BY_NAME);
    private final Map<String, NavigableSet<Authority>> byAlias = new HashMap<>();
    /**
     * Built on demand, since a start enters all authorities one by one. Several readers share a lock and may build it
     * at the same time, with equal results.
     */
    private volatile @Nullable Lineage lineage;

    /** @param histories the history of each authority on the roll, by its identity; the owner keeps it up to date */
    AuthorityIndex(Map<String, AuthorityHistory> histories) {
        this.histories = histories;
    }

    /** A copy of {@code other} with these histories. */
    AuthorityIndex(AuthorityIndex other, Map<String, AuthorityHistory> histories) {
        this.histories = histories;
        byName.addAll(other.byName);
        other.byAlias.forEach((alias, holders) -> byAlias.put(alias, new TreeSet<>(holders)));
        lineage = other.lineage;
    }

    /** Adds an authority that is not on the roll. */
    void enter(Authority authority) {
        byName.add(authority);
        lineage = null;
        aliases(authority).forEach(alias -> byAlias.computeIfAbsent(alias, any -> new TreeSet<>(BY_PRECEDENCE))
                .add(authority));
    }

    /** Removes an authority, given as it was added. */
    void strike(Authority authority) {
        byName.remove(authority);
        lineage = null;
        aliases(authority)
                .forEach(alias -> byAlias.computeIfPresent(alias, (any, holders) -> {
                    holders.remove(authority);
                    return holders.isEmpty() ? null : holders;
                }));
    }

    /** The links between predecessors and successors. */
    Lineage lineage() {
        Lineage known = lineage;
        if (known == null) {
            known = new Lineage(byName);
            lineage = known;
        }
        return known;
    }

    /** The histories of all authorities on the roll, in the order of their names. */
    Collection<AuthorityHistory> all() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<AuthorityHistory> iterator() {
                return byName.stream().map(AuthorityIndex.this::history).iterator();
            }

            @Override
            public int size() {
                return byName.size();
            }
        };
    }

    private AuthorityHistory history(Authority authority) {
        return Objects.requireNonNull(histories.get(authority.authorityId()), authority::authorityId);
    }

    /** An authority's own identity takes precedence over any alias. */
    Optional<AuthorityHistory> find(String alias) {
        String wanted = normalised(alias);
        NavigableSet<Authority> holders = byAlias.get(wanted);
        if (holders == null) {
            return Optional.empty();
        }
        Authority named = holders.stream()
                .filter(authority -> authority.authorityId().equals(wanted))
                .findFirst()
                .orElse(holders.first());
        return Optional.of(history(named));
    }

    private static Stream<String> aliases(Authority authority) {
        return Stream.of(
                        authority.authorityId(),
                        authority.dfeCode(),
                        authority.gssCode(),
                        authority.ofstedUrn(),
                        authority.slug())
                .filter(Objects::nonNull)
                .map(AuthorityIndex::normalised);
    }

    private static String normalised(String alias) {
        return alias.strip().toLowerCase(Locale.ROOT);
    }
}
