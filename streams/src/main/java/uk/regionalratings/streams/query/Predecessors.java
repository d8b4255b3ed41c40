package uk.regionalratings.streams.query;

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
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Lineage;
import uk.regionalratings.vocabulary.Lineage.Link;

/**
 * Looks for what an authority lacks among its predecessors, and theirs, on one day (docs/domain-rules.md, Lineage).
 *
 * @param view the authorities
 * @param lineage who came from whom
 * @param day links that begin later do not hold yet
 */
record Predecessors(Reading view, Lineage lineage, LocalDate day) {
    /**
     * What an authority counts with.
     *
     * @param own what it has of its own
     * @param agreed what two predecessors give together; null when they differ
     * @param passed what becomes of it when it passes to an authority
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

    /** @param heirs the authorities that this is asked for: wrong data may make one its own predecessor */
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
