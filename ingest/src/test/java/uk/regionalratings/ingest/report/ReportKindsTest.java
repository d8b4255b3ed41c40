package uk.regionalratings.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports that a careful person reads at a glance, or recognises at a glance as not being a published report. */
class ReportKindsTest {
    private static final String LEADERS = "The impact of leaders on social work practice with children and families";
    private static final String HELP = "The experiences and progress of children who need help and protection";
    private static final String LEAVERS = "The experiences and progress of care leavers";

    private final InspectionReports reports = new InspectionReports(RealReports.NAMES);

    static Stream<Arguments> wordings() {
        return Stream.of(
                        "The impact of leaders on practice with children and families",
                        "The impact of leaders on practice",
                        "Impact of leaders on social work practice",
                        "The impact of leaders and managers on social work practice with children and families",
                        "The impact of leaders on social care practice with children and families",
                        "The impact of leaders on practice with children, young people and families")
                .flatMap(wording -> Stream.of("combined", "ILACS", "ILACS_2026")
                        .map(layout -> Arguments.of(layout, LEADERS, wording)));
    }

    static Stream<Arguments> otherWordings() {
        return Stream.of(
                Arguments.of("ILACS", HELP, "The experiences and progress of children in need of help and protection"),
                Arguments.of(
                        "combined",
                        HELP,
                        "The experience and progress of children who are in need of help and protection"),
                Arguments.of("ILACS", HELP, "Children and families who need help and protection"),
                Arguments.of(
                        "ILACS_2026", HELP, "The experiences and progress of children needing help and protection"),
                Arguments.of("ILACS_2026", LEAVERS, "The experiences and progress of children care leavers"),
                Arguments.of("ILACS", LEAVERS, "Experiences and progress of young people and care leavers"));
    }

    /** Both as lines with equally worded headings and as a PDF. */
    @ParameterizedTest
    @MethodSource({"wordings", "otherWordings"})
    void readsARowInOtherWords(String layout, String usual, String wording) {
        // Given
        SampleReport report = PrintedReports.sample(layout, SampleReport.USUAL);
        reword(report, usual, wording);

        // When
        ReportReading lines = reports.readLines(report.pages(), report.name(), null);
        ReportReading printed = reports.read(SamplePdf.of(report), report.name(), null);

        // Then
        for (ReportReading reading : List.of(lines, printed)) {
            assertThat(reading).isInstanceOf(ReportReading.Understood.class);
            assertThat(SampleReport.gradesOf((ReportReading.Understood) reading))
                    .isEqualTo(report.truth());
        }
    }

    /** Rewords rows and headings. */
    private static void reword(SampleReport report, String usual, String wording) {
        for (int i = 0; i < report.parts.size(); i++) {
            SampleReport.Part part = report.parts.get(i);
            String left = String.join(" ", part.left());
            if (left.startsWith(usual) && (part.kind() == SampleReport.Kind.TABLE || left.contains(": "))) {
                List<String> wrapped = SampleReport.wrapped(left.replace(usual, wording), 42);
                report.parts.set(i, new SampleReport.Part(part.kind(), wrapped, part.right(), part.centred()));
            }
        }
    }

    /** Anything similar to a name that is not one refuses the report. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "The impact of leaders on practice with children and families in care",
                "The impact of leaders on social work",
                "The impact of leaders and managers"
            })
    void refusesARowThatIsOnlyLikeAName(String wording) {
        SampleReport report = PrintedReports.sample("ILACS", SampleReport.USUAL);
        reword(report, LEADERS, wording);

        assertThat(reports.readLines(report.pages(), report.name(), null)).isInstanceOf(ReportReading.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Inspection of East Riding local authority children’s services               | 811
            Inspection of Hull local authority children’s services                      | 810
            Inspection of Newcastle City Council children’s services                    | 391
            Inspection of BCP Council children’s services                               | 839
            Inspection of Richmond local authority children’s services                  | 318
            Inspection of Brighton & Hove children’s services                           | 846
            Inspection of Bradford Children and Families Trust                          | 380
            Inspection of Bradford Children and Families Trust children’s services      | 380
            Inspection of Birmingham Children’s Trust                                   | 330
            Inspection of Sandwell Children’s Trust                                     | 333
            Inspection of Slough Children First                                         | 871
            Inspection of Worcestershire Children First                                 | 885
            Inspection of Together for Children                                         | 394
            Inspection of Doncaster Children’s Services Trust                           | 371
            Inspection of Reading Brighter Futures for Children                         | UNKNOWN_AUTHORITY "Reading Brighter Futures for Children", named in the title, is not an authority
            Inspection of Brighter Futures for Children                                 | 870
            Inspection of children’s services in Leeds                                  | 383
            Inspection of local authority children’s services: Leeds                    | NOT_A_FULL_INSPECTION
            Inspection of Northamptonshire Children’s Trust                             | runs the services of North Northamptonshire and West Northamptonshire
            Inspection of Achieving for Children                                        | runs the services of Kingston upon Thames and Richmond upon Thames and Windsor
            Inspection of Middlesborough children’s services                            | UNKNOWN_AUTHORITY
            Inspection of Kent Community Trust                                          | UNKNOWN_AUTHORITY
            """)
    void knowsTheAuthorityByWhatTheTitleNames(String title, String expected) {
        // Given
        SampleReport report = PrintedReports.sample("ILACS", SampleReport.USUAL);
        report.parts.set(
                0,
                SampleReport.Part.of(
                        SampleReport.Kind.TITLE, SampleReport.wrapped(title, 35).toArray(String[]::new)));

        // When
        ReportReading reading = reports.readLines(report.pages(), report.name(), null);

        // Then
        if (expected.length() == 3) {
            assertThat(((ReportReading.Understood) reading).fields()).containsEntry("authority_id", expected);
        } else {
            assertThat(said(reading)).contains(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DRAFT",
                "DRAFT REPORT",
                "Draft",
                "Draft report – not for publication",
                "Provisional judgements",
                "PROVISIONAL: subject to moderation",
                "D R A F T",
                "Inspection of Sunderland DRAFT 2",
                "Confidential draft"
            })
    void refusesWhatIsMarkedAsADraft(String mark) {
        for (int page : new int[] {0, 1}) {
            List<List<String>> pages =
                    copy(PrintedReports.sample("ILACS", SampleReport.USUAL).pages());
            pages.get(page).add(pages.get(page).size() - 1, mark);

            assertThat(said(read(pages))).contains("page " + (page + 1) + " is marked as a draft");
        }
    }

    /** Sentences of real reports. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "strategy, and the draft strategy has been commented on by the independent",
                "At 31 March 2016 (provisional year end data), 206 children and young people",
                "150. The 2013–14 annual safeguarding report is still in draft. There are clear",
                "draft."
            })
    void readsAReportThatSpeaksOfDrafts(String sentence) {
        List<List<String>> pages =
                copy(PrintedReports.sample("ILACS", SampleReport.USUAL).pages());
        pages.get(1).add(sentence);

        assertThat(read(pages)).isInstanceOf(ReportReading.Understood.class);
    }

    @Test
    void refusesPartsOfAReportAndSaysSo() {
        List<List<String>> pages =
                PrintedReports.sample("ILACS", SampleReport.USUAL).pages();
        List<String> withoutEnd = pages.get(1).subList(0, 4);

        assertThat(said(read(pages.subList(0, 1)))).contains("the report is cut off: it has only its first page");
        assertThat(said(read(List.of(pages.get(0), withoutEnd))))
                .contains("the report is cut off: it ends with page 2");
        assertThat(said(read(List.of(pages.get(1), pages.get(1), pages.get(0), pages.get(1)))))
                .contains("a report begins on page 3 of the file");
    }

    @Test
    void refusesTwoReportsInOneFileAndSaysSo() {
        List<List<String>> first =
                PrintedReports.sample("ILACS", SampleReport.USUAL).pages();
        for (String layout : PrintedReports.LAYOUTS) {
            List<List<String>> second =
                    PrintedReports.sample(layout, SampleReport.USUAL).pages();
            List<List<String>> pages =
                    Stream.concat(first.stream(), second.stream()).toList();

            assertThat(said(read(pages))).contains("the file holds more than one report: another begins on page 3");
        }
    }

    /**
     * Wherever the file is cut, it is refused; the parser repairs what it can, and may find the first page complete.
     */
    @ParameterizedTest
    @ValueSource(strings = {"SIF", "combined", "ILACS", "ILACS_2026"})
    void refusesAFileThatIsCutShort(String layout) {
        SampleReport report = PrintedReports.sample(layout, SampleReport.USUAL);
        byte[] whole = SamplePdf.of(report);
        assertThat(reports.read(whole, report.name(), null)).isInstanceOf(ReportReading.Understood.class);

        IntStream.rangeClosed(1, 40)
                .map(part -> whole.length * part / 41)
                .filter(length -> length > 8)
                .forEach(length -> assertThat(said(reports.read(Arrays.copyOf(whole, length), report.name(), null)))
                        .contains("the PDF is cut short: its last line, %%EOF, is missing"));
        assertThat(reports.read(
                        (new String(whole, StandardCharsets.ISO_8859_1) + "\n\n").getBytes(StandardCharsets.ISO_8859_1),
                        report.name(),
                        null))
                .isInstanceOf(ReportReading.Understood.class);
    }

    /** Fieldwork ended on 31 January 2025. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            children's services inspection - 9th may 2025.pdf     | 2025-05-09
            children's services inspection - 11 march 2025 (1).pdf | 2025-03-11
            children's services inspection - 11 march 2025(12).pdf | 2025-03-11
            children's services inspection - 11 march 2025.pdf (1) | 2025-03-11
            children's services inspection - 11 march 2025 - Copy.pdf | 2025-03-11
            report 09.05.2025.pdf                                  | 2025-05-09
            report_09-05-2025.pdf                                  | 2025-05-09
            2025-05-09.pdf                                         | 2025-05-09
            report 11_march_2025.PDF                               | 2025-03-11
            report 11 march, 2025                                  | 2025-03-11
            report 05.09.25.pdf                                    | MISSING_FIELD
            report 31.02.2025.pdf                                  | MISSING_FIELD
            report 2 february 2025.pdf                             | 2 days after the inspection
            report 9 january 2026.pdf                              | 343 days after the inspection
            report 9 february 2026.pdf                             | does not follow the end of the inspection
            report 9 may 2025 draft.pdf                            | its name says that it is a draft
            report 9 may 2025 provisional.pdf                      | its name says that it is a draft
            """)
    void readsTheDateOfPublicationFromTheName(String name, String expected) {
        ReportReading reading = reports.readLines(
                PrintedReports.sample("ILACS", SampleReport.USUAL).pages(), "folder/" + name, null);

        if (reading instanceof ReportReading.Understood understood) {
            assertThat(understood.fields()).containsEntry("published_on", expected);
        } else {
            assertThat(said(reading)).contains(expected);
        }
    }

    private ReportReading read(List<List<String>> pages) {
        return reports.readLines(pages, "children's services inspection - 11 march 2025.pdf", null);
    }

    private static List<List<String>> copy(List<List<String>> pages) {
        List<List<String>> copy = new ArrayList<>();
        pages.forEach(page -> copy.add(new ArrayList<>(page)));
        return copy;
    }

    private static String said(ReportReading reading) {
        return reading instanceof ReportReading.Refused refused
                ? refused.problem().reason() + " " + refused.problem().message()
                : Map.of("understood", reading).toString();
    }
}
