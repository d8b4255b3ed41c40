package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** The outcome of real lists. */
class SampleListsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            01-dmy.csv                    | 1 | 0 |                                         |
            02-semicolon.csv              | 1 | 0 |                                         |
            03-tab.csv                    | 1 | 0 |                                         |
            04-utf16.csv                  | 1 | 0 |                                         |
            05-cp1252.csv                 | 1 | 0 |                                         | lines read as Windows-1252, since they are not UTF-8: 1, the first is line 2
            09-total.csv                  | 1 | 0 |                                         | blank rows skipped: 1 rows skipped because they are not inspections: 5 "Total", 6 "Source: ADCS"
            10-title.csv                  | 1 | 0 |                                         | lines above the header not read: 1
            12-embedded.csv               | 1 | 0 |                                         |
            13-nul.csv                    | 1 | 1 | "Lee\\u0000ds" is not an authority      |
            14-d2i.csv                    | 1 | 0 |                                         | columns not read: pdf_filename, inspector_name, parser_version
            15-former-codes.csv           | 7 | 0 |                                         |
            20-formula-without-value.xlsx | 0 | 2 | holds a formula that was never computed | sheets not read, since they have no header row: Lookup
            21-invisible-spaces.xlsx      | 6 | 0 |                                         |
            22-two-sheets.xlsx            | 3 | 0 |                                         |
            23-cr-only.csv                | 2 | 0 |                                         |
            24-mixed-line-ends.csv        | 3 | 0 |                                         |
            25-short-row.csv              | 2 | 0 |                                         |
            26-short-row-list.csv         | 2 | 0 |                                         |
            28-dot-target.xlsx            | 1 | 0 |                                         |
            """)
    void readsEveryRow(String name, int accepted, int rejected, String reason, String remark) throws IOException {
        // When
        Reading reading = Reading.of(SampleLists.bytes(name));

        // Then
        assertThat(reading.publishedIds()).hasSize(accepted);
        assertThat(reading.rejections()).hasSize(rejected).allMatch(rejection -> rejection.contains(reason));
        assertThat(String.join(" ", reading.remarks())).contains(remark == null ? "" : remark);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            27-binary.xlsb   | file: is a binary workbook (.xlsb): save it as .xlsx
            11-dupheader.csv | file: has more than one column for the same field: Help and protection
            """)
    void saysWhatAFileIsThatItCannotRead(String name, String message) throws IOException {
        byte[] bytes = SampleLists.bytes(name);

        assertThatThrownBy(() -> Reading.of(bytes))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith(message);
    }

    /** One line for each name: the authority that it means, or why there is none. */
    private static final String NAMES =
            """
            801 Bristol, City of
            810 Kingston upon Hull, City of
            840 County Durham
            342 St. Helens
            342 St Helens
            882 Southend on Sea
            882 Southend-on-Sea
            839 Bournemouth, Christchurch and Poole
            894 Telford & Wrekin
            884 Herefordshire, County of
            204 LB Hackney
            204 London Borough of Hackney
            816 City of York
            896 Cheshire West & Chester
            896 Cheshire West and Chester
            811 East Riding
            811 East Riding of Yorkshire
            391 Newcastle
            391 Newcastle upon Tyne
            887 Medway Children's Services
            420 Isles of Scilly
            420 Council of the Isles of Scilly
            213 Westminster, City of
            201 City of London
            831 Derby City
            892 Nottingham City
            856 Leicester City Council
            846 Brighton & Hove
            800 Bath & North East Somerset
            318 Richmond
            314 Kingston
            207 Kensington & Chelsea
            207 RBKC
            301 Barking & Dagenham
            205 Hammersmith & Fulham
            807 Redcar & Cleveland
            808 Stockton on Tees
            861 Stoke on Trent
            889 Blackburn
            839 BCP
            812 North East Lincs
            942 Cumberland
            943 Westmorland & Furness
            868 Windsor & Maidenhead
            383 E08000035
            383 383
            383 0383
            383 383.0
            925 80484
            383 Leeds City Council
            383 leeds
            383 LEEDS
            383 Leeds
            840 Durham County Council
            394 Sunderland City Council
            929 Northumberland County Council
            unknown-authority "Middlesborough" is not an authority: did you mean "middlesbrough" (806)?
            """;

    @Test
    void knowsAuthoritiesAsPeopleWriteThem() throws IOException {
        // Given
        List<String> expected = new ArrayList<>();
        NAMES.lines().forEach(line -> expected.add(line.startsWith("unknown") ? line : line.substring(0, 3)));

        // When
        Reading reading = Reading.of(SampleLists.bytes("06-names.csv"));

        // Then
        assertThat(SampleLists.outcomes(reading, expected.size(), Inspection::authorityId))
                .containsExactlyElementsOf(expected);
        assertThat(reading.summary().read()).isEqualTo(57);
    }

    @Test
    void knowsAuthoritiesByTheCodesThatTheyHadBefore() throws IOException {
        assertThat(Reading.of(SampleLists.bytes("15-former-codes.csv")).sent().published)
                .extracting(Inspection::authorityId)
                .containsExactly("815", "933", "370", "373", "390", "929", "825");
    }

    @Test
    void knowsGradesAsPeopleWriteThem() throws IOException {
        // When
        Reading reading = Reading.of(SampleLists.bytes("07-grades.csv"));

        // Then
        assertThat(SampleLists.outcomes(reading, 16, SampleListsTest::overall))
                .containsExactly(
                        "REQUIRES_IMPROVEMENT Requires improvement",
                        "REQUIRES_IMPROVEMENT Requires improvement",
                        "REQUIRES_IMPROVEMENT requires improvement to be good",
                        "GOOD Good",
                        "OUTSTANDING Outstanding",
                        "INADEQUATE Inadequate",
                        "none",
                        "none",
                        "none",
                        "OUTSTANDING Outstanding",
                        "GOOD Good",
                        "unknown-grade \"1\" is a grade only if its whole column holds Ofsted's numbers, 1 to 4: write"
                                + " the grade in words",
                        "REQUIRES_IMPROVEMENT Requires Improvement",
                        "REQUIRES_IMPROVEMENT Requires improvement",
                        notAGrade("Adequate"),
                        notAGrade("Met"));
    }

    private static String overall(Inspection inspection) {
        return Optional.ofNullable(inspection.grades().get(Judgement.OVERALL_EFFECTIVENESS))
                .map(given -> given.grade() + " " + given.words())
                .orElse("none");
    }

    private static String notAGrade(String text) {
        return "unknown-grade \"" + text
                + "\" is not a grade: use Outstanding, Good, Requires improvement or Inadequate, or"
                + " leave it empty where the report does not grade it";
    }

    @Test
    void knowsDatesAsPeopleWriteThem() throws IOException {
        // Given
        String right = "2022-02-21 2022-03-04 2022-05-10";

        // When
        Reading reading = Reading.of(SampleLists.bytes("08-dates.csv"));

        // Then
        assertThat(SampleLists.outcomes(
                        reading,
                        9,
                        inspection ->
                                inspection.startedOn() + " " + inspection.endedOn() + " " + inspection.publishedOn()))
                .containsExactly(
                        right,
                        right,
                        right,
                        right,
                        "bad-date \"44613\" is a date only if its whole column holds spreadsheet serial dates:"
                                + " write 20/08/2021",
                        right,
                        "bad-date \"02/21/2022\" is not a day of the calendar; the day comes before the month",
                        right,
                        right);
    }
}
