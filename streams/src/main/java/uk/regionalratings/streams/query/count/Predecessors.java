package uk.regionalratings.streams.query.count;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Lineage;
import uk.regionalratings.vocabulary.Lineage.Link;

/**
 * Finds a value that an authority lacks among its predecessors, and theirs, on one day (docs/domain-rules.md, Lineage).
 *
 * @param view the authorities
 * @param lineage the links between them
 * @param day links that begin later do not count yet
 */
record Predecessors(RatingsState view, Lineage lineage, LocalDate day) {
    /**
     * The value with which an authority counts.
     *
     * @param own the authority's own value
     * @param agreed combines the values of two predecessors; null if they differ
     * @param passed converts a value when it passes to an authority
     */
    <T> Carried<T> of(
            AuthorityHistory history,
            Function<AuthorityHistory, Optional<T>> own,
            BinaryOperator<@Nullable T> agreed,
            BiFunction<AuthorityHistory, T, T> passed) {
        return of(history, new Rule<>(own, agreed, passed), Set.of());
    }

    private record Rule<T>(
            Function<AuthorityHistory, Optional<T>> own,
            BinaryOperator<@Nullable T> agreed,
            BiFunction<AuthorityHistory, T, T> passed) {}

    /**
     * @param heirs the authorities whose predecessors are being searched: wrong data may make an authority its own
     *     predecessor
     */
    private <T> Carried<T> of(AuthorityHistory history, Rule<T> rule, Set<String> heirs) {
        Optional<T> held = rule.own().apply(history);
        if (held.isPresent()) {
            return Carried.own(held.get());
        }
        Set<String> asked = new HashSet<>(heirs);
        asked.add(history.authorityId());
        List<Carried<T>> given = new ArrayList<>();
        List<String> from = new ArrayList<>();
        for (Link link : lineage.predecessorsOf(history.authorityId())) {
            if (link.holdsOn(day) && !asked.contains(link.predecessorId())) {
                from.add(link.predecessorId());
                given.add(view.find(link.predecessorId())
                        .map(predecessor -> of(predecessor, rule, asked))
                        .orElseGet(Carried::nothing));
            }
        }
        if (given.stream().allMatch(one -> one.value() == null && !one.unsettled())) {
            return Carried.nothing();
        }
        T value = given.get(0).value();
        for (Carried<T> one : given) {
            T other = one.value();
            value = value == null || other == null ? null : rule.agreed().apply(value, other);
        }
        return value == null
                ? new Carried<>(null, true, from)
                : new Carried<>(rule.passed().apply(history, value), false, from);
    }
}
