package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.regionalratings.ingest.SampleOds.good;
import static uk.regionalratings.ingest.SampleOds.header;
import static uk.regionalratings.ingest.SampleOds.row;
import static uk.regionalratings.ingest.SampleOds.text;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Workbooks as LibreOffice writes them. */
@Tag("sized")
class OdsIngestTest {
    private static final Set<String> AUTHORITIES = ReferenceFiles.bundledAuthorities().stream()
            .map(Authority::authorityId)
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern VALUE =
            Pattern.compile("(<text:p>|office:(?:date-)?value='|number-rows-repeated=')([^<']*)(</text:p>|')");
    private static final String BLANKS = "<table:table-cell table:number-columns-repeated='16000'/>";

    @Test
    void readsEverySheetThatHasTheColumnsAndNamesTheOthers() {
        // Given
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("Cover", row(text("Inspections of local authority children's services")));
        sheets.put(
                "List",
                "<table:table-header-rows>" + row(text("as at August")) + header() + "</table:table-header-rows>"
                        + row(good("a") + BLANKS)
                        + "<table:table-row table:number-rows-repeated='3'>" + BLANKS + "</table:table-row>"
                        + row(good("bad").replace("Outstanding", "Fine"))
                        + "<table:table-row table:number-rows-repeated='2'>" + good("b") + "</table:table-row>"
                        + "<table:table-row table:number-rows-repeated='1048000'>" + BLANKS + "</table:table-row>");
        sheets.put("hidden", header() + row(good("x")));
        sheets.put(
                "Second",
                header() + row(good("c") + text("Requires<text:s/>improvement<text:span> to be</text:span> good")));

        // When
        Reading reading = Reading.of(SampleOds.ofSheets(sheets));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b", "b", "c");
        assertThat(reading.rejections())
                .singleElement()
                .asString()
                .startsWith("file:List!7: overall_effectiveness: unknown-grade");
        assertThat(reading.remarks())
                .anySatisfy(remark ->
                        assertThat(remark).startsWith("sheets not read, since they have no header row: Cover"))
                .contains("sheets not read, since they are hidden: hidden");
        Inspection first = reading.sent().published.get(0);
        assertThat(first.authorityId() + " " + first.startedOn() + " " + first.endedOn() + " " + first.publishedOn())
                .isEqualTo("394 2021-06-28 2021-07-09 2021-08-20");
        assertThat(reading.sent()
                        .published
                        .get(3)
                        .grades()
                        .get(Judgement.IN_CARE)
                        .words())
                .isEqualTo("Requires improvement to be good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <table:table-cell table:formula='of:=[.A1]'/>                                                                                     | holds a formula that was never computed
            <table:table-cell office:value-type='string' calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell>                  | holds the error #N/A
            <table:covered-table-cell office:value-type='string'><text:p>Good</text:p></table:covered-table-cell>                            | is merged with another cell
            <table:table-cell office:value-type='date' office:date-value='soon'><text:p>x</text:p></table:table-cell>                         | holds a date that is none
            <table:table-cell office:value-type='float'><text:p>1</text:p></table:table-cell>                                                 | holds a number that is none
            <table:table-cell office:value-type='void'><text:p>1</text:p></table:table-cell>                                                  | is of a kind that is not known
            """)
    void rejectsARowWithACellThatHasNoValueOfItsOwn(String cell, String message) {
        // When
        Reading reading = Reading.of(
                SampleOds.ofSheets(Map.of("S", header() + row(good("a")) + row(good("bad") + cell) + row(good("b")))));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b");
        assertThat(reading.rejections())
                .singleElement()
                .asString()
                .startsWith("file:S!3: in_care: unreadable - " + message);
    }

    @Test
    void takesComputedFormulasAndLeavesNotesOnCellsAside() {
        // Given
        String computed = "<table:table-cell table:formula='of:=[.A1]' office:value-type='string'>"
                + "<office:annotation><text:p>Inadequate</text:p></office:annotation><text:p>Good</text:p></table:table-cell>";

        // When
        Reading reading = Reading.of(SampleOds.ofSheets(Map.of("S", header() + row(good("a") + computed))));

        // Then
        assertThat(reading.sent()
                        .published
                        .get(0)
                        .grades()
                        .get(Judgement.IN_CARE)
                        .words())
                .isEqualTo("Good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<office:text/>", "<office:spreadsheet><table:table></office:spreadsheet>", "<!-- -->"})
    void refusesWhatIsNoSpreadsheet(String body) {
        // Given
        Map<String, String> parts = SampleOds.parts(Map.of("S", ""));
        parts.computeIfPresent(
                "content.xml", (name, xml) -> xml.replaceAll("<office:spreadsheet>.*</office:spreadsheet>", body));

        // Then
        assertThatThrownBy(() -> Reading.of(SampleWorkbook.zip(parts)))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith("file: ");
    }

    /** A few bytes that stand for a million rows, and cells beyond every column, are read in their turn or refused. */
    @Test
    void boundsWhatRepetitionMakesOfAFewBytes() {
        // Given
        String rows = "<table:table-row table:number-rows-repeated='999999999'>" + good("a") + "</table:table-row>";
        String cells = row(good("a") + "<table:table-cell table:number-columns-repeated='999999999'"
                + " office:value-type='string'><text:p>x</text:p></table:table-cell>");

        // Then
        assertThatThrownBy(() ->
                        Reading.of(SampleOds.ofSheets(Map.of("S", header() + row(good("a")) + row(text("b")) + rows))))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("more than 100000 rows that are like the one above");
        assertThat(Reading.of(SampleOds.ofSheets(Map.of("S", header() + cells))).rejections())
                .singleElement()
                .asString()
                .contains("has a cell right of the first 256 columns");
    }

    /** {@code -Dods=N} tries more. */
    @Test
    void answersDamagedWorkbooks() {
        Random random = new Random(1);
        FieldTexts texts = new FieldTexts(random);
        int read = 0;
        int most = Integer.getInteger("ods", 500);
        for (int input = 0; input < most; input++) {
            int number = input;
            Map<String, String> parts =
                    SampleOds.parts(Map.of("S", header() + row(good("a") + text("Good")) + row(good("b"))));
            parts.computeIfPresent(
                    "content.xml",
                    (name, xml) -> random.nextBoolean()
                            ? damagedMarkup(xml, random, texts)
                            : damagedValues(xml, random, texts));
            try {
                Reading reading = Reading.of(SampleWorkbook.zip(parts));
                assertThat(reading.sent().published).allSatisfy(inspection -> assertThat(
                                AcceptedInspection.objections(inspection, AUTHORITIES, LocalDate.of(2026, 10, 1)))
                        .as("input %d: %s", number, parts)
                        .isEmpty());
                assertThat(reading.summary().read())
                        .isEqualTo(reading.publishedIds().size()
                                + reading.rejections().size());
                read++;
            } catch (UnusableSourceException e) {
                assertThat(e).hasMessageStartingWith("file: ");
            }
        }
        System.out.println(most + " damaged ODS workbooks: " + read + " read");
        assertThat(read).isBetween(1, most - 1);
    }

    private static String damagedMarkup(String xml, Random random, FieldTexts texts) {
        int at = xml.indexOf("<office:spreadsheet>") + random.nextInt(800);
        return xml.substring(0, at) + texts.damaged(xml.substring(at, at + 200)) + xml.substring(at + 200);
    }

    /** The XML stays well formed, and what cells hold does not. */
    private static String damagedValues(String xml, Random random, FieldTexts texts) {
        return VALUE.matcher(xml)
                .replaceAll(value -> Matcher.quoteReplacement(
                        random.nextInt(12) == 0
                                ? value.group(1) + escaped(texts.damaged(value.group(2))) + value.group(3)
                                : value.group()));
    }

    /** What XML can't hold is left out. */
    private static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("'", "&apos;");
    }
}
