package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reads a large file in a JVM of its own with a small heap; the test prints the speed. */
@Tag("sized")
class ConstantMemoryIT {
    private static final int ROWS = Integer.getInteger("rows", 200_000);

    /** Less than the usual number of rows would take as objects. */
    private static final String HEAP = "-Xmx64m";

    private final Path folder;

    ConstantMemoryIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The child process, which works like {@code ./ratings ingest}. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.exit(new CommandLine(new IngestCommand()).execute(arguments));
        }
    }

    @Test
    void readsManyRowsWithOnePercentBadOnesInASmallHeap() throws IOException, InterruptedException {
        // Given
        Path file = folder.resolve("large.csv");
        write(file);
        Path output = folder.resolve("output");

        // When
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        "--dry-run",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = child.waitFor(5, TimeUnit.MINUTES);
        child.destroyForcibly();

        // Then
        assertThat(ended).isTrue();
        assertThat(output)
                .content()
                .contains(file + ": " + ROWS + " read, " + ROWS / 100 * 99 + " would be sent, " + ROWS / 100
                        + " would be rejected, ");
        assertThat(child.exitValue()).isOne();
        Matcher speed = Pattern.compile("[0-9]+ records/s").matcher(Files.readString(output));
        assertThat(speed.find()).isTrue();
        System.out.println(ROWS + " rows in a heap of " + HEAP + ": " + speed.group());
    }

    private static void write(Path file) throws IOException {
        try (Writer csv = Files.newBufferedWriter(file)) {
            csv.write("inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness,"
                    + "impact_of_leaders,help_and_protection,in_care,care_leavers,report_url\n");
            for (int row = 0; row < ROWS; row++) {
                csv.write("inspection-" + row + ",394,ILACS,2023-06-28,2023-07-09,2023-08-20,"
                        + (row % 100 == 0 ? badGrades(row / 100) : "OUTSTANDING,Good,GOOD,GOOD,")
                        + "REQUIRES_IMPROVEMENT,\"https://files.example.org/v1/file/" + row + "\"\n");
            }
        }
    }

    /** Each kind of bad row in turn: an unclosed quote, an extra field, an invalid grade. */
    private static String badGrades(int index) {
        return switch (index % 3) {
            case 0 -> "\"OUTSTANDING,GOOD,GOOD,GOOD,";
            case 1 -> "OUTSTANDING,GOOD,GOOD,GOOD,GOOD,";
            default -> "Fine,GOOD,GOOD,GOOD,";
        };
    }
}
