package uk.regionalratings.streams.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.query.AreaList;
import uk.regionalratings.streams.query.AuthoritiesOfArea;
import uk.regionalratings.streams.query.AuthorityDetail;
import uk.regionalratings.streams.query.AuthorityList;
import uk.regionalratings.streams.query.ChangeList;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.query.RatingsOfArea;
import uk.regionalratings.streams.query.TimelineOfArea;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** How each answer looks as a table. Lists inside a cell are separated by semicolons. */
final class CsvTables {
    private static final List<String> UPPER = List.of("goodOrOutstanding");

    private CsvTables() {}

    static CsvTable areas(AreaList list) {
        CsvTable table = new CsvTable(List.of("area", "name", "kind", "gssCode", "regions"));
        for (AreaList.Entry area : list.areas()) {
            table.row(cells(area.area(), area.name(), area.kind(), area.gssCode(), joined(area.regions())));
        }
        return table;
    }

    static CsvTable status(PipelineStatus status) {
        CsvTable table = new CsvTable(List.of("authorityId", "inspections", "since"));
        for (PipelineStatus.Waiting waiting : status.waiting()) {
            table.row(cells(waiting.authorityId(), waiting.inspections(), waiting.since()));
        }
        return table;
    }

    static CsvTable ratings(RatingsOfArea ratings) {
        CsvTable table = new CsvTable(numberColumns("area", "judgement", "framework", "asOf", "inspectedBy"));
        List<@Nullable Object> row =
                cells(ratings.area(), ratings.judgement(), ratings.framework(), ratings.asOf(), ratings.inspectedBy());
        addNumbers(
                row,
                ratings.counts(),
                List.of(ratings.superseded(), ratings.notRated(), ratings.authorities()),
                ratings.shares());
        return table.row(row);
    }

    static CsvTable timeline(TimelineOfArea timeline) {
        CsvTable table = new CsvTable(numberColumns("area", "judgement", "framework", "date"));
        for (TimelineOfArea.Point point : timeline.points()) {
            List<@Nullable Object> row =
                    cells(timeline.area(), timeline.judgement(), timeline.framework(), point.date());
            addNumbers(
                    row,
                    point.counts(),
                    List.of(point.superseded(), point.notRated(), point.authorities()),
                    point.shares());
            table.row(row);
        }
        return table;
    }

    private static List<String> numberColumns(String... first) {
        List<String> columns = new ArrayList<>(Arrays.asList(first));
        List<String> grades = Arrays.stream(Grade.values()).map(Grade::name).toList();
        columns.addAll(grades);
        columns.addAll(List.of("superseded", "notRated", "authorities"));
        grades.forEach(grade -> columns.add("share_" + grade));
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

    static CsvTable authorities(AuthoritiesOfArea list) {
        CsvTable table = new CsvTable(List.of(
                "area",
                "judgement",
                "framework",
                "asOf",
                "inspectedBy",
                "authorityId",
                "name",
                "region",
                "grade",
                "inspectionId",
                "inspectedUnder",
                "endedOn",
                "publishedOn",
                "superseded",
                "reportUrl"));
        for (AuthoritiesOfArea.Row row : list.authorities()) {
            table.row(cells(
                    list.area(),
                    list.judgement(),
                    list.framework(),
                    list.asOf(),
                    list.inspectedBy(),
                    row.authorityId(),
                    row.name(),
                    row.region(),
                    row.grade(),
                    row.inspectionId(),
                    row.inspectedUnder(),
                    row.endedOn(),
                    row.publishedOn(),
                    row.superseded(),
                    row.reportUrl()));
        }
        return table;
    }

    static CsvTable authorities(AuthorityList list) {
        List<String> columns = new ArrayList<>(List.of(
                "authorityId",
                "name",
                "gssCode",
                "ofstedUrn",
                "slug",
                "region",
                "areas",
                "serviceProvider",
                "establishedOn",
                "abolishedOn",
                "successorIds"));
        for (String judgement : Judgement.ids()) {
            columns.addAll(List.of(judgement, judgement + "_publishedOn", judgement + "_superseded"));
        }
        CsvTable table = new CsvTable(columns);
        list.authorities().forEach(authority -> table.row(row(authority)));
        return table;
    }

    private static List<@Nullable Object> row(AuthorityDetail authority) {
        List<@Nullable Object> row = cells(
                authority.authorityId(),
                authority.name(),
                authority.gssCode(),
                authority.ofstedUrn(),
                authority.slug(),
                authority.region(),
                joined(authority.areas()),
                authority.serviceProvider(),
                authority.establishedOn(),
                authority.abolishedOn(),
                joined(authority.successorIds()));
        for (String judgement : Judgement.ids()) {
            AuthorityDetail.Rating rating = authority.ratings().get(judgement);
            Grade grade = rating == null ? null : rating.grade();
            LocalDate publishedOn = rating == null ? null : rating.publishedOn();
            Boolean superseded = rating == null ? null : rating.superseded();
            row.addAll(cells(grade, publishedOn, superseded));
        }
        return row;
    }

    /** Without the counts, which are tables of their own: the ratings of an area as of the day tell them. */
    static CsvTable changes(ChangeList list) {
        CsvTable table = new CsvTable(List.of(
                "id",
                "version",
                "retracted",
                "late",
                "authorityId",
                "authority",
                "judgement",
                "direction",
                "from",
                "to",
                "steps",
                "framework",
                "inspectionId",
                "publishedOn",
                "endedOn",
                "reportUrl",
                "serviceProvider",
                "firstOfItsKind"));
        for (ChangeDetail change : list.changes()) {
            table.row(cells(
                    change.id(),
                    change.version(),
                    change.retracted(),
                    change.late(),
                    change.authorityId(),
                    change.authority(),
                    change.judgement(),
                    change.direction(),
                    change.from(),
                    change.to(),
                    change.steps(),
                    change.framework(),
                    change.inspectionId(),
                    change.publishedOn(),
                    change.endedOn(),
                    change.reportUrl(),
                    change.serviceProvider(),
                    change.firstOfItsKind()));
        }
        return table;
    }

    private static String joined(Collection<String> texts) {
        return String.join(";", texts);
    }

    private static List<@Nullable Object> cells(@Nullable Object... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }
}
