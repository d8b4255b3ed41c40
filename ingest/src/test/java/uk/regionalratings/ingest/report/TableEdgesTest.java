package uk.regionalratings.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.regionalratings.ingest.report.SampleReport.Wrapping;

/** Every row of the table of grades is read, or the report is refused: no unknown row is dropped. */
class TableEdgesTest {
    private static final List<Map.Entry<String, String>> UNKNOWN = List.of(
            Map.entry("Safeguarding", "Met"),
            Map.entry("Adoption services", "Inadequate"),
            Map.entry("Early help", "Adequate"),
            Map.entry("Children and families", "Good"),
            Map.entry("The experiences and progress of children in care with a plan for adoption", "Good"),
            Map.entry(
                    "The impact of partners on services for children who go missing",
                    "Requires improvement to be good"));

    private final InspectionReports reports = new InspectionReports(RealReports.NAMES);

    static Stream<Arguments> unknownRows() {
        List<Wrapping> wrappings = List.of(SampleReport.USUAL, new Wrapping(30, 22, true), new Wrapping(60, 17, true));
        return PrintedReports.LAYOUTS.stream().flatMap(layout -> UNKNOWN.stream()
                .flatMap(row -> wrappings.stream().flatMap(wrapping -> Stream.of("top", "middle", "bottom")
                        .map(place -> Arguments.of(layout, row.getKey(), row.getValue(), place, wrapping)))));
    }

    @ParameterizedTest
    @MethodSource("unknownRows")
    void refusesATableWithARowThatNobodyKnows(
            String layout, String label, String grade, String place, Wrapping wrapping) {
        // Given
        SampleReport report = PrintedReports.sample(layout, wrapping);
        PrintedReports.addRow(report, label, grade, place, wrapping);

        // When
        ReportReading reading = reports.read(SamplePdf.of(report), report.name(), null);

        // Then
        assertThat(reading).isInstanceOf(ReportReading.Refused.class);
    }

    /** As one text, without a gap between name and grade. */
    @ParameterizedTest
    @CsvSource({
        "ILACS, Safeguarding: Met, top",
        "ILACS, Safeguarding: Met, bottom",
        "ILACS, Adoption services: Inadequate, bottom",
        "ILACS, Adoption services Inadequate, bottom",
        "ILACS_2026, Safeguarding Met, top",
        "SIF, Safeguarding: Met, top",
        "SIF, Safeguarding Met, top",
        "SIF, Private fostering Good, bottom",
        "SIF, Private fostering: Sufficient, bottom"
    })
    void refusesARowThatIsWrittenAsOneText(String layout, String row, String place) {
        // Given
        SampleReport report = PrintedReports.sample(layout, SampleReport.USUAL);
        PrintedReports.addRow(report, row, "", place, SampleReport.USUAL);

        // When
        ReportReading reading = reports.readLines(report.pages(), report.name(), null);

        // Then
        assertThat(reading).isInstanceOfSatisfying(ReportReading.Refused.class, refused -> assertThat(
                        refused.problem().message())
                .contains(row));
    }

    @ParameterizedTest
    @CsvSource({"SIF", "SIF_REINSPECTION", "combined", "ILACS", "ILACS_2026"})
    void refusesATableThatLacksARow(String layout) {
        for (int missing = 0; missing < 4; missing++) {
            SampleReport report = PrintedReports.sample(layout, SampleReport.USUAL);
            PrintedReports.removeRow(report, missing);

            assertThat(reports.read(SamplePdf.of(report), report.name(), null))
                    .isInstanceOf(ReportReading.Refused.class);
        }
    }
}
