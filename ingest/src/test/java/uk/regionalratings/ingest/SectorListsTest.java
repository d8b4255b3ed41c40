package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The lists that the sector's dashboards use, compared row by row with the history that was compiled from the reports: an accepted row
 * is the inspection of that authority and day, with every grade and date, except where the list itself is wrong.
 */
class SectorListsTest {
    /** Facts in the list that the reports do not confirm; checked in the reports. */
    private static final List<String> WRONG_IN_THE_LIST = List.of(
            "338-row 931-2018-05-22 in_care_and_care_leavers REQUIRES_IMPROVEMENT GOOD",
            "357-row 354-2018-03-12 in_care_and_care_leavers REQUIRES_IMPROVEMENT GOOD",
            "417-row 342-2023-09-04 care_leavers GOOD OUTSTANDING",
            "417-row 342-2023-09-04 help_and_protection GOOD REQUIRES_IMPROVEMENT",
            "417-row 342-2023-09-04 in_care REQUIRES_IMPROVEMENT GOOD",
            // An inspection of two visits, of which the list knows only the first.
            "108-row 830-2019-09-19 ended_on 2019-07-12 2019-08-08",
            "110-row 878-2025-05-13 ended_on 2024-10-11 2025-01-16",
            "409-row 393-2023-05-10 ended_on 2022-12-09 2023-02-15");

    private final Map<String, Map<String, String>> history = history();

    @Test
    void readsTheHistoryOfAllReports() throws IOException {
        // Given
        Path file = SampleLists.file("sector-history.csv");
        List<String> lines = Files.readAllLines(file);

        // When
        Reading reading = Reading.of(SampleLists.bytes("sector-history.csv"));

        // Then
        assertThat(reading.summary().inOneLine(false)).isEqualTo("file: 497 read, 316 accepted, 181 rejected");
        assertThat(differences(reading, rowsOf(reading, lines.size())))
                .containsExactlyInAnyOrderElementsOf(WRONG_IN_THE_LIST);
        Map<String, Long> reasons = new TreeMap<>();
        for (Rejection rejection : reading.sent().rejected) {
            reasons.merge(truth(lines.get((int) rejection.line() - 1), rejection), 1L, Long::sum);
        }
        assertThat(reasons)
                .isEqualTo(Map.of(
                        "no grade that can be read", 176L, "no dates of fieldwork", 3L, "a grade that is none", 2L));
    }

    /** Why a row is rejected, judged from its text alone; fails if the rejection says otherwise. */
    private static String truth(String line, Rejection rejection) {
        String said = rejection.first().reason().id() + " " + rejection.first().field();
        if (line.contains(",to requires improvement,")) {
            assertThat(said).isEqualTo("unknown-grade help_and_protection_grade");
            return "a grade that is none";
        }
        if (line.contains(",,,") && !line.contains("data_unreadable")) {
            assertThat(said).isEqualTo("missing-field inspection_start_date");
            return "no dates of fieldwork";
        }
        assertThat(line).contains(",data_unreadable,data_unreadable,data_unreadable,");
        assertThat(said).isEqualTo("no-grades ");
        return "no grade that can be read";
    }

    @Test
    void readsTheOverviewOfAllAuthorities() throws IOException {
        // When
        Reading reading = Reading.of(SampleLists.bytes("sector-overview.xlsx"));

        // Then
        assertThat(reading.summary().inOneLine(false)).isEqualTo("file: 153 read, 151 accepted, 2 rejected");
        assertThat(reading.rejections())
                .allMatch(rejection -> rejection.contains("inspection_start_date: missing-field - is empty"))
                .hasSize(2);
        assertThat(reading.sent().rejected).extracting(Rejection::authority).containsExactly("846", "892");
        List<String> wrong = WRONG_IN_THE_LIST.stream()
                .map(difference -> difference.substring(difference.indexOf(' ') + 1))
                .toList();
        assertThat(differences(reading, rowsOf(reading, 154)))
                .map(difference -> difference.substring(difference.indexOf(' ') + 1))
                .isSubsetOf(wrong);
    }

    /** The rows of the accepted records, in order. */
    private static List<Long> rowsOf(Reading reading, int last) {
        List<Long> rejected =
                reading.sent().rejected.stream().map(Rejection::line).toList();
        return Stream.iterate(2L, row -> row <= last, row -> row + 1)
                .filter(row -> !rejected.contains(row))
                .toList();
    }

    /**
     * Row, inspection, field, theirs, ours; a value in an accepted row that is missing from the history is a
     * difference, too.
     */
    private List<String> differences(Reading reading, List<Long> rows) {
        List<Inspection> accepted = reading.sent().published;
        assertThat(accepted).hasSameSizeAs(rows);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            Inspection inspection = accepted.get(i);
            Map<String, String> theirs = fields(inspection);
            Map<String, String> ours = history.get(inspection.inspectionId());
            assertThat(ours).as("row %d, %s", rows.get(i), inspection).isNotNull();
            for (String field : Stream.concat(theirs.keySet().stream(), ours.keySet().stream())
                    .distinct()
                    .sorted()
                    .toList()) {
                String their = theirs.getOrDefault(field, "");
                String our = ours.getOrDefault(field, "");
                if (!their.equals(our)) {
                    differences.add(
                            rows.get(i) + "-row " + inspection.inspectionId() + " " + field + " " + their + " " + our);
                }
            }
        }
        return differences;
    }

    private static Map<String, String> fields(Inspection inspection) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "inspection_id", inspection.inspectionId(),
                "authority_id", inspection.authorityId(),
                "framework", inspection.framework().name(),
                "started_on", inspection.startedOn().toString(),
                "ended_on", inspection.endedOn().toString(),
                "published_on", inspection.publishedOn().toString()));
        inspection
                .grades()
                .forEach((judgement, given) ->
                        fields.put(judgement.id(), given.grade().name()));
        String url = inspection.reportUrl();
        if (url != null) {
            fields.put("report_url", url);
        }
        return fields;
    }

    /** The rows of the bundled history by inspection, without empty cells. */
    private static Map<String, Map<String, String>> history() {
        try (InputStream file = ReferenceFiles.sampleHistory()) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> header = List.of(lines.get(0).split(",", -1));
            Map<String, Map<String, String>> rows = new HashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = List.of(line.split(",", -1));
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    if (!cells.get(i).isEmpty()) {
                        row.put(header.get(i), cells.get(i));
                    }
                }
                rows.put(cells.get(0), row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
