package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

class WorkbookIngestTest {
    private static final Inspection SUNDERLAND = InspectionBuilder.inspection("394-2021-08-20")
            .grade(Judgement.OVERALL_EFFECTIVENESS, new GradeGiven(Grade.OUTSTANDING, "Outstanding"))
            .grade(Judgement.IN_CARE_AND_CARE_LEAVERS, new GradeGiven(Grade.OUTSTANDING, "Outstanding"))
            .reportUrl("https://files.ofsted.gov.uk/v1/file/50168072")
            .build();

    @Test
    void readsTheListBelowItsTitleOnTheSecondSheetWithRealDatesAndNumbers() {
        // Given
        byte[] workbook = SampleWorkbook.of(List.of(
                List.of("Inspections of children's services", ""),
                List.of(),
                SampleWorkbook.HEADER,
                SampleWorkbook.SUNDERLAND,
                List.of()));

        // When
        Reading reading = Reading.of(workbook);

        // Then
        assertThat(reading.rejections()).isEmpty();
        assertThat(reading.sent().published).containsExactly(SUNDERLAND);
    }

    @Test
    void namesSheetAndRowOfWhatItRejectsAndGoesOn() {
        // Given
        List<Object> bad = new ArrayList<>(SampleWorkbook.SUNDERLAND);
        bad.set(6, "Fine");
        List<List<Object>> rows = new ArrayList<>(Collections.nCopies(12, List.of("a note")));
        rows.addAll(List.of(SampleWorkbook.HEADER, bad, List.of(), SampleWorkbook.SUNDERLAND));

        // When
        Reading reading = Reading.of(SampleWorkbook.of(rows));

        // Then
        assertThat(reading.rejections())
                .singleElement()
                .asString()
                .startsWith("file:List!14: Overall effectiveness: unknown-grade - \"Fine\" is not a grade");
        assertThat(reading.sent().rejected.get(0).line()).isEqualTo(14);
        assertThat(reading.sent().rejected.get(0).original())
                .asString()
                .startsWith("Sunderland,394,ILACS,2021-06-28,2021-07-09,2021-08-20,Fine,");
        assertThat(reading.sent().published).containsExactly(SUNDERLAND);
    }

    /** Each is placed between two good rows, in the column of the inspection's identity. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <c t='e'><v>#N/A</v></c>                        | inspection_id: unreadable - holds the error #N/A
            <c t='str'><f>A9</f><v>#REF!</v></c>            | inspection_id: bad-text - must be 1 to 100 letters, digits, '.', '_', ':' or '-', starting with a letter or digit
            <c t='s'><v>1</v></c>                           | inspection_id: unreadable - refers to a text that the workbook does not contain
            <c t='s'><v>2000000000</v></c>                  | inspection_id: unreadable - refers to a text that the workbook does not contain
            <c><v>1e999</v></c>                             | inspection_id: unreadable - contains a number that is too large to be exact
            <c><v>NaN</v></c>                               | inspection_id: unreadable - holds a number that is none
            <c s='1'><v>60</v></c>                          | inspection_id: unreadable - contains 29 February 1900, a day that exists only in spreadsheets
            <c s='1'><v>-1</v></c>                          | inspection_id: unreadable - contains a date outside the calendar of spreadsheets
            <c t='b'><v>maybe</v></c>                       | inspection_id: unreadable - contains an invalid truth value
            <c t='new'><v>1</v></c>                         | inspection_id: unreadable - is of a kind that is not known
            <c r='A3'><v>1</v></c><c r='A3'><v>2</v></c>    | inspection_id: unreadable - occurs twice
            <c r='ZZZZZZZ3'><v>1</v></c><c r='A3'><v>2</v></c> | unreadable - has a cell with an unknown position
            <c/>                                            | inspection_id: missing-field - is empty
            """)
    void rejectsABadCellAndAcceptsTheRowsBesideIt(String cell, String message) {
        // When
        Reading reading = Reading.of(SampleWorkbook.zip(SampleWorkbook.parts(SampleWorkbook.between(cell))));

        // Then
        assertThat(reading.rejections()).containsExactly("file:Sheet1!3: " + message);
        assertThat(reading.publishedIds()).containsExactly("first", "last");
    }

    /** The text that is read as the identity. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <c t='s'><v>0</v></c>                              | Sunderland
            <c><v>394.0</v></c>                                | 394
            <c><v>1.50</v></c>                                 | 1.5
            <c t='b'><v>1</v></c>                              | true
            <c><f>3*100</f><v>300</v></c>                      | 300
            <c t='str'><f>X</f><v>a_x0031_</v></c>             | a1
            <c s='1'><v>44428</v></c>                          | 2021-08-20
            <c s='1'><v>44428.5</v></c>                        | 2021-08-20T12:00
            <c s='1'><v>59</v></c>                             | 1900-02-28
            <c s='1'><v>61</v></c>                             | 1900-03-01
            <c t='d'><v>2021-08-20T00:00:00Z</v></c>           | 2021-08-20
            <c s='4000000'><v>7</v></c>                        | 7
            """)
    void readsCellsAsTheSpreadsheetMeansThem(String cell, String text) {
        // When
        Reading reading = Reading.of(SampleWorkbook.zip(SampleWorkbook.parts(SampleWorkbook.between(cell))));

        // Then
        assertThat(reading.publishedIds()).containsExactly("first", text, "last");
    }

    @Test
    void countsDaysFrom1904WhereTheWorkbookSaysSo() {
        // Given
        Map<String, String> parts = SampleWorkbook.parts(SampleWorkbook.between("<c s='1'><v>42966</v></c>")
                .replace("44375", "42913")
                .replace("44386", "42924")
                .replace("44428", "42966"));
        parts.computeIfPresent("xl/workbook.xml", (name, xml) -> xml.replace("date1904='0'", "date1904='1'"));

        // When
        Reading reading = Reading.of(SampleWorkbook.zip(parts));

        // Then
        assertThat(reading.publishedIds()).containsExactly("first", "2021-08-20", "last");
        assertThat(reading.sent().published)
                .allSatisfy(inspection -> assertThat(inspection.publishedOn()).isEqualTo("2021-08-20"));
    }

    @Test
    void takesItsFormatsFromTheWorkbook() {
        // Given
        Map<String, String> parts = SampleWorkbook.parts(SampleWorkbook.between("<c s='2'><v>44428</v></c>"));
        parts.put(
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-809]d\\ mmmm\\ yyyy;@'/>"
                        + "<numFmt numFmtId='165' formatCode='\"day\" 0;[Red]h:mm'/></numFmts><cellStyleXfs>"
                        + "<xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/>"
                        + "<xf numFmtId='165'/></cellXfs></styleSheet>");

        // Then a word in quotation marks does not make a date format
        assertThat(Reading.of(SampleWorkbook.zip(parts)).publishedIds()).containsExactly("first", "44428", "last");
    }

    @Test
    void saysWhichRowCameNearestToAHeader() {
        // Given
        List<Object> header = new ArrayList<>(SampleWorkbook.HEADER);
        header.set(5, "Day");

        // Then
        assertThatThrownBy(() -> Reading.of(SampleWorkbook.of(List.of(List.of("Title"), header))))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith(
                        "file: has no header row within the first 20 rows of a sheet: List!2 lacks columns for: published_on;");
    }

    @Test
    void doesNotReadHiddenSheets() {
        // Given
        Map<String, String> parts = SampleWorkbook.parts(SampleWorkbook.between(SampleWorkbook.text("a")));
        parts.computeIfPresent("xl/workbook.xml", (name, xml) -> xml.replace("<sheet ", "<sheet state='hidden' "));

        // Then
        assertRefused(parts, "has no header row within the first 20 rows of a sheet: all of its sheets are hidden");
    }

    @Test
    void publishesNothingOfADamagedSheet() {
        // Given
        Map<String, String> parts = SampleWorkbook.parts(SampleWorkbook.between(SampleWorkbook.text("second")));
        parts.computeIfPresent("xl/worksheets/sheet1.xml", (name, xml) -> xml.replace("<row r='4'>", "<row r='4'><<"));
        RecordingPublisher publisher = new RecordingPublisher();

        // Then
        assertThatThrownBy(() -> Reading.of(SampleWorkbook.zip(parts), publisher))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith("file: is damaged: it contains a part that is not XML");
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void refusesWhatIsNoWorkbook() {
        assertRefused(Map.of("a.txt", "text"), "is a ZIP archive without a workbook (.xlsx) in it");
        assertThatThrownBy(() -> Reading.of("PK\u0003\u0004 and no more")).isInstanceOf(UnusableSourceException.class);
        byte[] whole = SampleWorkbook.of(List.of(SampleWorkbook.HEADER, SampleWorkbook.SUNDERLAND));
        assertThatThrownBy(() -> Reading.of(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(UnusableSourceException.class);
    }

    /** Small files that would exhaust memory or time without limits. */
    @Test
    void staysWithinBoundsWhateverAPartUnpacksTo() {
        long start = System.nanoTime();
        assertHostile("xl/worksheets/sheet1.xml", "<a>" + " ".repeat(300 << 10), "a text or a tag of more than");
        assertHostile("xl/worksheets/sheet1.xml", "<a>" + "<b/>".repeat(20 << 20), "unpacks to more than");
        assertHostile("xl/worksheets/sheet1.xml", "<a>".repeat(10_000), "more names or levels");
        assertHostile("xl/worksheets/sheet1.xml", "<a>" + names(), "more names or levels");
        assertHostile("xl/sharedStrings.xml", "<sst>" + "<si/>".repeat(600_000), "too much text");
        assertHostile(
                "xl/workbook.xml",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><workbook>&b;</workbook>",
                "document types");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static String names() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            names.append("<n").append(i).append("/>");
        }
        return names.toString();
    }

    private static void assertHostile(String part, String content, String message) {
        Map<String, String> parts = SampleWorkbook.parts(SampleWorkbook.between(SampleWorkbook.text("a")));
        parts.put(part, content);
        assertRefused(parts, message);
    }

    private static void assertRefused(Map<String, String> parts, String message) {
        assertThatThrownBy(() -> Reading.of(SampleWorkbook.zip(parts)))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining(message);
    }
}
