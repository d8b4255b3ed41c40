package uk.regionalratings.streams.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.export.CsvCell;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.query.area.AreaList;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.streams.query.period.TimelineOfArea;
import uk.regionalratings.vocabulary.Grade;

/**
 * Converts areas, counts, timelines and the status of the pipeline to tables. Lists inside a cell are separated by
 * semicolons. Identifiers are texts. In a column of digits, {@link CsvCell#NO_IDENTITY} stands for a missing one, since
 * programs read a column of digits and blanks as fractions (80486.0).
 */
final class CsvTables {
    private static final List<String> GRADES =
            Arrays.stream(Grade.values()).map(Grade::name).toList();
    private static final List<String> UPPER = List.of("goodOrOutstanding");

    private CsvTables() {}

    static CsvTable areas(AreaList list) {
        CsvTable table =
                new CsvTable(List.of("area", "name", "kind", "gssCode", "regions", "members", "from", "until"));
        for (AreaList.Entry area : list.areas()) {
            List<AreaList.Members> none = List.of(new AreaList.Members(List.of(), null, null));
            for (AreaList.Members some : area.memberships().isEmpty() ? none : area.memberships()) {
                table.row(cells(
                        area.area(),
                        area.name(),
                        area.kind(),
                        area.gssCode(),
                        joined(area.regions()),
                        joined(some.members()),
                        some.from(),
                        some.until()));
            }
        }
        return table;
    }

    static CsvTable status(PipelineStatus status) {
        CsvTable table = new CsvTable(
                List.of("authorityId", "inspections", "since", "topic", "recordsBehind", "partitionsNotBegun"));
        for (PipelineStatus.Waiting waiting : status.waiting()) {
            table.row(cells(waiting.authorityId(), waiting.inspections(), waiting.since(), null, null, null));
        }
        List<PipelineStatus.Behind> behind = status.behind();
        for (PipelineStatus.Behind one : behind == null ? List.<PipelineStatus.Behind>of() : behind) {
            table.row(cells(CsvCell.NO_IDENTITY, null, null, one.topic(), one.records(), one.partitionsNotBegun()));
        }
        return table;
    }

    static CsvTable ratings(RatingsOfArea ratings) {
        List<String> columns = numberColumns("area", "judgement", "framework", "asOf", "inspectedBy");
        columns.add("lastGivenOn");
        GRADES.forEach(grade -> columns.add("inAny_" + grade));
        columns.add("heldBackBy");
        columns.addAll(LineageColumns.OF_LINEAGE);
        columns.addAll(LineageColumns.OF_CHILDREN);
        columns.add(AuthorityTables.NOT_COMPARABLE);
        CsvTable table = new CsvTable(columns);
        List<@Nullable Object> row = about(ratings, ratings.judgement());
        addNumbers(
                row,
                ratings.counts(),
                List.of(ratings.superseded(), ratings.notRated(), ratings.authorities()),
                ratings.shares());
        row.add(ratings.lastGivenOn());
        addInAny(row, ratings.inAny());
        List<RatingsOfArea.HeldBack> heldBackBy = ratings.heldBackBy();
        row.add(
                heldBackBy == null
                        ? null
                        : joined(heldBackBy.stream()
                                .map(RatingsOfArea.HeldBack::judgement)
                                .toList()));
        row.addAll(cells(ratings.lineage(), ratings.unsettled()));
        LineageColumns.addChildren(row, ratings.children());
        row.add(ratings.notComparable());
        table.row(row);
        List<RatingsOfArea.Part> profile = ratings.profile();
        for (RatingsOfArea.Part part : profile == null ? List.<RatingsOfArea.Part>of() : profile) {
            List<@Nullable Object> own = about(ratings, part.judgement());
            addNumbers(
                    own, part.counts(), List.of(part.superseded(), part.notRated(), part.authorities()), part.shares());
            own.add(part.lastGivenOn());
            addInAny(own, null);
            own.add(null);
            own.addAll(cells(ratings.lineage(), part.unsettled()));
            LineageColumns.addChildren(own, part.children());
            own.add(part.notComparable());
            table.row(own);
        }
        return table;
    }

    private static List<@Nullable Object> about(RatingsOfArea ratings, String judgement) {
        return cells(ratings.area(), judgement, ratings.framework(), ratings.asOf(), ratings.inspectedBy());
    }

    private static void addInAny(List<@Nullable Object> row, @Nullable Map<Grade, Integer> inAny) {
        for (Grade grade : Grade.values()) {
            row.add(inAny == null ? null : inAny.get(grade));
        }
    }

    static CsvTable timeline(TimelineOfArea timeline) {
        List<String> columns = numberColumns("area", "judgement", "framework", "date");
        columns.addAll(LineageColumns.OF_LINEAGE);
        columns.addAll(LineageColumns.OF_TIMELINE);
        CsvTable table = new CsvTable(columns);
        LocalDate before = null;
        for (TimelineOfArea.Point point : timeline.points()) {
            List<@Nullable Object> row =
                    cells(timeline.area(), timeline.judgement(), timeline.framework(), point.date());
            addNumbers(
                    row,
                    point.counts(),
                    List.of(point.superseded(), point.notRated(), point.authorities()),
                    point.shares());
            row.addAll(cells(timeline.lineage(), point.unsettled()));
            LineageColumns.addSteps(row, timeline, before, point);
            before = point.date();
            table.row(row);
        }
        return table;
    }

    private static List<String> numberColumns(String... first) {
        List<String> columns = new ArrayList<>(Arrays.asList(first));
        columns.addAll(GRADES);
        columns.addAll(List.of("superseded", "notRated", "authorities"));
        GRADES.forEach(grade -> columns.add("share_" + grade));
        UPPER.forEach(share -> columns.add("share_" + share));
        return columns;
    }

    private static void addNumbers(
            List<@Nullable Object> row,
            Map<Grade, Integer> counts,
            List<Integer> totals,
            @Nullable Map<String, Double> shares) {
        for (Grade grade : Grade.values()) {
            row.add(counts.get(grade));
        }
        row.addAll(totals);
        for (Grade grade : Grade.values()) {
            row.add(shares == null ? null : shares.get(grade.name()));
        }
        UPPER.forEach(share -> row.add(shares == null ? null : shares.get(share)));
    }

    static String joined(Collection<String> texts) {
        return String.join(";", texts);
    }

    static List<@Nullable Object> cells(@Nullable Object... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }
}
