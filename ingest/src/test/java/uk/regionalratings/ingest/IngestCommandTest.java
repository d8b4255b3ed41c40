package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.regionalratings.reference.ReferenceFiles;

class IngestCommandTest {
    private static final String HEADER =
            "inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness\n";
    private static final String GOOD_ROW = "394-2021-08-20,394,ILACS,2021-06-28,2021-07-09,2021-08-20,OUTSTANDING\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final Path folder;

    IngestCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void acceptsTheBundledHistoryInADryRun() throws IOException {
        // Given
        Path history = folder.resolve("inspections.csv");
        try (InputStream bundled = ReferenceFiles.sampleHistory()) {
            Files.copy(bundled, history);
        }

        // When
        int exitCode = run("--dry-run", history.toString());

        // Then
        assertThat(out).hasToString(history + ": 488 read, 488 would be sent, 0 would be rejected\n");
        assertThat(err).hasToString("");
        assertThat(exitCode).isZero();
    }

    /** What the shell makes of {@code <(…)}: a pipe has no position and no size. */
    @Test
    void readsANamedPipe() throws Exception {
        // Given
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try (OutputStream into = new FileOutputStream(pipe.toFile())) {
                into.write((HEADER + GOOD_ROW.repeat(1_000)).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        // When
        int exitCode = run("--dry-run", pipe.toString());

        // Then
        writer.get(10, TimeUnit.SECONDS);
        assertThat(out).hasToString(pipe + ": 1000 read, 1000 would be sent, 0 would be rejected\n");
        assertThat(exitCode).isZero();
    }

    @Test
    void readsTheStandardInput() {
        // Given
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((HEADER + GOOD_ROW).getBytes(StandardCharsets.UTF_8)));
        try {
            // When
            int exitCode = run("--dry-run", "-");

            // Then
            assertThat(out).hasToString("-: 1 read, 1 would be sent, 0 would be rejected\n");
            assertThat(exitCode).isZero();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void takesTheBundledHistoryWithoutAFile() {
        // When
        int exitCode = run("--dry-run", "--bundled");

        // Then
        assertThat(out.toString().lines())
                .last()
                .isEqualTo("sample-history/inspections.csv: 488 read, 488 would be sent, 0 would be rejected");
        assertThat(err).hasToString("");
        assertThat(exitCode).isZero();
    }

    @Test
    void namesTheRejectedLineAndEndsWithOne() throws IOException {
        // Given
        Path file = folder.resolve("a.csv");
        Files.writeString(file, HEADER + GOOD_ROW + GOOD_ROW.replace("394,", "Sunderlend,") + GOOD_ROW);

        // When
        int exitCode = run("--dry-run", file.toString());

        // Then
        assertThat(err)
                .hasToString(
                        file
                                + ":3: authority_id: unknown-authority - \"Sunderlend\" is not an authority: did you mean \"sunderland\" (394)?\n");
        assertThat(out).hasToString(file + ": 3 read, 2 would be sent, 1 would be rejected\n");
        assertThat(exitCode).isOne();
    }

    @Test
    void takesTheScalesOfAFrameworksFile() throws IOException {
        Path frameworks = folder.resolve("frameworks.csv");
        Files.writeString(
                frameworks,
                """
                framework_id,name,since,judgements,scale,counts_as
                ANNUAL_2027,Annual review,2026-04-01,in_care,Strong;Sound;Weak,
                """);
        Path file = folder.resolve("annual.ndjson");
        Files.writeString(
                file,
                """
                {"inspectionId":"a","authorityId":"394","framework":"ANNUAL_2027","startedOn":"2026-08-24",\
                "endedOn":"2026-08-28","publishedOn":"2026-09-20","grades":{"in_care":"Sond"}}
                """);

        assertThat(run("--dry-run", file.toString())).isZero();
        assertThat(run("--dry-run", "--frameworks", frameworks.toString(), file.toString()))
                .isOne();
        assertThat(err.toString()).contains("\"Sond\" is not in the scale of ANNUAL_2027: use Strong, Sound, Weak");
    }

    @Test
    void namesTheLineOfAFrameworksFileThatCanNotBeUsed() throws IOException {
        Path frameworks = folder.resolve("frameworks.csv");
        Files.writeString(frameworks, "framework_id,name,since,judgements,scale,counts_as\nA,A,,in_care,,\n");

        assertThat(run("--dry-run", "--bundled", "--frameworks", frameworks.toString()))
                .isOne();
        assertThat(err.toString()).contains(frameworks + ", line 2, scale: is empty");
    }

    @Test
    void printsAHundredRejectionsAndCountsTheRest() throws IOException {
        // Given
        Path file = folder.resolve("a.csv");
        Files.writeString(file, HEADER + GOOD_ROW.replace("OUTSTANDING", "Fine").repeat(250));

        // When
        int exitCode = run("--dry-run", file.toString());

        // Then
        assertThat(err.toString().lines()).hasSize(101).last().isEqualTo(file + ": ... and 150 more");
        assertThat(exitCode).isOne();
    }

    @Test
    void goesOnWithTheNextFileWhenOneIsUnusableAndAddsThemUp() throws IOException {
        // Given
        Path first = Files.writeString(folder.resolve("first"), HEADER + GOOD_ROW);
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path missing = folder.resolve("missing");
        Path last = Files.writeString(folder.resolve("last"), HEADER + GOOD_ROW + GOOD_ROW);

        // When
        int exitCode = run("--dry-run", first.toString(), empty.toString(), missing.toString(), last.toString());

        // Then
        assertThat(err.toString().lines())
                .containsExactly(
                        empty
                                + ": is empty: give CSV with a header line, or one JSON object on each line, in UTF-8, an .xlsx"
                                + " or .ods workbook, or a report PDF",
                        missing + ": can't be read (there is no such file)");
        assertThat(out.toString())
                .endsWith("total: 3 read, 3 would be sent, 0 would be rejected, 2 files could not be used\n");
        assertThat(exitCode).isOne();
    }

    @Test
    void listsTheReferenceDataWithoutAnyFile() {
        // When
        int exitCode = run("--dry-run", "--reference");

        // Then
        assertThat(out).hasToString("authorities.csv: 158 authorities would be registered\n");
        assertThat(exitCode).isZero();
    }

    @Test
    void wantsSomethingToDo() {
        assertThat(run("--dry-run")).isEqualTo(2);
        assertThat(err.toString()).startsWith("nothing to do: name files, or give --reference, --bundled or --watch");
    }

    @Test
    void refusesUnknownSettings() throws IOException {
        // Given
        Path config = Files.writeString(folder.resolve("config.properties"), "bootstrap.server=localhost:1\n");

        // When
        int exitCode = run("--dry-run", "--reference", "--config", config.toString());

        // Then
        assertThat(err.toString()).contains("bootstrap.server (" + config + ") is not a setting of this command");
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void looksForItsFilesBeforeItAsksKafka() {
        // Given a port on which nobody listens, which would take its time to find out
        Map<String, String> environment = Map.of("RATINGS_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        Path missing = folder.resolve("missing.csv");

        // When
        int exitCode = run(environment, missing.toString(), folder.toString());

        // Then
        assertThat(err)
                .hasToString(missing + ": can't be read (there is no such file)\n" + folder
                        + ": can't be read (Is a directory)\n");
        assertThat(exitCode).isOne();
    }

    @Test
    void saysWhichBrokerCannotBeReached() {
        // Given a port on which nobody listens
        Map<String, String> environment =
                Map.of("RATINGS_BOOTSTRAP_SERVERS", "localhost:1", "RATINGS_DEFAULT_API_TIMEOUT_MS", "1000");
        long start = System.nanoTime();

        // When
        int exitCode = run(environment, "--reference");

        // Then
        assertThat(err.toString()).startsWith("Kafka at localhost:1 can't be reached (no answer within 1 s): ");
        assertThat(err.toString()).contains("start it (./ratings local").hasLineCount(1);
        assertThat(exitCode).isOne();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        Clock clock = Clock.fixed(Instant.parse("2026-10-01T12:00:00Z"), ZoneOffset.UTC);
        return new CommandLine(new IngestCommand(environment, clock))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
