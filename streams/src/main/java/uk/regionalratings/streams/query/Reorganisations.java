package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Lineage.Link;

/** The days on which authorities of an area came, went, or got the services of another, and by how much that moved the counts. */
final class Reorganisations {
    private final NavigableMap<LocalDate, Set<AuthorityHistory>> concerned = new TreeMap<>();

    /** Those from the day after {@code from} to {@code to}. */
    Reorganisations(AskedArea area, Reading view, LocalDate from, LocalDate to) {
        NavigableMap<LocalDate, Set<AuthorityHistory>> all = new TreeMap<>();
        area.authorities(view).forEach(history -> {
            Authority authority = history.authority().orElseThrow();
            LocalDate first = authority.establishedOn();
            if (first != null) {
                concern(all, first, history);
            }
            LocalDate last = authority.abolishedOn();
            if (last != null) {
                concern(all, last.plusDays(1), history);
            }
            for (Link link : view.lineage().predecessorsOf(history.authorityId())) {
                LocalDate day = link.day();
                if (day != null && authority.existsOn(day)) {
                    concern(all, day, history);
                }
            }
        });
        concerned.putAll(all.subMap(from, false, to, true));
    }

    private static void concern(
            NavigableMap<LocalDate, Set<AuthorityHistory>> all, LocalDate day, AuthorityHistory history) {
        all.computeIfAbsent(day, any -> new HashSet<>()).add(history);
    }

    /**
     * How much of the difference between the counts of two days they make.
     *
     * @param before the earlier day
     * @param day the later one
     * @param counted what an authority adds to the counts of a day, nothing if it does not exist on it
     */
    AreaCounts between(
            LocalDate before, LocalDate day, Function<LocalDate, Function<AuthorityHistory, AreaCounts>> counted) {
        AreaCounts sum = AreaCounts.ZERO;
        for (LocalDate one : concerned.subMap(before, false, day, true).keySet()) {
            Function<AuthorityHistory, AreaCounts> earlier = counted.apply(one.minusDays(1));
            Function<AuthorityHistory, AreaCounts> later = counted.apply(one);
            for (AuthorityHistory history : concerned.getOrDefault(one, Set.of())) {
                sum = sum.plus(later.apply(history)).minus(earlier.apply(history));
            }
        }
        return sum;
    }

    /** Who came and who went on each of the days, in the order of time. */
    List<TimelineOfArea.Reorganisation> told() {
        List<TimelineOfArea.Reorganisation> told = new ArrayList<>();
        concerned.forEach((day, histories) -> told.add(new TimelineOfArea.Reorganisation(
                day,
                named(histories, authority -> day.minusDays(1).equals(authority.abolishedOn())),
                named(histories, authority -> day.equals(authority.establishedOn())))));
        told.removeIf(one -> one.abolished().isEmpty() && one.established().isEmpty());
        return told;
    }

    private static List<AuthorityName> named(Collection<AuthorityHistory> histories, Predicate<Authority> wanted) {
        return histories.stream()
                .map(history -> history.authority().orElseThrow())
                .filter(wanted)
                .map(AuthorityName::of)
                .sorted()
                .toList();
    }
}
