package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

class NdjsonIngestTest {
    private static final String GOOD =
            """
            {"inspectionId":"good","authorityId":"sunderland","revision":2,"withdrawn":false,"framework":"ILACS",\
            "startedOn":"2021-06-28","endedOn":"2021-07-09","publishedOn":"2021-08-20",\
            "grades":{"overall_effectiveness":"OUTSTANDING","in_care":null},"reportUrl":"https://example.org/1"}
            """;

    @Test
    void readsEveryFieldOfAnObject() {
        // When
        Reading reading = Reading.of(GOOD);

        // Then
        assertThat(reading.sent().published)
                .containsExactly(InspectionBuilder.inspection("good")
                        .revision(2)
                        .grade(Judgement.OVERALL_EFFECTIVENESS, Grade.OUTSTANDING)
                        .reportUrl("https://example.org/1")
                        .build());
    }

    @Test
    void readsWhyAnInspectionWasWithdrawn() {
        // When
        Reading reading = Reading.of(
                GOOD.replace("\"withdrawn\":false", "\"withdrawn\":true,\"withdrawnReason\":\"wrong council\""));

        // Then
        assertThat(reading.sent().published)
                .singleElement()
                .extracting(Inspection::withdrawn, Inspection::withdrawnReason)
                .containsExactly(true, "wrong council");
    }

    /** One part of a good line is replaced, and the line is placed between two good ones. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "revision":2         | "revision":"2"                  | revision: unreadable - must be a whole number
            "revision":2         | "revision":99999999999999999999 | revision: bad-number - "99999999999999999999" is not a whole number from 1 to 999999999
            "revision":2         | "revision":-1                   | revision: bad-number - "-1" is not a whole number from 1 to 999999999
            false                | "false"                         | withdrawn: unreadable - must be true or false
            false                | false,"withdrawnReason":"x"     | withdrawnReason: bad-text - must be left out of an inspection that is not withdrawn
            "sunderland"         | 394                             | authorityId: unreadable - must be a text
            "sunderland"         | null                            | authorityId: missing-field - is empty
            "inspectionId"       | "inspection_id"                 | unreadable - "inspection_id" is not a property of an inspection: correct it or leave it out; inspectionId: is empty
            "2021-07-09"         | "2021-06-31"                    | endedOn: bad-date - "2021-06-31" is not a day of the calendar
            "OUTSTANDING"        | 1                               | grades.overall_effectiveness: unreadable - must be a text
            "OUTSTANDING"        | "Superb"                        | grades.overall_effectiveness: unknown-grade - "Superb" is not a grade: use Outstanding, Good, Requires improvement or Inadequate, or leave it empty where the report does not grade it
            "in_care"            | "in-care"                       | grades: unknown-judgement - "in-care" is not a judgement: use {judgements}
            {"overall_effectiveness":"OUTSTANDING","in_care":null} | [] | grades: unreadable - must be an object of judgements and their grades
            {"overall_effectiveness":"OUTSTANDING","in_care":null} | {} | no-grades - no judgement has a grade
            https://example.org/1| https://example.org/\\ud800     | reportUrl: bad-text - must be an http or https address of at most 2000 characters
            """)
    void rejectsABadLineAndAcceptsThoseBesideIt(String part, String replacement, String message) {
        // Given
        String bad = GOOD.replace(part, replacement);
        assertThat(bad).isNotEqualTo(GOOD);

        // When
        Reading reading = Reading.of(GOOD + bad + GOOD);

        // Then
        assertThat(reading.rejections())
                .containsExactly("file:2: " + message.replace("{judgements}", String.join(", ", Judgement.ids())));
        assertThat(reading.summary().inOneLine(false)).isEqualTo("file: 3 read, 2 accepted, 1 rejected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"inspectionId":"a"
            {"inspectionId":"a","inspectionId":"b"}
            {"inspectionId":"a"} {"inspectionId":"b"}
            {"grades":[[[[[[[[[[[[]]]]]]]]]]]]}
            []
            "text"
            null
            """)
    void rejectsALineThatIsNotOneObject(String line) {
        // When
        Reading reading = Reading.of(GOOD + line + "\n\n" + GOOD);

        // Then
        assertThat(reading.rejections()).singleElement().asString().startsWith("file:2: unreadable - ");
        assertThat(reading.summary().accepted()).isEqualTo(2);
    }

    @Test
    void rejectsALineInAnotherEncoding() {
        // Given
        byte[] json = (GOOD + GOOD.replace("org/1", "org/\u00e9") + GOOD).getBytes(StandardCharsets.ISO_8859_1);

        // When
        Reading reading = Reading.of(json);

        // Then
        assertThat(reading.rejections()).containsExactly("file:2: unreadable - is not in UTF-8");
        assertThat(reading.summary().accepted()).isEqualTo(2);
    }
}
