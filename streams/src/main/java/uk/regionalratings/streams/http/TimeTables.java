package uk.regionalratings.streams.http;

import java.util.List;
import uk.regionalratings.streams.query.period.DaysToPublication;
import uk.regionalratings.streams.query.period.GradesOverTime;

/** Converts answers about lengths of time to tables. */
final class TimeTables {
    private TimeTables() {}

    /** One row for each spell; an authority without a spell has one row, too. */
    static CsvTable of(GradesOverTime answer) {
        CsvTable table = new CsvTable(List.of(
                "area",
                "framework",
                "periodFrom",
                "periodTo",
                "authorityId",
                "name",
                "region",
                "points",
                "judgement",
                "grade",
                "from",
                "to",
                "days",
                "inspectionId",
                "publishedOn"));
        for (GradesOverTime.Row row : answer.authorities()) {
            for (GradesOverTime.Spell spell : row.spells()) {
                table.row(CsvTables.cells(
                        answer.area(),
                        answer.framework(),
                        answer.from(),
                        answer.to(),
                        row.authorityId(),
                        row.name(),
                        row.region(),
                        row.points(),
                        spell.judgement(),
                        spell.grade(),
                        spell.from(),
                        spell.to(),
                        spell.days(),
                        spell.inspectionId(),
                        spell.publishedOn()));
            }
            if (row.spells().isEmpty()) {
                table.row(CsvTables.cells(
                        answer.area(),
                        answer.framework(),
                        answer.from(),
                        answer.to(),
                        row.authorityId(),
                        row.name(),
                        row.region(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
            }
        }
        return table;
    }

    static CsvTable of(DaysToPublication answer) {
        CsvTable table = new CsvTable(List.of(
                "area",
                "framework",
                "asOf",
                "inspectedBy",
                "by",
                "group",
                "inspections",
                "shortest",
                "median",
                "longest"));
        for (DaysToPublication.Group group : answer.groups()) {
            table.row(CsvTables.cells(
                    answer.area(),
                    answer.framework(),
                    answer.asOf(),
                    answer.inspectedBy(),
                    group.by(),
                    group.group(),
                    group.inspections(),
                    group.shortest(),
                    group.median(),
                    group.longest()));
        }
        return table;
    }
}
