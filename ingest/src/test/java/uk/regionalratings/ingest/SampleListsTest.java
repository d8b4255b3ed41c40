package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of lists as people have them, which lie beside the project and not everywhere. */
class SampleListsTest {
    /** Tests run in the folder of their module. */
    private static final Path FOLDER = Path.of("..", "..", "shared", "samples", "lists");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            20-formula-without-value.xlsx | 0 | 2 | holds a formula that was never computed | sheets not read, since they have no header row: Lookup
            22-two-sheets.xlsx            | 3 | 0 |                                         |
            23-cr-only.csv                | 2 | 0 |                                         |
            24-mixed-line-ends.csv        | 3 | 0 |                                         |
            25-short-row.csv              | 2 | 0 |                                         |
            26-short-row-list.csv         | 2 | 0 |                                         |
            28-dot-target.xlsx            | 1 | 0 |                                         |
            """)
    void readsEveryRow(String name, int accepted, int rejected, String reason, String remark) throws IOException {
        // When
        Reading reading = Reading.of(sample(name));

        // Then
        assertThat(reading.publishedIds()).hasSize(accepted);
        assertThat(reading.rejections()).hasSize(rejected).allMatch(rejection -> rejection.contains(reason));
        assertThat(String.join(" ", reading.remarks())).contains(remark == null ? "" : remark);
    }

    @ParameterizedTest
    @CsvSource({"27-binary.xlsb, file: is a binary workbook (.xlsb): save it as .xlsx"})
    void saysWhatAFileIsThatItCannotRead(String name, String message) throws IOException {
        byte[] bytes = sample(name);

        assertThatThrownBy(() -> Reading.of(bytes))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageStartingWith(message);
    }

    private static byte[] sample(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        assumeTrue(
                Files.isRegularFile(file), "no sample lists beside the project: the made-up ones cover the same paths");
        return Files.readAllBytes(file);
    }
}
