package uk.regionalratings.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.vocabulary.Grade.GOOD;
import static uk.regionalratings.vocabulary.Grade.INADEQUATE;
import static uk.regionalratings.vocabulary.Grade.OUTSTANDING;
import static uk.regionalratings.vocabulary.Grade.REQUIRES_IMPROVEMENT;
import static uk.regionalratings.vocabulary.Judgement.ADOPTION;
import static uk.regionalratings.vocabulary.Judgement.CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.HELP_AND_PROTECTION;
import static uk.regionalratings.vocabulary.Judgement.IMPACT_OF_LEADERS;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE_AND_CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.OVERALL_EFFECTIVENESS;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.regionalratings.ingest.report.SampleReport.Wrapping;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Every layout and every known trap, printed as PDFs and read again. */
class SampleReportsTest {
    private final InspectionReports reports = new InspectionReports(RealReports.NAMES);

    static Stream<Arguments> layoutsAndWrappings() {
        List<Wrapping> wrappings = List.of(
                SampleReport.USUAL,
                new Wrapping(42, 40, true),
                new Wrapping(30, 22, true),
                // "Requires" / "improvement to be" / "good"
                new Wrapping(60, 17, true),
                new Wrapping(25, 12, false));
        return PrintedReports.LAYOUTS.stream()
                .flatMap(layout -> wrappings.stream().map(wrapping -> Arguments.of(layout, wrapping)));
    }

    @ParameterizedTest
    @MethodSource("layoutsAndWrappings")
    void readsEachLayoutHoweverItsTableIsWrapped(String layout, Wrapping wrapping) {
        // Given
        SampleReport report = sample(layout, wrapping);

        // When
        ReportReading reading = reports.read(SamplePdf.of(report), report.name(), null);

        // Then
        assertThat(reading).isInstanceOf(ReportReading.Understood.class);
        ReportReading.Understood understood = (ReportReading.Understood) reading;
        assertThat(SampleReport.gradesOf(understood)).isEqualTo(report.truth());
        assertThat(understood.fields())
                .containsEntry("framework", report.framework.name())
                .containsEntry("authority_id", "394");
    }

    @Test
    void givesEveryFieldOfTheRecordAndTheReportsOwnWords() {
        // When
        ReportReading reading = reports.read(SamplePdf.of(sample("SIF", SampleReport.USUAL)), "a.pdf", null);

        // Then
        Map<String, String> expected = new java.util.HashMap<>(Map.of(
                "inspection_id", "394-2015-07-20",
                "authority_id", "394",
                "framework", "SIF",
                "started_on", "2015-05-11",
                "ended_on", "2015-06-04",
                "published_on", "2015-07-20",
                "overall_effectiveness", "inadequate",
                "help_and_protection", "Inadequate",
                "in_care", "Requires improvement to be good",
                "adoption", "Good"));
        expected.put("care_leavers", "Outstanding");
        expected.put("impact_of_leaders", "Inadequate");
        assertThat(((ReportReading.Understood) reading).fields()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            28 June 2021 to 9 July 2021                            | 2021-06-28 | 2021-07-09
            28 June to 9 July 2021                                 | 2021-06-28 | 2021-07-09
            11 to 22 July 2021                                     | 2021-07-11 | 2021-07-22
            23 April–18 May 2021                                   | 2021-04-23 | 2021-05-18
            12/07/2021 to 06/08/2021                               | 2021-07-12 | 2021-08-06
            6 July 2021 - 30 July 2021                             | 2021-07-06 | 2021-07-30
            28 July 2021                                           | 2021-07-28 | 2021-07-28
            30 January to 11 February 2021                         | 2021-01-30 | 2021-02-11
            14 December to 8 January 2021                          | 2020-12-14 | 2021-01-08
            5 to 9 December 2020 and 14 to 15 February 2021        | 2020-12-05 | 2021-02-15
            Monday 5th July 2021 to Friday 9th July 2021           | 2021-07-05 | 2021-07-09
            """)
    void readsTheDatesOfFieldwork(String dates, String startedOn, String endedOn) {
        ReportReading reading =
                read(sample("combined", SampleReport.USUAL), "Inspection dates: .*", "Inspection dates:  " + dates);

        assertThat(((ReportReading.Understood) reading).fields())
                .containsEntry("started_on", startedOn)
                .containsEntry("ended_on", endedOn);
    }

    @Test
    void readsDatesWithBoxDrawingDashesAndOverTwoLines() {
        ReportReading reading = read(
                sample("combined", SampleReport.USUAL),
                "Inspection dates: .*",
                "Inspection dates: 5 to 9 December 2020 \nand 14 February \u2500 15 February 2021");

        assertThat(((ReportReading.Understood) reading).fields())
                .containsEntry("started_on", "2020-12-05")
                .containsEntry("ended_on", "2021-02-15");
    }

    @ParameterizedTest
    @CsvSource({
        "31 June 2021 to 9 July 2021",
        "9 July 2021 to 28 June 2021",
        "28 June to 9 July",
        "28 Juno 2021 to 9 July 2021",
        "28 June 2012 to 9 July 2021",
        "June 2021"
    })
    void rejectsDatesThatCannotBe(String dates) {
        assertThat(read(sample("combined", SampleReport.USUAL), "Inspection dates: .*", "Inspection dates: " + dates))
                .extracting(SampleReportsTest::said)
                .asString()
                .contains("BAD_DATE", "the dates of inspection can't be read");
    }

    static Stream<Arguments> traps() {
        return Stream.of(
                Arguments.of("a misnumbered row", "SIF", "3\\. Leadership", "1. Leadership"),
                Arguments.of(
                        "a slip in a label",
                        "ILACS",
                        "^(The experiences and progress of )(care leavers)",
                        "$1children $2"),
                Arguments.of("a footnote on a label", "ILACS", "^Overall effectiveness", "Overall effectiveness2"),
                Arguments.of("a footnote on a grade", "SIF", "Outstanding$", "Outstanding3"),
                Arguments.of("a footnote on the title", "SIF", "Board1", "Board 1"),
                Arguments.of("an apostrophe that is straight", "ILACS", "’", "'"),
                Arguments.of("a full stop", "SIF", "(services in .* are \\w+)$", "$1."),
                Arguments.of(
                        "the older headline",
                        "SIF",
                        "Children’s services in Sunderland City Council",
                        "The overall judgement is that children’s services"),
                Arguments.of(
                        "the oldest headline",
                        "SIF",
                        "Children’s services in Sunderland City Council are inadequate",
                        "The overall judgement is inadequate."),
                Arguments.of("another capital", "SIF", "Report published", "Report Published"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void readsThroughTheTrapsOfTheSource(String trap, String layout, String from, String to) {
        SampleReport report = sample(layout, SampleReport.USUAL);

        ReportReading reading = read(report, from, to);

        assertThat(reading).isInstanceOf(ReportReading.Understood.class);
        assertThat(SampleReport.gradesOf((ReportReading.Understood) reading)).isEqualTo(report.truth());
    }

    @Test
    void leavesOutWhatIsNotJudged() {
        // Given
        Map<Judgement, Grade> grades = new EnumMap<>(sif());
        grades.remove(ADOPTION);
        SampleReport report =
                SampleReport.of(Framework.SIF, false, grades, SampleReport.USUAL, "Sunderland City Council");
        report.parts.removeIf(part -> part.left().get(0).startsWith("The graded judgement for adoption"));

        // When
        ReportReading reading = reports.read(SamplePdf.of(report), "a.pdf", null);

        // Then
        assertThat(((ReportReading.Understood) reading).fields())
                .doesNotContainKey("adoption")
                .containsKey("care_leavers");
    }

    static Stream<Arguments> oddities() {
        return Stream.of(
                Arguments.of(
                        "SIF",
                        "services in (.*) are inadequate",
                        "services in $1 are good",
                        "overall must be inadequate exactly if"),
                Arguments.of(
                        "SIF",
                        "services in Sunderland City Council",
                        "services in Durham",
                        "the title is about Sunderland, but"),
                Arguments.of("SIF", "Children’s services in.*", "They do what they can.", "no sentence such as"),
                Arguments.of(
                        "SIF",
                        "services in (.*) are inadequate",
                        "services in $1 are inadequate for",
                        "no sentence such as"),
                Arguments.of(
                        "SIF",
                        "Inspection of services for children",
                        "Review of services for children",
                        "NOT_A_FULL_INSPECTION"),
                Arguments.of("SIF", "Sunderland City Council", "Sunderlund City Council", "UNKNOWN_AUTHORITY"),
                Arguments.of("SIF", "Report published: .*", "Report published: soon", "BAD_DATE"),
                Arguments.of("SIF", "Report published: .*", "Report published: 4 May 2015", "DATES_OUT_OF_ORDER"),
                Arguments.of(
                        "SIF",
                        "performance is that it is good",
                        "performance is that it is outstanding",
                        "further on the report says"),
                Arguments.of("SIF", "2.1 Adoption.*", "", "the rows of the table of grades match no framework"),
                Arguments.of(
                        "ILACS",
                        "Overall effectiveness.*",
                        "",
                        "has no overall effectiveness, which all inspections before 2026-04-01 have"),
                Arguments.of(
                        "ILACS",
                        "Overall effectiveness (.*)",
                        "Overall efectiveness $1",
                        "has no overall effectiveness"),
                Arguments.of(
                        "ILACS",
                        "Overall effectiveness (.*)",
                        "Overall effectiveness Outstanding",
                        "better or worse than every other grade"),
                Arguments.of("ILACS", "of care Good$", "of care Outstanding", "further on the report says"),
                Arguments.of("ILACS", "of care Good$", "of care Goood", "no framework"),
                Arguments.of("ILACS", "of care Good$", "of care", "can't be read with certainty"),
                Arguments.of("ILACS", "of care Good$", "of care Good Good", "can't be read with certainty"),
                Arguments.of(
                        "ILACS",
                        "Requires improvement to be good",
                        "improvement to be good",
                        "can't be read with certainty"),
                Arguments.of("ILACS", "Requires improvement to be good", "good", "can't be read with certainty"),
                Arguments.of("ILACS", "in care: good", "in care: inadequate", "further on the report says"),
                Arguments.of("ILACS", "Inspection of", "Focused visit to", "NOT_A_FULL_INSPECTION"),
                Arguments.of("ILACS", "Inspection dates: ", "Visited on ", "NOT_A_FULL_INSPECTION"));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void rejectsWhatContradictsItselfAndSaysWhatWasFound(String layout, String from, String to, String message) {
        assertThat(read(sample(layout, SampleReport.USUAL), from, to))
                .isInstanceOf(ReportReading.Refused.class)
                .extracting(SampleReportsTest::said)
                .asString()
                .contains(message);
    }

    /** Overall effectiveness has no heading of its own. A new judgement needs a name and a row in {@link SampleReport}. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OVERALL_EFFECTIVENESS")
    void comparesTheHeadingsOfEveryJudgementWithTheTable(Judgement judgement) {
        List<String> layouts = PrintedReports.LAYOUTS.stream()
                .filter(layout -> SampleReport.rows(layout).contains(judgement))
                .toList();
        assertThat(layouts).as("layouts with %s", judgement).isNotEmpty();
        for (String layout : layouts) {
            // Given a report whose headings give this judgement another grade than its table
            SampleReport report = sample(layout, SampleReport.USUAL);
            Map<Judgement, Grade> others = new EnumMap<>(report.grades);
            others.put(judgement, report.grades.get(judgement) == GOOD ? OUTSTANDING : GOOD);
            SampleReport other = SampleReport.of(layout, others, SampleReport.USUAL);
            for (int i = 0; i < report.parts.size(); i++) {
                if (report.parts.get(i).kind() == SampleReport.Kind.STATEMENT) {
                    report.parts.set(i, other.parts.get(i));
                }
            }

            // When
            ReportReading reading = reports.readLines(report.pages(), report.name(), null);

            // Then
            assertThat(said(reading)).as(layout).contains("further on the report says");
        }
    }

    @Test
    void rejectsTheReviewOfASafeguardingBoardAsNoInspection() {
        ReportReading reading = reports.read(
                SamplePdf.ofLines(List.of(
                        "Surrey Safeguarding Children Board",
                        "Review of the effectiveness of the Local Safeguarding Children Board",
                        "Inspection date: 15 June 2015 – 17 June 2015",
                        "Report published: 3 August 2015",
                        "The Local Safeguarding Children Board requires improvement")),
                "a.pdf",
                null);

        assertThat(reading)
                .extracting(SampleReportsTest::said)
                .asString()
                .contains("NOT_A_FULL_INSPECTION", "review of a safeguarding");
    }

    private ReportReading read(SampleReport report, String from, String to) {
        List<List<String>> pages = report.pages().stream()
                .map(page -> page.stream()
                        .flatMap(line -> line.replaceAll(from, to).lines())
                        .toList())
                .toList();
        assertThat(pages).isNotEqualTo(report.pages());
        return reports.readLines(pages, report.name(), null);
    }

    private static String said(ReportReading reading) {
        return reading instanceof ReportReading.Refused refused
                ? refused.problem().reason() + " " + refused.problem()
                : reading.toString();
    }

    private static SampleReport sample(String layout, Wrapping wrapping) {
        return SampleReport.of(layout, layout.startsWith("SIF") ? sif() : ilacs(layout), wrapping);
    }

    private static Map<Judgement, Grade> sif() {
        return Map.of(
                OVERALL_EFFECTIVENESS, INADEQUATE,
                HELP_AND_PROTECTION, INADEQUATE,
                IN_CARE, REQUIRES_IMPROVEMENT,
                ADOPTION, GOOD,
                CARE_LEAVERS, OUTSTANDING,
                IMPACT_OF_LEADERS, INADEQUATE);
    }

    private static Map<Judgement, Grade> ilacs(String layout) {
        return switch (layout) {
            case "combined" ->
                Map.of(
                        IMPACT_OF_LEADERS, OUTSTANDING,
                        HELP_AND_PROTECTION, GOOD,
                        IN_CARE_AND_CARE_LEAVERS, REQUIRES_IMPROVEMENT,
                        OVERALL_EFFECTIVENESS, GOOD);
            case "ILACS" ->
                Map.of(
                        IMPACT_OF_LEADERS, REQUIRES_IMPROVEMENT,
                        HELP_AND_PROTECTION, REQUIRES_IMPROVEMENT,
                        IN_CARE, GOOD,
                        CARE_LEAVERS, GOOD,
                        OVERALL_EFFECTIVENESS, REQUIRES_IMPROVEMENT);
            default ->
                Map.of(
                        IMPACT_OF_LEADERS,
                        INADEQUATE,
                        HELP_AND_PROTECTION,
                        INADEQUATE,
                        IN_CARE,
                        GOOD,
                        CARE_LEAVERS,
                        REQUIRES_IMPROVEMENT);
        };
    }
}
