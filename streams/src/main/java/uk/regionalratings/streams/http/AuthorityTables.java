package uk.regionalratings.streams.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.export.CsvCell;
import uk.regionalratings.streams.query.authority.AuthoritiesOfArea;
import uk.regionalratings.streams.query.authority.AuthorityDetail;
import uk.regionalratings.streams.query.authority.AuthorityList;
import uk.regionalratings.streams.query.count.LastInspection;
import uk.regionalratings.streams.query.count.NotComparable;
import uk.regionalratings.vocabulary.Judgement;

/** Converts lists of authorities to tables: one row for each authority, with its grades and its last inspection. */
final class AuthorityTables {
    /** The column with results on scales that can't be compared with others. */
    static final String NOT_COMPARABLE = "notComparable";

    private static final List<String> LAST_INSPECTION = List.of(
            "lastInspectionId",
            "lastInspectionFramework",
            "lastInspectionStartedOn",
            "lastInspectionEndedOn",
            "lastInspectionPublishedOn",
            "lastInspectionReportUrl",
            "daysSinceEnded",
            "daysSincePublished");

    private AuthorityTables() {}

    static CsvTable of(AuthoritiesOfArea list) {
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
            List<@Nullable Object> cells = CsvTables.cells(
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
                cells.addAll(CsvTables.cells(row.inHowMany(), row.outOf()));
                several.forEach(judgement -> addGrade(cells, grades.get(judgement)));
            }
            addLastInspection(cells, row.lastInspection());
            cells.addAll(CsvTables.cells(row.standingSince(), row.inspectionsInARow()));
            several.forEach(judgement -> SinceColumns.addTo(cells, grades == null ? null : grades.get(judgement)));
            OutlookColumns.addTo(cells, row.nextInspection());
            cells.addAll(CsvTables.cells(
                    list.lineage(), row.unsettled(), CsvTables.joined(row.carriedFrom()), said(row.notComparable())));
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
                        : CsvTables.cells(rating.grade(), rating.publishedOn(), rating.superseded()));
    }

    private static void addLastInspection(List<@Nullable Object> row, @Nullable LastInspection last) {
        row.addAll(
                last == null
                        ? Collections.nCopies(LAST_INSPECTION.size(), null)
                        : CsvTables.cells(
                                last.inspectionId(),
                                last.framework(),
                                last.startedOn(),
                                last.endedOn(),
                                last.publishedOn(),
                                last.reportUrl(),
                                last.daysSinceEnded(),
                                last.daysSincePublished()));
    }

    static CsvTable of(AuthorityList list) {
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
        List<@Nullable Object> row = CsvTables.cells(
                authority.authorityId(),
                authority.name(),
                authority.gssCode(),
                id(authority.ofstedUrn()),
                authority.slug(),
                authority.region(),
                CsvTables.joined(authority.areas()),
                authority.serviceProvider(),
                authority.establishedOn(),
                authority.abolishedOn(),
                CsvTables.joined(authority.successorIds()));
        for (String judgement : Judgement.ids()) {
            addGrade(row, authority.ratings().get(judgement));
        }
        addLastInspection(row, authority.lastInspection());
        Judgement.ids()
                .forEach(
                        judgement -> SinceColumns.addTo(row, authority.ratings().get(judgement)));
        OutlookColumns.addTo(row, authority.nextInspection());
        row.add(CsvTables.joined(authority.predecessors().stream()
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
}
