package uk.regionalratings.operations.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.regionalratings.reference.ReferenceFiles;

class CompareCommandTest {
    private static final String ROW = "394-2021-08-20,";

    @TempDir
    private Path directory;

    private record Run(int exitCode, String output, String errors) {}

    private static Run run(Object... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        int exitCode = new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(texts.toArray(String[]::new));
        return new Run(exitCode, output.toString(), errors.toString());
    }

    private static List<String> history() throws IOException {
        try (InputStream file = ReferenceFiles.sampleHistory()) {
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private Path file(List<String> lines) throws IOException {
        return Files.write(directory.resolve("list.csv"), lines);
    }

    @Test
    void theBundledHistoryIsWhatItIs() throws IOException {
        Run run = run("--bundled", file(history()));

        assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
        assertThat(run.output().strip())
                .isEqualTo("compared with the bundled history: 488 inspections are the same, 0 differ in 0 fields, only"
                        + " they have 0, only we have 0; 0 rows can't be read");
    }

    @Test
    void everyFormTellsWhatDiffers() throws IOException {
        List<String> lines = new ArrayList<>(history());
        lines.replaceAll(line -> line.startsWith(ROW) ? line.replaceFirst("OUTSTANDING", "INADEQUATE") : line);
        lines.removeIf(line -> line.startsWith("926-2018-01-19,"));
        lines.add(lines.get(1)
                .replace("805-2014-02-11", "805-2026-01-05")
                .replace("2014-02-11", "2026-01-05")
                .replace("2013-12-11", "2025-12-11")
                .replace("2013-11-19", "2025-11-19"));
        lines.add("broken");
        Path file = file(lines);

        Run table = run("--bundled", file);
        Run csv = run("--bundled", "--csv", file);
        Run json = run("--bundled", "--json", file);

        assertThat(List.of(table.exitCode(), csv.exitCode(), json.exitCode())).containsOnly(1);
        assertThat(table.output())
                .containsPattern(
                        "Sunderland +2021-08-20 +overall_effectiveness +Inadequate +Outstanding +https://files.ofsted")
                .containsPattern("Norfolk +2018-01-19 +inspection +- +SIF_REINSPECTION of 2018-01-19")
                .containsPattern("Hartlepool +2026-01-05 +inspection +SIF of 2026-01-05 +-")
                .contains("1 differ in 1 fields, only they have 1, only we have 1; 1 rows can't be read");
        assertThat(table.errors()).contains("list.csv:");
        assertThat(csv.output())
                .startsWith("kind,authority_id,authority,published_on,field,theirs,ours,report_url\r\n")
                .contains("different,394,Sunderland,2021-08-20,overall_effectiveness,Inadequate,Outstanding,https://");
        assertThat(json.output()).contains("\"kind\" : \"only_theirs\"", "\"comparedWith\" : \"the bundled history\"");
    }

    private static final String ONE_INSPECTION =
            """
            {"authorities": [{"authorityId": "394", "name": "Sunderland", "inspections": [{
              "inspectionId": "394-2021-08-20", "revision": 2, "framework": "ILACS", "startedOn": "2021-06-28",
              "endedOn": "2021-07-09", "publishedOn": "2021-08-20", "reportUrl": null, "source": null,
              "grades": {"overall_effectiveness": "GOOD"}}]}]}
            """;

    /** Compares Sunderland's inspection of 2021 with a query API that answers so. */
    private Run runAgainst(int status, Map<String, String> headers, String answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/v1/authorities", exchange -> {
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status, answer.getBytes(UTF_8).length);
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            List<String> lines = List.of(
                    history().get(0),
                    history().stream()
                            .filter(line -> line.startsWith(ROW))
                            .findFirst()
                            .orElseThrow());
            return run("--server", "http://127.0.0.1:" + server.getAddress().getPort(), file(lines));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aRunningPipelineIsAskedForWhatItKnows() throws IOException {
        Run run = runAgainst(200, Map.of(), ONE_INSPECTION);

        assertThat(run.exitCode()).isOne();
        assertThat(run.output())
                .containsPattern("Sunderland +2021-08-20 +overall_effectiveness +Outstanding +Good")
                .contains("compared with http://127.0.0.1:");
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void whatTheAnswerMayLackIsTold() throws IOException {
        Run run = runAgainst(200, Map.of("Ratings-Incomplete", "7 records are not applied yet"), ONE_INSPECTION);

        assertThat(run.errors()).contains("may lack something: 7 records are not applied yet");
    }

    @Test
    void aPipelineThatIsNotReadyIsNotComparedWith() throws IOException {
        Run run = runAgainst(503, Map.of(), "{\"status\": 503, \"detail\": \"the state is being restored\"}");

        assertThat(run.exitCode()).isOne();
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).contains("is not ready (the state is being restored): try again later", "--bundled");
    }

    @Test
    void anotherServerThatAnswersIsNamed() throws IOException {
        Run run = runAgainst(200, Map.of(), "<html>");

        assertThat(run.exitCode()).isOne();
        assertThat(run.errors()).contains("the known data can't be fetched from http://127.0.0.1:");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws IOException {
        Run run = run("--server", "http://127.0.0.1:1", file(history()));

        assertThat(run.exitCode()).isOne();
        assertThat(run.errors()).contains("http://127.0.0.1:1", "--bundled");
    }

    @Test
    void aFileThatIsNoListIsNamed() {
        Run run = run("--bundled", directory.resolve("none.csv"));

        assertThat(run.exitCode()).isOne();
        assertThat(run.errors()).contains("none.csv: can't be read (there is no such file)");
    }
}
