package uk.regionalratings.streams.http;

import java.util.List;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.query.change.ChangeList;

/** The table form of a list of changes. */
final class ChangeTables {
    private ChangeTables() {}

    /** One row per change, or per inspection if several judgements are requested together. */
    static CsvTable of(ChangeList list) {
        List<ChangeList.ByInspection> inspections = list.inspections();
        return inspections == null ? eachChange(list) : inspections(inspections);
    }

    private static CsvTable inspections(List<ChangeList.ByInspection> inspections) {
        CsvTable table = new CsvTable(List.of(
                "authorityId",
                "authority",
                "inspectionId",
                "framework",
                "publishedOn",
                "endedOn",
                "reportUrl",
                "lowest",
                "inHowMany",
                "judgements"));
        for (ChangeList.ByInspection inspection : inspections) {
            table.row(CsvTables.cells(
                    inspection.authorityId(),
                    inspection.authority(),
                    inspection.inspectionId(),
                    inspection.framework(),
                    inspection.publishedOn(),
                    inspection.endedOn(),
                    inspection.reportUrl(),
                    inspection.lowest(),
                    inspection.inHowMany(),
                    CsvTables.joined(inspection.judgements())));
        }
        return table;
    }

    /** Omits the counts, which are tables of their own; the ratings of an area as of the day contain them. */
    private static CsvTable eachChange(ChangeList list) {
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
            table.row(CsvTables.cells(
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
}
