package uk.regionalratings.streams.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.export.CsvCell;
import uk.regionalratings.streams.query.AreaList;
import uk.regionalratings.streams.query.AuthoritiesOfArea;
import uk.regionalratings.streams.query.AuthorityDetail;
import uk.regionalratings.streams.query.AuthorityList;
import uk.regionalratings.streams.query.LastInspection;
import uk.regionalratings.streams.query.NotComparable;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.query.RatingsOfArea;
import uk.regionalratings.streams.query.TimelineOfArea;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Converts each answer to a table. Lists inside a cell are separated by semicolons. Identifiers are texts. In a column
 * of digits, {@link CsvCell#NO_IDENTITY} stands for a missing one, since programs read a column of digits and blanks as
 * fractions (80486.0).
 */
final class CsvTables {
    private static final List<String> GRADES =
            Arrays.stream(Grade.values()).map(Grade::name).toList();
    private static final List<String> UPPER = List.of("goodOrOutstanding");

    private static final String NOT_COMPARABLE = "notComparable";

    private static final List<String> LAST_INSPECTION = List.of(
            "lastInspectionId",
            "lastInspectionFramework",
            "lastInspectionStartedOn",
            "lastInspectionEndedOn",
            "lastInspectionPublishedOn",
            "lastInspectionReportUrl",
            "daysSinceEnded",
            "daysSincePublished");

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
        columns.add(NOT_COMPARABLE);
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

    static CsvTable authorities(AuthoritiesOfArea list) {
        List<String> several = list.judgements().size() == 1 ? List.of() : list.judgements();
        List<String> columns = new ArrayList<>(List.of(
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
        if (!several.isEmpty()) {
            columns.addAll(List.of("inHowMany", "outOf"));
        }
        several.forEach(judgement -> columns.addAll(gradeColumns(judgement)));
        columns.addAll(LAST_INSPECTION);
        columns.addAll(SinceColumns.NAMES);
        several.forEach(judgement -> columns.addAll(SinceColumns.of(judgement)));
        columns.addAll(OutlookColumns.NAMES);
        columns.addAll(LineageColumns.OF_LINEAGE);
        columns.add("carriedFrom");
        columns.add(NOT_COMPARABLE);
        CsvTable table = new CsvTable(columns);
        for (AuthoritiesOfArea.Row row : list.authorities()) {
            List<@Nullable Object> cells = cells(
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
                    row.reportUrl());
            Map<String, AuthorityDetail.Rating> grades = row.grades();
            if (grades != null) {
                cells.addAll(cells(row.inHowMany(), row.outOf()));
                several.forEach(judgement -> addGrade(cells, grades.get(judgement)));
            }
            addLastInspection(cells, row.lastInspection());
            cells.addAll(cells(row.standingSince(), row.inspectionsInARow()));
            several.forEach(judgement -> SinceColumns.addTo(cells, grades == null ? null : grades.get(judgement)));
            OutlookColumns.addTo(cells, row.nextInspection());
            cells.addAll(cells(list.lineage(), row.unsettled(), joined(row.carriedFrom()), said(row.notComparable())));
            table.row(cells);
        }
        return table;
    }

    private static List<String> gradeColumns(String judgement) {
        return List.of(judgement, judgement + "_publishedOn", judgement + "_superseded");
    }

    private static void addGrade(List<@Nullable Object> row, AuthorityDetail.@Nullable Rating rating) {
        row.addAll(
                rating == null
                        ? Collections.nCopies(gradeColumns("").size(), null)
                        : cells(rating.grade(), rating.publishedOn(), rating.superseded()));
    }

    private static void addLastInspection(List<@Nullable Object> row, @Nullable LastInspection last) {
        row.addAll(
                last == null
                        ? Collections.nCopies(LAST_INSPECTION.size(), null)
                        : cells(
                                last.inspectionId(),
                                last.framework(),
                                last.startedOn(),
                                last.endedOn(),
                                last.publishedOn(),
                                last.reportUrl(),
                                last.daysSinceEnded(),
                                last.daysSincePublished()));
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
        Judgement.ids().forEach(judgement -> columns.addAll(gradeColumns(judgement)));
        columns.addAll(LAST_INSPECTION);
        Judgement.ids().forEach(judgement -> columns.addAll(SinceColumns.of(judgement)));
        columns.addAll(OutlookColumns.NAMES);
        columns.addAll(List.of("predecessorIds", NOT_COMPARABLE, "dfeCode"));
        CsvTable table = new CsvTable(columns);
        list.authorities().forEach(authority -> table.row(row(authority)));
        return table;
    }

    private static List<@Nullable Object> row(AuthorityDetail authority) {
        List<@Nullable Object> row = cells(
                authority.authorityId(),
                authority.name(),
                authority.gssCode(),
                id(authority.ofstedUrn()),
                authority.slug(),
                authority.region(),
                joined(authority.areas()),
                authority.serviceProvider(),
                authority.establishedOn(),
                authority.abolishedOn(),
                joined(authority.successorIds()));
        for (String judgement : Judgement.ids()) {
            addGrade(row, authority.ratings().get(judgement));
        }
        addLastInspection(row, authority.lastInspection());
        Judgement.ids()
                .forEach(
                        judgement -> SinceColumns.addTo(row, authority.ratings().get(judgement)));
        OutlookColumns.addTo(row, authority.nextInspection());
        row.add(joined(authority.predecessors().stream()
                .map(AuthorityDetail.Relative::authorityId)
                .toList()));
        row.add(said(authority.notComparable()));
        row.add(id(authority.dfeCode()));
        return row;
    }

    /** "in_care: Strong (ANNUAL_2027)". */
    private static String said(Map<String, NotComparable> notComparable) {
        return notComparable.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue().words() + " ("
                        + one.getValue().framework() + ")")
                .collect(Collectors.joining("; "));
    }

    private static String id(@Nullable String digits) {
        return digits == null ? CsvCell.NO_IDENTITY : digits;
    }

    static String joined(Collection<String> texts) {
        return String.join(";", texts);
    }

    static List<@Nullable Object> cells(@Nullable Object... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }
}
