package uk.regionalratings.streams.http;

import java.util.List;
import uk.regionalratings.streams.query.period.TransitionsOfArea;

/** Converts transitions to a table with one row for each authority. */
final class TransitionTables {
    private TransitionTables() {}

    static CsvTable of(TransitionsOfArea answer) {
        CsvTable table = new CsvTable(List.of(
                "area",
                "judgement",
                "framework",
                "between",
                "from",
                "to",
                "asOf",
                "inspectedBy",
                "authorityId",
                "name",
                "region",
                "gradeFrom",
                "gradeTo",
                "steps",
                "fromInspectionId",
                "fromPublishedOn",
                "toInspectionId",
                "toPublishedOn"));
        for (TransitionsOfArea.Cell cell : answer.cells()) {
            for (TransitionsOfArea.Row authority : cell.authorities()) {
                table.row(CsvTables.cells(
                        answer.area(),
                        answer.judgement(),
                        answer.framework(),
                        answer.between(),
                        answer.from(),
                        answer.to(),
                        answer.asOf(),
                        answer.inspectedBy(),
                        authority.authorityId(),
                        authority.name(),
                        authority.region(),
                        cell.from(),
                        cell.to(),
                        cell.steps(),
                        authority.fromInspectionId(),
                        authority.fromPublishedOn(),
                        authority.toInspectionId(),
                        authority.toPublishedOn()));
            }
        }
        return table;
    }
}
