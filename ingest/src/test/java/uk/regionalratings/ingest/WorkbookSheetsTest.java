package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.regionalratings.ingest.SampleWorkbook.GOOD;
import static uk.regionalratings.ingest.SampleWorkbook.row;
import static uk.regionalratings.ingest.SampleWorkbook.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.ingest.problem.UnusableSourceException;

/** Whatever a workbook contains besides plain cells on one sheet is read, rejected or named. */
class WorkbookSheetsTest {
    private static final String HEADER = row(
            1,
            text("inspection_id")
                    + text("authority_id")
                    + text("framework")
                    + text("started_on")
                    + text("ended_on")
                    + text("published_on")
                    + text("overall_effectiveness")
                    + text("in_care"));

    @Test
    void readsEverySheetThatHasTheColumnsAndNamesTheOthers() {
        // Given
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("Cover", row(1, text("Inspections")));
        sheets.put("2024-25", HEADER + good(2, "a") + good(3, "b"));
        sheets.put("Half", row(1, text("inspection_id") + text("authority_id")) + good(2, "x"));
        sheets.put("2025-26", HEADER + row(2, text("bad") + GOOD.replace("Outstanding", "Fine")) + good(3, "c"));
        sheets.put("Empty", HEADER);
        sheets.put("hidden", HEADER + good(2, "y"));

        // When
        Reading reading = Reading.of(SampleWorkbook.ofSheets(sheets));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b", "c");
        assertThat(reading.rejections())
                .singleElement()
                .asString()
                .startsWith("file:2025-26!2: overall_effectiveness: unknown-grade");
        assertThat(reading.remarks())
                .hasSize(3)
                .anySatisfy(
                        remark -> assertThat(remark)
                                .startsWith(
                                        "sheets not read, since they have no header row: Cover, Half (row 1 lacks columns: framework,"))
                .contains(
                        "sheets not read, since they are hidden: hidden",
                        "sheets with a header and no row below it: Empty");
    }

    /** Numbers that lost their format: in a workbook that counts from 1904 they would be other days. */
    @ParameterizedTest
    @CsvSource({"0,1,0", "1,0,1"})
    void readsNumbersAsDaysOnlyWhereTheyCountAsUsual(String from1904, int accepted, int rejected) {
        // Given
        Map<String, String> parts = SampleWorkbook.parts(row(
                        1,
                        text("Local authority")
                                + text("Framework")
                                + text("Start date")
                                + text("End date")
                                + text("Publication date")
                                + text("Overall effectiveness"))
                + row(
                        2,
                        text("Leeds") + text("ILACS") + "<c><v>44613</v></c><c><v>44624</v></c><c><v>44691</v></c>"
                                + text("Good")));
        parts.computeIfPresent(
                "xl/workbook.xml", (name, xml) -> xml.replace("date1904='0'", "date1904='" + from1904 + "'"));

        // When
        Reading reading = Reading.of(SampleWorkbook.zip(parts));

        // Then
        assertThat(reading.publishedIds()).isEqualTo(accepted == 1 ? List.of("383-2022-05-10") : List.of());
        assertThat(reading.rejections()).hasSize(rejected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <c><f>B2</f></c>                              | holds a formula that was never computed: open the workbook
            <c><f>B2</f><v></v></c>                       | holds a formula that was never computed
            <c><f>B2</f><v/></c>                          | holds a formula that was never computed
            <c t='str'><f>B2</f></c>                      | holds a formula that was never computed
            <c t='n'><f t='shared' si='0'/><v> </v></c>   | holds a formula that was never computed
            """)
    void rejectsAFormulaThatWasNeverComputedWhereBlankWouldMeanNotJudged(String cell, String message) {
        // When
        Reading reading = Reading.of(
                SampleWorkbook.ofSheet(HEADER + good(2, "a") + row(3, text("bad") + GOOD + cell) + good(4, "b")));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b");
        assertThat(reading.rejections())
                .singleElement()
                .asString()
                .startsWith("file:Sheet1!3: in_care: unreadable - " + message);
    }

    @Test
    void takesAFormulaThatWasComputedToAnEmptyTextAsBlank() {
        // When
        Reading reading = Reading.of(SampleWorkbook.ofSheet(
                HEADER + row(2, text("a") + GOOD + "<c t='str'><f>IF(1,\"\",\"\")</f><v></v></c>")));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a");
    }

    @Test
    void rejectsTheRowsOfAnArrayFormulaThatWasNeverComputed() {
        // Given
        String array = "<c r='H2'><f t='array' ref='H2:H3'>B2:B3</f></c>";

        // When
        Reading reading = Reading.of(
                SampleWorkbook.ofSheet(HEADER + row(2, text("a") + GOOD + array) + good(3, "b") + good(4, "c")));

        // Then
        assertThat(reading.publishedIds()).containsExactly("c");
        assertThat(reading.rejections())
                .hasSize(2)
                .last()
                .asString()
                .startsWith(
                        "file:Sheet1!3: in_care: unreadable - belongs to the formula in H2, which was never computed");
    }

    @Test
    void rejectsRowsWithMergedCellsWhereBlankWouldMeanNotJudged() {
        // Given a grade merged over two rows, the second with an invisible value, and a note merged over three empty
        // ones
        String merged =
                "</sheetData><mergeCells><mergeCell ref='H2:H3'/><mergeCell ref='G5:H5'/><mergeCell ref='A6:H8'/>"
                        + "</mergeCells><sheetData>";
        String rows = HEADER
                + row(2, text("a") + GOOD + text("Good"))
                + row(3, text("bad") + GOOD + text("Inadequate"))
                + good(4, "b")
                + row(5, text("worse") + GOOD)
                + row(6, text("Source: none"))
                + row(7, "<c/>")
                + row(8, "<c r='C8' t='inlineStr'><is><t>left over</t></is></c>");

        // When
        Reading reading = Reading.of(SampleWorkbook.ofSheet(rows + merged));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b");
        assertThat(reading.rejections()).hasSize(3);
        assertThat(reading.rejections().get(0))
                .startsWith("file:Sheet1!3: in_care: unreadable - is merged with H2: unmerge the cells and write");
        assertThat(reading.rejections().get(1)).startsWith("file:Sheet1!5: in_care: unreadable - is merged with G5");
        assertThat(reading.rejections().get(2)).startsWith("file:Sheet1!6: ");
    }

    @Test
    void readsHiddenAndFilteredRowsAndColumnsLikeAllOthers() {
        // When
        Reading reading = Reading.of(
                SampleWorkbook.ofSheet(HEADER + good(2, "a") + good(3, "b").replace("<row ", "<row hidden='1' ")));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b");
    }

    @Test
    void rejectsARowThatGoesOnBeyondTheColumnsThatAreRead() {
        // When
        Reading reading = Reading.of(
                SampleWorkbook.ofSheet(HEADER + row(2, text("bad") + GOOD + "<c r='IW2'><v>1</v></c>") + good(3, "a")));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a");
        assertThat(reading.rejections())
                .containsExactly(
                        "file:Sheet1!2: unreadable - has a cell right of the first 256 columns, which are all that is read");
    }

    @Test
    void saysWhenValuesStandInColumnsWithoutAName() {
        // When
        Reading reading = Reading.of(SampleWorkbook.ofSheet(HEADER
                + row(2, text("a") + GOOD + "<c/>" + text("Good"))
                + row(3, text("b") + GOOD + "<c/>" + text("x"))));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b");
        assertThat(reading.remarks())
                .containsExactly("values not read, since their columns have no name: 2, the first in row Sheet1!2");
    }

    @ParameterizedTest
    @CsvSource({
        "worksheets/sheet1.xml",
        "./worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets/../worksheets/./sheet1.xml"
    })
    void findsASheetHoweverTheWorkbookRefersToIt(String target) {
        // Given
        Map<String, String> parts = SampleWorkbook.parts(HEADER + good(2, "a"));
        parts.computeIfPresent(
                "xl/_rels/workbook.xml.rels", (name, xml) -> xml.replace("worksheets/sheet1.xml", target));

        // Then
        assertThat(Reading.of(SampleWorkbook.zip(parts)).publishedIds()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            xl/workbook.bin | bin             | is a binary workbook (.xlsb): save it as .xlsx
            xl/workbook.xml | <workbook xmlns:r='x'><sheets><sheet name='a' r:id='none'/></sheets></workbook> | is damaged: the part of one of its sheets is missing
            """)
    void refusesAWorkbookThatItCannotReadWhole(String main, String content, String message) {
        // Given
        Map<String, String> parts = SampleWorkbook.parts(HEADER + good(2, "a"));
        parts.computeIfPresent("_rels/.rels", (name, xml) -> xml.replace("xl/workbook.xml", main));
        parts.put(main, content);

        // Then
        assertThatThrownBy(() -> Reading.of(SampleWorkbook.zip(parts)))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith("file: " + message);
    }

    @Test
    void refusesMergedCellsThatWouldTakeTooMuchMemory() {
        assertThatThrownBy(() -> Reading.of(SampleWorkbook.ofSheet(HEADER + good(2, "a")
                        + "</sheetData><mergeCells><mergeCell ref='A3:B1048576'/></mergeCells><sheetData>")))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("over more than 100000 rows: write a value into each cell");
    }

    private static String good(int number, String id) {
        return row(number, text(id) + GOOD);
    }
}
