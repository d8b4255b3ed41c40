package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

class CsvIngestTest {
    private static final String HEADER = "inspection_id,authority_id,framework,started_on,ended_on,published_on,"
            + "overall_effectiveness,in_care,revision,withdrawn,report_url\n";
    private static final String FIRST =
            "first,394,ILACS,2021-06-28,2021-07-09,2021-08-20,OUTSTANDING,,,,https://example.org/1\n";
    private static final String LAST = "last,813,SIF,2017-06-28,2017-07-09,2017-08-20,GOOD,GOOD,2,false,\n";

    /** Each row is placed between two good ones; only it is rejected, with this message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            bad,394,ILACS                                                                       | unreadable - has 3 fields, the header has 11
            bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,false,,                  | unreadable - has 12 fields, the header has 11
            bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,"GOOD,GOOD,1,false,                  | unreadable - a quotation mark opens a field that is never closed
            bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,"GOOD"x,GOOD,1,false,                | unreadable - the quotation marks do not pair up
            ,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,false,                      | inspection_id: missing-field - is empty
            bad,,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,false,                      | authority_id: missing-field - is empty
            bad,North Lincs,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,false,           | authority_id: unknown-authority - "North Lincs" is not an authority: use a DfE code, GSS code, Ofsted URN or slug of the authorities file
            bad,North Lincolnshire,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,false,    | authority_id: unknown-authority - "North Lincolnshire" is not an authority: did you mean "north-lincolnshire" (813)?
            bad,394,ILACS,28/06/2021,2021-07-09,2021-08-20,GOOD,GOOD,1,false,                   | started_on: bad-date - "28/06/2021" must be written as YYYY-MM-DD
            bad,394,ILACS,2021-06-28,2021-07-09,+12021-08-20,GOOD,GOOD,1,false,                 | published_on: bad-date - "+12021-08-20" must be written as YYYY-MM-DD
            bad,394,ILACS,2021-02-30,2021-07-09,2021-08-20,GOOD,GOOD,1,false,                   | started_on: bad-date - "2021-02-30" is not a day of the calendar
            bad,394,ILACS,2021-06-28,2021-06-09,2021-08-20,GOOD,GOOD,1,false,                   | ended_on: dates-out-of-order - 2021-06-09 is before started_on 2021-06-28
            bad,394,ILACS,2021-06-28,2021-07-09,2026-10-02,GOOD,GOOD,1,false,                   | published_on: future-date - 2026-10-02 is in the future (today is 2026-10-01)
            bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,Fine,,1,false,                       | overall_effectiveness: unknown-grade - "Fine" is not a grade: use Outstanding, Good, Requires improvement or Inadequate, or leave it empty where the report does not grade it
            bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,,,1,false,                           | no-grades - no judgement has a grade
            bad,394,ILACS_2026,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,false,              | overall_effectiveness: judgement-not-in-framework - ILACS_2026 inspections do not make this judgement
            bad,394,JTAI,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,false,                    | framework: unknown-framework - "JTAI" is not a framework: use one of [SIF, SIF_REINSPECTION, ILACS, ILACS_2026]
            bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,one,false,                 | revision: bad-number - "one" is not a whole number from 1 to 999999999
            bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,0,false,                   | revision: bad-number - must be 1 or more, not 0
            bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,yes,                     | withdrawn: unreadable - "yes" must be true or false
            bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,false,javascript:alert() | report_url: bad-text - must be an http or https address of at most 2000 characters
            bad id,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD,1,false,                | inspection_id: bad-text - must be 1 to 100 letters, digits, '.', '_', ':' or '-', starting with a letter or digit
            """)
    void rejectsABadRowAndAcceptsThoseBesideIt(String row, String message) {
        // When
        Reading reading = Reading.of(HEADER + FIRST + row + "\n" + LAST);

        // Then
        assertThat(reading.rejections()).containsExactly("file:3: " + message);
        assertThat(reading.publishedIds()).containsExactly("first", "last");
        assertThat(reading.summary().inOneLine(false)).isEqualTo("file: 3 read, 2 accepted, 1 rejected");
        assertThat(reading.sent().rejected.get(0).original()).asString().isEqualTo(row);
    }

    @Test
    void reportsAllProblemsOfARecordTogether() {
        // Given
        String row = ",Nowhere,ILACS_2026,2021-06-28,2021-06-09,2026-12-20,Fine,GOOD,x,false,\n";

        // When
        Reading reading = Reading.of(HEADER + row);

        // Then
        assertThat(reading.sent().rejected.get(0).problems())
                .extracting(problem -> problem.field() + " " + problem.reason().id())
                .containsExactly(
                        "inspection_id missing-field",
                        "authority_id unknown-authority",
                        "revision bad-number",
                        "overall_effectiveness unknown-grade",
                        "ended_on dates-out-of-order",
                        "published_on future-date");
    }

    @Test
    void keepsTheMeaningWhateverTheOrderOfTheColumns() throws IOException {
        // Given the bundled history with its columns shuffled, two extra columns, quotes, CRLF and a byte order mark
        List<List<String>> rows = new ArrayList<>();
        String history;
        try (InputStream bundled = ReferenceFiles.sampleHistory()) {
            history = new String(bundled.readAllBytes(), StandardCharsets.UTF_8);
        }
        history.lines().forEach(line -> rows.add(new ArrayList<>(List.of(line.split(",", -1)))));
        rows.forEach(row -> row.addAll(rows.indexOf(row) == 0 ? List.of("note", "") : List.of("a, \"b\"\r\nc", "")));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(1));
        StringBuilder shuffled = new StringBuilder("\uFEFF");
        for (List<String> row : rows) {
            List<String> cells = order.stream()
                    .map(i -> '"' + row.get(i).replace("\"", "\"\"") + '"')
                    .toList();
            shuffled.append(String.join(",", cells)).append("\r\n");
        }

        // When
        Reading plain = Reading.of(history);
        Reading reading = Reading.of(shuffled.toString());

        // Then
        assertThat(plain.summary().accepted()).isEqualTo(488);
        assertThat(reading.rejections()).isEmpty();
        assertThat(reading.sent().published).isEqualTo(plain.sent().published);
        assertThat(reading.remarks()).containsExactly("columns not read: note");
    }

    @Test
    void readsEveryFieldOfARow() {
        // Given
        String csv =
                """
                Authority,inspection_id,framework,started_on,ended_on,published_on,revision,withdrawn,withdrawn_reason,in_care,report_url
                E08000024,a-1,ilacs,2021-06-28,2021-07-09,2021-08-20,3,TRUE,"sent, but not meant", Requires  improvement to be GOOD ,https://example.org/é
                """;

        // When
        Inspection inspection = Reading.of(csv).sent().published.get(0);

        // Then
        assertThat(inspection.authorityId()).isEqualTo("394");
        assertThat(inspection.revision()).isEqualTo(3);
        assertThat(inspection.withdrawn()).isTrue();
        assertThat(inspection.withdrawnReason()).isEqualTo("sent, but not meant");
        assertThat(inspection.reportUrl()).isEqualTo("https://example.org/é");
        assertThat(inspection.grades())
                .containsOnly(Map.entry(
                        Judgement.IN_CARE,
                        new GradeGiven(Grade.REQUIRES_IMPROVEMENT, "Requires improvement to be GOOD")));
    }

    @Test
    void rejectsALineInAnotherEncodingThanThoseBeforeItAndNeverReplacesCharacters() throws IOException {
        // Given a row that shows the source to be UTF-8, and a row in Latin-1
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        String word = ",https://example.org/\u00e9\n";
        csv.write((HEADER + FIRST.replaceFirst(",https.*\n", word)).getBytes(StandardCharsets.UTF_8));
        csv.write(LAST.replace("last", "bad").replace(",\n", word).getBytes(StandardCharsets.ISO_8859_1));
        csv.write(LAST.getBytes(StandardCharsets.UTF_8));

        // When
        Reading reading = Reading.of(csv.toByteArray());

        // Then
        assertThat(reading.rejections()).containsExactly("file:3: unreadable - is not in UTF-8");
        assertThat(reading.publishedIds()).containsExactly("first", "last");
        assertThat(reading.sent().rejected.get(0).original()).contains((byte) 0xe9);
    }

    @Test
    void readsLinesOfAnotherEncodingAsWindowsWhereNothingSaysOtherwise() {
        // Given a row in Windows-1252, and one with a byte that this encoding does not have
        byte[] csv = (HEADER
                        + FIRST.replaceFirst(",https.*\n", ",https://example.org/\u00e9\n")
                        + LAST.replace("last", "bad").replace(",\n", ",https://example.org/\u0081\n")
                        + LAST)
                .getBytes(StandardCharsets.ISO_8859_1);

        // When
        Reading reading = Reading.of(csv);

        // Then
        assertThat(reading.sent().published.get(0).reportUrl()).isEqualTo("https://example.org/\u00e9");
        assertThat(reading.publishedIds()).containsExactly("first", "last");
        assertThat(reading.rejections()).containsExactly("file:3: unreadable - is not in UTF-8");
        assertThat(reading.remarks())
                .containsExactly("lines read as Windows-1252, since they are not UTF-8: 1, the first is line 2");
    }

    @Test
    void rejectsALineThatIsTooLongAndKeepsItsBeginning() {
        // Given
        String row = "long," + "x".repeat(3 << 20) + "\n";

        // When
        Reading reading = Reading.of(HEADER + FIRST + row + LAST);

        // Then
        assertThat(reading.rejections()).containsExactly("file:3: unreadable - the line is longer than 1048576 bytes");
        assertThat(reading.sent().rejected.get(0).original()).hasSize(1 << 16).startsWith('l', 'o', 'n', 'g');
        assertThat(reading.publishedIds()).containsExactly("first", "last");
    }

    @Test
    void doesNotLoseTheRestOfTheFileToAQuoteThatIsNeverClosed() {
        // Given
        String row = "bad,394,ILACS,2021-06-28,2021-07-09,2021-08-20,\"GOOD,GOOD,1,false,\n";

        // When
        Reading reading = Reading.of(HEADER + row + FIRST.repeat(5_000) + row + LAST);

        // Then
        assertThat(reading.summary().inOneLine(false)).isEqualTo("file: 5003 read, 5001 accepted, 2 rejected");
        assertThat(reading.rejections()).hasSize(2).allMatch(message -> message.contains("never closed"));
    }

    /**
     * The second mark closes the field that the first opened: together they make one record of four, with the right
     * number of fields.
     */
    @Test
    void twoQuotesThatAreNeverClosedSwallowNoRowsBetweenThem() {
        // Given a column that is not read, whose values begin and end with a stray quotation mark
        String header = HEADER.strip() + ",note\n";
        String opens = "opens,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,,,,,\"see letter\n";
        String closes = "closes,813,SIF,2017-06-28,2017-07-09,2017-08-20,GOOD,GOOD,2,false,,height 5\"\n";

        // When
        Reading reading = Reading.of(header + opens + noted(FIRST) + noted(LAST) + closes);

        // Then
        assertThat(reading.rejections())
                .containsExactly("file:2: unreadable - a quotation mark opens a field that closes only after line 3,"
                        + " which is a record itself: close the field on its own line, or double the mark");
        assertThat(reading.publishedIds()).containsExactly("first", "last", "closes");
    }

    @Test
    void proseWithAsManyCommasAsARowHasIsNoRow() {
        // Given
        String note = "\"1\na, b, c, d, e, f, g, h, i, j, k, l\n394, and so on, 2021-06-28, , , , , , , , ,\"";

        // When
        Reading reading = Reading.of(HEADER.strip() + ",note\n" + FIRST.strip() + "," + note + "\n" + noted(LAST));

        // Then
        assertThat(reading.rejections()).isEmpty();
        assertThat(reading.publishedIds()).containsExactly("first", "last");
    }

    private static String noted(String row) {
        return row.strip() + ",\n";
    }

    @Test
    void numbersLinesAfterRecordsOfSeveralLines() {
        // Given a note of three lines in a good record and in a bad one
        String csv = "note," + HEADER + "\"1\r\n2,\"\"\n3\"," + FIRST + "\n \n\"1\n2\n3\","
                + FIRST.replace("394", "395") + "," + LAST;

        // When
        Reading reading = Reading.of(csv);

        // Then
        assertThat(reading.publishedIds()).containsExactly("first", "last");
        assertThat(reading.rejections())
                .singleElement()
                .asString()
                .startsWith("file:7: authority_id: unknown-authority");
        assertThat(reading.sent().rejected.get(0).original()).asString().startsWith("\"1\n2\n3\",first");
    }

    @Test
    void readsAFieldOfAHundredLinesAndNoneOfMore() {
        // Given
        String hundred = "\"" + "line\n".repeat(99) + "\"";
        String more = "\"" + "line\n".repeat(100) + "\"";

        // Then
        assertThat(Reading.of("note," + HEADER + hundred + "," + FIRST).publishedIds())
                .containsExactly("first");
        assertThat(Reading.of("note," + HEADER + more + "," + FIRST).publishedIds())
                .isEmpty();
    }

    @Test
    void acceptsAWithdrawalWithoutGrades() {
        // Given
        String csv =
                """
                inspection_id,authority_id,framework,started_on,ended_on,published_on,revision,withdrawn
                a-1,394,ILACS,2021-06-28,2021-07-09,2021-08-20,2,true""";

        // When
        Reading reading = Reading.of(csv);

        // Then
        assertThat(reading.sent().published).singleElement().matches(Inspection::withdrawn);
    }

    @Test
    void putsNoControlCharactersOfAFileOnTheTerminal() {
        // Given
        String row = FIRST.replace("394", "\u001b[2J\u202e" + "x".repeat(100));

        // When
        Reading reading = Reading.of(HEADER + row);

        // Then
        assertThat(reading.rejections())
                .singleElement()
                .asString()
                .contains("\"\\u001b[2J\\u202e" + "x".repeat(55) + "…\" is not an authority");
    }

    @Test
    void publishesNothingOfAFileThatLacksColumns() {
        // Given
        String csv = "inspection_id;authority_id;framework\n" + FIRST;

        // Then
        assertThatThrownBy(() -> Reading.of(csv))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessage("file: lacks columns: started_on, ended_on, published_on,"
                        + " at least one judgement (" + String.join(", ", Judgement.ids()) + "); its first line has"
                        + " \"inspection_id,authority_id,framework\": it must be a header line");
    }

    @Test
    void refusesAColumnThatIsThereTwice() {
        assertThatThrownBy(() -> Reading.of("in_care,in_care," + HEADER))
                .hasMessage("file: has duplicate columns: in_care");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n \r\n\n"})
    void refusesAnEmptyFile(String text) {
        assertThatThrownBy(() -> Reading.of(text)).hasMessageStartingWith("file: is empty: give CSV");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
            [{}],            is a JSON array
            <!DOCTYPE html>, is an HTML or XML page
            `PK\3\4`,        is a damaged ZIP archive
            a\0b,            is not text
            """)
    void saysWhatAFileOfAnotherKindIs(String text, String what) {
        assertThatThrownBy(() -> Reading.of(text))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith("file: " + what);
    }
}
