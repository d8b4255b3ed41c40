package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.text.Line;
import uk.regionalratings.ingest.text.LineReader;
import uk.regionalratings.vocabulary.Inspection;

/** Line feed, carriage return and both are line ends, in any mixture; and a file without a record is an error. */
class LineEndsTest {
    private static final String HEADER =
            "inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness,withdrawn_reason,withdrawn";
    private static final String ROW = ",394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,,";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\r\r\n", "\n\r", "\r\r"})
    void readsEveryRowWhateverEndsIt(String end) {
        // When
        Reading reading = Reading.of(HEADER + end + "a" + ROW + end + "b" + ROW + end + "c" + ROW);

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b", "c");
    }

    @Test
    void readsLineEndsMixedAsTheyCome() {
        // When
        Reading reading =
                Reading.of(HEADER + "\r\n" + "a" + ROW + "\r" + "b" + ROW + "\n" + "bad\r" + "c" + ROW + "\r\n\r\r");

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b", "c");
        assertThat(reading.rejections()).containsExactly("file:4: unreadable - has 1 fields, the header has 9");
    }

    @Test
    void readsObjectsOnLinesThatEndWithACarriageReturn() {
        // Given
        String object =
                "{\"inspectionId\":\"ID\",\"authorityId\":\"394\",\"framework\":\"ILACS\",\"startedOn\":\"2021-06-28\","
                        + "\"endedOn\":\"2021-07-09\",\"publishedOn\":\"2021-08-20\",\"grades\":{\"in_care\":\"GOOD\"}}";

        // When
        Reading reading = Reading.of(object.replace("ID", "a") + "\r" + object.replace("ID", "b") + "\r");

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void keepsALineEndWithinAQuotedFieldAsItIs(String end) {
        // Given a second revision withdrawn for a reason of two lines, and a good row
        String row = "a,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,\"one" + end + "two\",true";

        // When
        Reading reading = Reading.of(HEADER + "\r" + row + "\r" + "b" + ROW);

        // Then the line end is part of the reason, which may have only one line
        assertThat(reading.rejections()).singleElement().asString().startsWith("file:2: withdrawn_reason: bad-text");
        assertThat(reading.sent().rejected.get(0).original()).asString().isEqualTo(row);
        assertThat(reading.publishedIds()).containsExactly("b");
    }

    @Test
    void losesNoLineEndThatLiesBetweenTwoReads() throws IOException {
        // Given a source that gives one byte at a time
        InputStream slow = new ByteArrayInputStream("a\r\nb\rc\n\rd\r".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
        List<String> lines = new ArrayList<>();

        // When
        try (LineReader reader = new LineReader(slow)) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line.number() + new String(line.bytes(), StandardCharsets.UTF_8) + line.end());
            }
        }

        // Then
        assertThat(lines).containsExactly("1a\r\n", "2b\r", "3c\n", "4\r", "5d\r");
    }

    @Test
    void padsARowThatLacksEmptyColumnsAtItsEndOnlyWhereNothingCanHaveBeenLost() {
        // Given
        String header = HEADER.replace(",withdrawn_reason,withdrawn", ",in_care,report_url,note");
        String row = ",394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,GOOD";

        // When
        Reading reading = Reading.of(String.join(
                "\n",
                header,
                "a" + row + ",https://a.example,x",
                "b" + row + ",",
                "c" + row,
                "d" + row.replace(",GOOD,GOOD", ",GOOD")));

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b", "c");
        assertThat(reading.rejections()).containsExactly("file:5: unreadable - has 7 fields, the header has 10");
    }

    @Test
    void saysWhenValuesStandInColumnsWithoutAName() {
        // When
        Reading reading = Reading.of(HEADER + ",,\n" + "a" + ROW + ",,\n" + "b" + ROW + ",Inadequate,\n");

        // Then
        assertThat(reading.publishedIds()).containsExactly("a", "b");
        assertThat(reading.remarks())
                .containsExactly("values not read, since their columns have no name: 1, the first in row 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r", "\r\n\r\n", "\n \t\n"})
    void refusesAHeaderWithoutARow(String below) {
        // Given
        RecordingPublisher publisher = new RecordingPublisher();
        byte[] file = (HEADER + below).getBytes(StandardCharsets.UTF_8);

        // Then
        assertThatThrownBy(() -> Reading.of(file, publisher))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessage("file: contains no records: give at least one, below any header");
        assertThat(publisher.published).extracting(Inspection::inspectionId).isEmpty();
    }

    @Test
    void refusesAWorkbookWithAHeaderAndNoRow() {
        assertThatThrownBy(() -> Reading.of(SampleWorkbook.of(List.of(SampleWorkbook.HEADER))))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith("file: contains no records");
    }
}
