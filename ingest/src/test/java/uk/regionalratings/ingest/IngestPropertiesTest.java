package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.InspectionCheck;
import uk.regionalratings.vocabulary.LondonDates;

/** Whatever a file contains, reading it never ends in an unexpected exception or an invalid inspection. */
class IngestPropertiesTest {
    private static final byte[] HISTORY = history();
    private static final int HEADER_LENGTH = indexOfLineEnd(HISTORY) + 1;
    private static final byte[] SPECIAL = "\",\n\r{}[]:\\\u0000\u00ff-0 ".getBytes(StandardCharsets.ISO_8859_1);

    private static final String OBJECT =
            """
            {"inspectionId":"good","authorityId":"394","revision":2,"withdrawn":false,"framework":"ILACS",\
            "startedOn":"2021-06-28","endedOn":"2021-07-09","publishedOn":"2021-08-20",\
            "grades":{"overall_effectiveness":"OUTSTANDING"},"reportUrl":"https://example.org/1"}
            """;

    /** As the module's README promises. */
    private static final long LONGEST_FIELD_LINES = 100;

    @Property(tries = 500)
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 400) byte[] bytes) {
        holds(bytes);
    }

    @Property(tries = 500)
    void anyTextBelowAHeaderIsReadOrRefused(@ForAll @Size(max = 400) byte[] bytes) {
        byte[] csv = Arrays.copyOf(HISTORY, HEADER_LENGTH + bytes.length);
        System.arraycopy(bytes, 0, csv, HEADER_LENGTH, bytes.length);
        holds(csv);
    }

    @Property(tries = 300)
    void aDamagedHistoryIsReadAsFarAsItIsWhole(@ForAll long seed, @ForAll @IntRange(max = 40) int damages) {
        // Given
        byte[] csv = damaged(HISTORY, HEADER_LENGTH, seed, damages);

        // When
        Reading reading = holds(csv);

        // Then damage costs the line that it hits, or joins two lines; two quotation marks, each where a field may
        // begin or end, make one field of all the lines between them, up to the limit for a field
        long inQuotes = quotationMarks(csv) / 2 * LONGEST_FIELD_LINES;
        assertThat(reading.summary().accepted()).isGreaterThanOrEqualTo(488 - 2L * damages - inQuotes);
    }

    @Property(tries = 300)
    void damagedObjectsAreReadAsFarAsTheyAreWhole(@ForAll long seed, @ForAll @IntRange(max = 20) int damages) {
        // Given
        byte[] json = damaged(OBJECT.repeat(50).getBytes(StandardCharsets.UTF_8), OBJECT.length(), seed, damages);

        // When
        Reading reading = holds(json);

        // Then
        assertThat(reading.summary().accepted()).isGreaterThanOrEqualTo(50 - 2L * damages);
    }

    private static long quotationMarks(byte[] csv) {
        return IntStream.range(0, csv.length).filter(i -> csv[i] == '"').count();
    }

    private static Reading holds(byte[] bytes) {
        try {
            Reading reading = Reading.of(bytes);
            IngestSummary summary = reading.summary();
            assertThat(summary.read()).isEqualTo(summary.accepted() + summary.rejected());
            assertThat(reading.sent().rejected).hasSize((int) summary.rejected());
            assertThat(reading.sent().published)
                    .hasSize((int) summary.accepted())
                    .allSatisfy(inspection -> assertThat(
                                    InspectionCheck.problems(inspection, LondonDates.today(Reading.CLOCK)))
                            .isEmpty());
            return reading;
        } catch (UnusableSourceException e) {
            assertThat(e).hasMessageStartingWith("file: ");
            return new Reading(IngestSummary.none("file"), new RecordingPublisher(), List.of());
        }
    }

    private static byte[] damaged(byte[] whole, int from, long seed, int damages) {
        Random random = new Random(seed);
        byte[] damaged = whole.clone();
        for (int i = 0; i < damages; i++) {
            int position = from + random.nextInt(damaged.length - from);
            damaged[position] = SPECIAL[random.nextInt(SPECIAL.length)];
        }
        return damaged;
    }

    private static int indexOfLineEnd(byte[] bytes) {
        int i = 0;
        while (bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    private static byte[] history() {
        try (InputStream history = ReferenceFiles.sampleHistory()) {
            return history.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
