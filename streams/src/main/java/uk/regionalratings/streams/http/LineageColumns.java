package uk.regionalratings.streams.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AuthorityName;
import uk.regionalratings.streams.query.count.Children;
import uk.regionalratings.streams.query.period.TimelineOfArea;
import uk.regionalratings.vocabulary.Grade;

/**
 * The last columns of tables about an area: the lineage, the same counts in children, and the causes of a timeline's
 * steps.
 */
final class LineageColumns {
    static final List<String> OF_LINEAGE = List.of("lineage", "unsettled");

    private static final List<String> SHARES = shares();
    static final List<String> OF_CHILDREN = children();
    static final List<String> OF_TIMELINE =
            joined(SHARES, List.of("causes", "abolished", "established", "joined", "left"));

    private LineageColumns() {}

    private static List<String> shares() {
        List<String> columns = new ArrayList<>();
        for (Grade grade : Grade.values()) {
            columns.add("childrenShare_" + grade);
        }
        columns.add("childrenShare_goodOrOutstanding");
        return columns;
    }

    private static List<String> children() {
        List<String> columns = new ArrayList<>();
        for (Grade grade : Grade.values()) {
            columns.add("children_" + grade);
        }
        columns.addAll(List.of("children_notRated", "children_unsettled", "children"));
        columns.addAll(SHARES);
        columns.addAll(List.of("childrenYear", "childrenAuthorities", "childrenApportioned"));
        return columns;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    static void addChildren(List<@Nullable Object> row, Children children) {
        for (Grade grade : Grade.values()) {
            row.add(children.counts().get(grade));
        }
        row.addAll(List.of(children.notRated(), children.unsettled(), children.people()));
        addShares(row, children.shares());
        row.addAll(Arrays.asList(children.year(), children.authorities(), children.apportioned()));
    }

    private static void addShares(List<@Nullable Object> row, @Nullable Map<String, Double> shares) {
        for (Grade grade : Grade.values()) {
            row.add(shares == null ? null : shares.get(grade.name()));
        }
        row.add(shares == null ? null : shares.get("goodOrOutstanding"));
    }

    /** @param before the point before; null for the first point, whose row names no authority */
    static void addSteps(
            List<@Nullable Object> row,
            TimelineOfArea timeline,
            @Nullable LocalDate before,
            TimelineOfArea.Point point) {
        addShares(row, point.childrenShares());
        row.add(CsvTables.joined(
                point.steps().stream().map(TimelineOfArea.Step::cause).toList()));
        Predicate<LocalDate> here = day -> before != null && day.isAfter(before) && !day.isAfter(point.date());
        List<TimelineOfArea.Reorganisation> reorganisations = timeline.reorganisations().stream()
                .filter(one -> here.test(one.day()))
                .toList();
        row.add(ids(reorganisations, TimelineOfArea.Reorganisation::abolished));
        row.add(ids(reorganisations, TimelineOfArea.Reorganisation::established));
        List<TimelineOfArea.Membership> memberships = timeline.memberships().stream()
                .filter(one -> here.test(one.day()))
                .toList();
        row.add(ids(memberships, TimelineOfArea.Membership::joined));
        row.add(ids(memberships, TimelineOfArea.Membership::left));
    }

    private static <T> String ids(List<T> breaks, Function<T, List<AuthorityName>> authorities) {
        return CsvTables.joined(breaks.stream()
                .map(authorities)
                .flatMap(Collection::stream)
                .map(AuthorityName::authorityId)
                .toList());
    }
}
