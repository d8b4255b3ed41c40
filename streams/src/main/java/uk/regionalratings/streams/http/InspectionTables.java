package uk.regionalratings.streams.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.authority.AuthorityDetail;
import uk.regionalratings.streams.query.authority.InspectionList;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Converts a list of inspections to a table: one column for each judgement, blank if the inspection does not make it.
 */
final class InspectionTables {
    private InspectionTables() {}

    static CsvTable of(InspectionList list) {
        List<String> columns = new ArrayList<>(List.of(
                "inspectionId",
                "authorityId",
                "authority",
                "gssCode",
                "region",
                "framework",
                "startedOn",
                "endedOn",
                "publishedOn"));
        columns.addAll(Judgement.ids());
        columns.addAll(List.of("revision", "reportUrl", "sourceUrl", "sourceDigest", "sourceRetrievedAt"));
        columns.addAll(List.of("frameworkName", "outcomes"));
        CsvTable table = new CsvTable(columns);
        for (InspectionList.Row inspection : list.inspections()) {
            List<@Nullable Object> row = CsvTables.cells(
                    inspection.inspectionId(),
                    inspection.authorityId(),
                    inspection.authority(),
                    inspection.gssCode(),
                    inspection.region(),
                    inspection.framework(),
                    inspection.startedOn(),
                    inspection.endedOn(),
                    inspection.publishedOn());
            for (String judgement : Judgement.ids()) {
                row.add(inspection.grades().get(judgement));
            }
            AuthorityDetail.Source source = inspection.source();
            row.addAll(CsvTables.cells(
                    inspection.revision(),
                    inspection.reportUrl(),
                    source == null ? null : source.url(),
                    source == null ? null : source.digest(),
                    source == null ? null : source.retrievedAt(),
                    inspection.frameworkName(),
                    outcomes(inspection.outcomes())));
            table.row(row);
        }
        return table;
    }

    /** "in_care: Strong; overall: Sound". */
    private static String outcomes(Map<String, String> outcomes) {
        return outcomes.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue())
                .collect(Collectors.joining("; "));
    }
}
