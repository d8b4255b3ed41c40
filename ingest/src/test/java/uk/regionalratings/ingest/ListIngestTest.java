package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.table.ColumnNames;

/** Lists with the column names that people use. */
class ListIngestTest {
    private static final String HEADER =
            "Local Authority,DfE LA code,Event type,Inspection start date,Inspection end date,Date published,"
                    + "Overall effectiveness,Impact of leaders,Care leavers,Region\n";
    private static final String FIRST =
            "Sunderland City Council,394,ILACS,28/06/2021,09/07/2021,20/08/2021,Outstanding,Good,n/a,North East\n";
    private static final String LAST =
            ",813,Single inspection,28 June 2017,2017-07-09,20 Aug 2017,Requires improvement to be good,-,Good,x\n";

    @Test
    void acceptsTheColumnsOfTheSectorsLists() {
        // When
        Reading reading = Reading.of(HEADER + FIRST + LAST);

        // Then
        assertThat(reading.rejections()).isEmpty();
        assertThat(reading.publishedIds()).containsExactly("394-2021-08-20", "813-2017-08-20");
        assertThat(reading.sent().published.get(0).grades()).hasSize(2);
        assertThat(reading.remarks()).containsExactly("columns not read: Region");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Leeds,394,ILACS,28/06/2021,09/07/2021,20/08/2021,Good,,,          | Local Authority: unknown-authority - "Leeds" and "394" are different authorities: 383 and 394
            Sunderland,3999,ILACS,28/06/2021,09/07/2021,20/08/2021,Good,,,    | Local Authority: unknown-authority - "3999" is not an authority: use a DfE code, GSS code, Ofsted URN or slug of the authorities file
            ,,ILACS,28/06/2021,09/07/2021,20/08/2021,Good,,,                  | Local Authority: missing-field - is empty
            ,394,ILACS,28/06/1,09/07/2021,20/08/2021,Good,,,                  | Inspection start date: bad-date - "28/06/1" must be written as 20/08/2021, 20 August 2021 or 2021-08-20
            ,394,ILACS,28/06/2021,09/07/2021,20/08/81,Good,,,                 | Date published: future-date - 2081-08-20 is in the future (today is 2026-10-01)
            ,394,ILACS,28/06/2021,09/07/2021,20/08/2021,Fine\u00a0x,,,       | Overall effectiveness: unknown-grade - "Fine\\u00a0x" is not a grade: use Outstanding, Good, Requires improvement or Inadequate, or leave it empty where the report does not grade it
            ,394,ILACS,28/06/2021,09/07/2021,20/08/2021,to good,,,            | Overall effectiveness: unknown-grade - "to good" is not a grade: use Outstanding, Good, Requires improvement or Inadequate, or leave it empty where the report does not grade it
            ,394,ILACS,28/06/2021,09/07/2021,20/08/2021,Good (was Inadequate),,, | Overall effectiveness: unknown-grade - "Good (was Inadequate)" is not a grade: use Outstanding, Good, Requires improvement or Inadequate, or leave it empty where the report does not grade it
            ,394,ILACS,28/06/2021,07/31/2021,20/08/2021,Good,,,               | Inspection end date: bad-date - "07/31/2021" is not a day of the calendar; the day comes before the month
            ,394,ILACS,28/06/2021,09/07/2021,44428,Good,,,                    | Date published: bad-date - "44428" is a date only if its whole column holds spreadsheet serial dates: write 20/08/2021
            ,394,Inspection,28/06/2021,09/07/2021,20/08/2021,Good,,,          | Event type: unknown-framework - "Inspection" does not identify a framework with certainty: use SIF, SIF_REINSPECTION, ILACS or ILACS_2026
            ,394,Focused visit,28/06/2021,09/07/2021,20/08/2021,Good,,,       | Event type: not-a-full-inspection - "Focused visit" is not a graded full inspection
            ,394,Short,28/06/2026,09/07/2026,20/08/2026,Good,,,               | Event type: unknown-framework - "Short" is ambiguous: the inspection began after the reform of April 2026 but has an overall grade: use SIF, SIF_REINSPECTION, ILACS or ILACS_2026
            ,394,ILACS,28/06/2021,09/07/2021,,Good,,,                         | Date published: missing-field - is empty
            """)
    void rejectsWhatCannotBeKnownAndAcceptsTheRowsBesideIt(String row, String message) {
        // When
        Reading reading = Reading.of(HEADER + FIRST + row + "\n" + LAST);

        // Then
        assertThat(reading.rejections()).containsExactly("file:3: " + message);
        assertThat(reading.publishedIds()).containsExactly("394-2021-08-20", "813-2017-08-20");
    }

    @ParameterizedTest
    @CsvSource({
        "ILACS,28/06/2021,Good,ILACS",
        "Standard inspection,28/06/2021,Good,ILACS",
        "ilacs,28/06/2026,,ILACS_2026",
        "Short,28/06/2026,,ILACS_2026",
        "SIF re-inspection,28/06/2016,Good,SIF_REINSPECTION",
        "ILACS_2026,28/06/2026,,ILACS_2026"
    })
    void tellsTheFrameworkWhereWordAndRowAgree(String word, String started, String overall, String framework) {
        // When
        String end = started.replace("/06/", "/07/");
        Reading reading = Reading.of(HEADER + ",394," + word + "," + started + "," + end + "," + end + ","
                + (overall == null ? "" : overall) + ",Good,,\n");

        // Then
        assertThat(reading.rejections()).isEmpty();
        assertThat(reading.sent().published.get(0).framework()).hasToString(framework);
    }

    /** All are meant to be native: the native form remains strict. */
    @Test
    void keepsOurOwnFormStrict() {
        // Given
        String header =
                "inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness,URN";

        // When
        Reading reading = Reading.of(header + "\nid,394,ILACS,28/06/2021,2021-07-09,2021-08-20,Good,80560\n");

        // Then
        assertThat(reading.rejections())
                .containsExactly("file:2: started_on: bad-date - \"28/06/2021\" must be written as YYYY-MM-DD");
        assertThatThrownBy(() -> Reading.of("authority_id,framework,started_on,ended_on,published_on,in_care\n"))
                .hasMessageStartingWith("file: lacks columns: inspection_id; ");
    }

    @Test
    void readsMoreNamesFromAFile(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("columns.csv"), "column,alias\npublished_on,Day\n-,Link\n");

        // When
        ColumnNames names = ColumnNames.withFile(file);

        // Then
        assertThat(names.columnOf("DAY:")).contains("published_on");
        assertThat(names.columnOf("Link")).isEmpty();
        assertThat(names.columnOf("LA code")).contains("authority_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "column,name\npublished_on,Day\n",
                "column,alias\npublished,Day\n",
                "column,alias\npublished_on,--\n",
                "column,alias\npublished_on,Day\nstarted_on,DAY\n",
                "column,alias\npublished_on,\"Day\n"
            })
    void refusesAFileOfNamesThatCannotBeMeant(String content, @TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("columns.csv"), content);

        // Then
        assertThatThrownBy(() -> ColumnNames.withFile(file))
                .isInstanceOf(IngestException.class)
                .hasMessageStartingWith(file.toString());
    }
}
