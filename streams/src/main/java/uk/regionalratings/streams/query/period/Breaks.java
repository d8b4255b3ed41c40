package uk.regionalratings.streams.query.period;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.area.AuthorityName;
import uk.regionalratings.streams.query.count.AreaCounts;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Lineage.Link;

/**
 * The days on which the counts of an area change without an inspection: authorities are established or abolished, take
 * over the services of another, or join or leave the area.
 */
final class Breaks {
    /** The reason why counts change. */
    enum Cause {
        INSPECTIONS,
        /** Authorities were established or abolished, or took over from others. */
        REORGANISATION,
        /** An authority that existed before and after joined or left the area. */
        MEMBERSHIP
    }

    private final AskedArea area;
    private final NavigableMap<LocalDate, Set<AuthorityHistory>> concerned = new TreeMap<>();

    /** The days after {@code from}, up to {@code to}. */
    Breaks(AskedArea area, RatingsState view, LocalDate from, LocalDate to) {
        this.area = area;
        area.everybody(view).forEach(history -> {
            for (LocalDate day : days(history, view)) {
                if (day.isAfter(from) && !day.isAfter(to)) {
                    concerned.computeIfAbsent(day, any -> new HashSet<>()).add(history);
                }
            }
        });
    }

    /** The days on which an authority's contribution to the area may change without a publication. */
    private Set<LocalDate> days(AuthorityHistory history, RatingsState view) {
        Authority authority = history.authority().orElseThrow();
        Set<LocalDate> days = new TreeSet<>(area.daysOfMembership(authority));
        LocalDate first = authority.establishedOn();
        if (first != null) {
            days.add(first);
        }
        LocalDate last = authority.abolishedOn();
        if (last != null) {
            days.add(last.plusDays(1));
        }
        for (Link link : view.lineage().predecessorsOf(history.authorityId())) {
            LocalDate day = link.day();
            if (day != null && authority.existsOn(day)) {
                days.add(day);
            }
        }
        days.removeIf(day -> !area.contains(day, authority) && !area.contains(day.minusDays(1), authority));
        return days;
    }

    private Cause cause(LocalDate day, AuthorityHistory history) {
        Authority authority = history.authority().orElseThrow();
        LocalDate before = day.minusDays(1);
        boolean moved = area.contains(before, authority) != area.contains(day, authority);
        return moved && authority.existsOn(before) && authority.existsOn(day) ? Cause.MEMBERSHIP : Cause.REORGANISATION;
    }

    /**
     * How much of the difference between the counts of two days comes from one cause.
     *
     * @param before the earlier day
     * @param day the later day
     * @param counted an authority's contribution to the counts of a day; nothing if it does not exist or is not in the
     *     area on that day
     */
    AreaCounts between(
            Cause cause,
            LocalDate before,
            LocalDate day,
            Function<LocalDate, Function<AuthorityHistory, AreaCounts>> counted) {
        AreaCounts sum = AreaCounts.ZERO;
        for (LocalDate one : concerned.subMap(before, false, day, true).keySet()) {
            Function<AuthorityHistory, AreaCounts> earlier = counted.apply(one.minusDays(1));
            Function<AuthorityHistory, AreaCounts> later = counted.apply(one);
            for (AuthorityHistory history : concerned.getOrDefault(one, Set.of())) {
                if (cause(one, history) == cause) {
                    sum = sum.plus(later.apply(history)).minus(earlier.apply(history));
                }
            }
        }
        return sum;
    }

    /** The authorities of the area that were established or abolished, by day. */
    List<TimelineOfArea.Reorganisation> reorganisations() {
        List<TimelineOfArea.Reorganisation> found = new ArrayList<>();
        concerned.forEach((day, histories) -> {
            LocalDate before = day.minusDays(1);
            found.add(new TimelineOfArea.Reorganisation(
                    day,
                    named(histories, one -> before.equals(one.abolishedOn()) && area.contains(before, one)),
                    named(histories, one -> day.equals(one.establishedOn()) && area.contains(day, one))));
        });
        found.removeIf(one -> one.abolished().isEmpty() && one.established().isEmpty());
        return found;
    }

    /** The authorities that joined or left the area, by day. */
    List<TimelineOfArea.Membership> memberships() {
        List<TimelineOfArea.Membership> found = new ArrayList<>();
        concerned.forEach((day, histories) -> {
            List<AuthorityHistory> moved = histories.stream()
                    .filter(history -> cause(day, history) == Cause.MEMBERSHIP)
                    .toList();
            if (!moved.isEmpty()) {
                found.add(new TimelineOfArea.Membership(
                        day,
                        named(moved, one -> area.contains(day, one)),
                        named(moved, one -> !area.contains(day, one))));
            }
        });
        return found;
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
