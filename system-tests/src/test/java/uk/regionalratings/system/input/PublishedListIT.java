package uk.regionalratings.system.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.ingest.WrittenWorkbooks;
import uk.regionalratings.ingest.feed.OfstedStub;
import uk.regionalratings.ingest.feed.OfstedStub.Answer;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.system.kit.FeedFiles;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;

/** {@code feed list} and {@code compare} on a pipeline that runs: a list is published once, its news alone, and then nothing differs from it. */
class PublishedListIT {
    private static final String NEWS = "805-2026-01-05";

    private final OfstedStub server = new OfstedStub();

    @TempDir
    private Path directory;

    private Path config = Path.of("");

    @Test
    void aListIsPublishedAndThenNothingDiffersFromIt() throws Exception {
        List<String> lines = history();
        try (server;
                RunningPipeline pipeline = new RunningPipeline();
                Published topics = new Published(pipeline.settings())) {
            DemoHistory.register(pipeline.settings());
            config = FeedFiles.config(directory, pipeline.stack(), server);

            publishesAListOnce(topics, lines);
            publishesItsNewsAlone(topics, lines);
            saysWhatIsWrongUntilItIsBack(topics, lines);
            pipeline.catchUp();
            String url = pipeline.url();
            comparesItWithThePipeline(url, lines);
            readsWorkbooks(topics);
            pipeline.streams().close();
            saysThatThePipelineIsAway(url, lines);
        }
    }

    private static List<String> history() throws IOException {
        try (InputStream file = ReferenceFiles.sampleHistory()) {
            return new ArrayList<>(
                    new String(file.readAllBytes(), UTF_8).lines().toList());
        }
    }

    private void serve(String path, Answer answer) {
        server.trouble(asked -> asked.equals(path) ? answer : null);
    }

    private static Answer csv(List<String> lines) {
        return Answer.of(200, Map.of(), String.join("\n", lines) + "\n");
    }

    /** Makes one round on a list of the server. */
    private CommandRun round(String path) {
        return CommandRun.of("feed", "list", server.siteUrl() + path, "--once", "--config", config.toString());
    }

    private CommandRun status() {
        return CommandRun.of("feed", "status", "--config", config.toString());
    }

    private void publishesAListOnce(Published topics, List<String> lines) {
        serve("/list.csv", csv(lines));

        CommandRun first = round("/list.csv");
        CommandRun second = round("/list.csv");

        assertThat(first.errors()).isEmpty();
        assertThat(first.output()).endsWith("/list.csv: 488 read, 488 published, 0 known already, 0 rejected\n");
        assertThat(first.exitCode()).isZero();
        assertThat(second.output()).endsWith("/list.csv: as it was\n");
        assertThat(second.exitCode()).isZero();
        assertThat(topics.inspections()).hasSize(488);
        assertThat(server.takeRequests())
                .filteredOn(request -> request.path().equals("/list.csv"))
                .extracting(OfstedStub.Request::status)
                .containsExactly(200, 304);
        assertThat(status().output()).contains("/list.csv: asked for ", "; 488 read, 0 rejected");
    }

    private void publishesItsNewsAlone(Published topics, List<String> lines) {
        lines.add(lines.get(1)
                .replace("805-2014-02-11", NEWS)
                .replace("2014-02-11", "2026-01-05")
                .replace("2013-12-11", "2025-12-11")
                .replace("2013-11-19", "2025-11-19"));
        List<String> withABadRow = new ArrayList<>(lines);
        withABadRow.add("broken");
        serve("/list.csv", csv(withABadRow));

        CommandRun changed = round("/list.csv");

        assertThat(changed.output())
                .endsWith("/list.csv: 490 read, 1 published, 488 known already, 1 rejected, 1 of them new\n");
        assertThat(changed.errors()).contains("/list.csv:491: ");
        assertThat(changed.exitCode()).isOne();
        assertThat(topics.inspections())
                .hasSize(489)
                .extracting(Inspection::inspectionId)
                .contains(NEWS)
                .doesNotHaveDuplicates();
        assertThat(topics.size(Topics.INSPECTION_REJECTED)).isOne();
    }

    private void saysWhatIsWrongUntilItIsBack(Published topics, List<String> lines) {
        serve("/list.csv", Answer.of(404));
        CommandRun gone = round("/list.csv");
        CommandRun statusOfGone = status();
        serve("/list.csv", Answer.of(200, Map.of(), "<html><title>Sign in</title></html>"));
        CommandRun page = round("/list.csv");
        serve("/list.csv", csv(lines));
        CommandRun back = round("/list.csv");

        assertThat(gone.output()).contains("/list.csv answers 404: correct the address");
        assertThat(gone.exitCode()).isOne();
        assertThat(statusOfGone.output()).contains("problem: ", "/list.csv answers 404: correct the address");
        assertThat(statusOfGone.exitCode()).isOne();
        assertThat(page.output()).contains("a web page called \"Sign in\"");
        assertThat(page.exitCode()).isOne();
        assertThat(back.output()).endsWith("/list.csv: 489 read, 0 published, 489 known already, 0 rejected\n");
        assertThat(back.exitCode()).isZero();
        assertThat(status().exitCode()).isZero();
        assertThat(topics.inspections()).hasSize(489);
    }

    /** The same three rows in two formats, one of them bad. */
    private void readsWorkbooks(Published topics) {
        byte[] xlsx = WrittenWorkbooks.xlsx();
        byte[] ods = WrittenWorkbooks.ods();
        server.trouble(asked -> switch (asked) {
            case "/list.xlsx" -> new Answer(200, Map.of(), xlsx, xlsx.length);
            case "/list.ods" -> new Answer(200, Map.of(), ods, ods.length);
            default -> null;
        });

        CommandRun first = round("/list.xlsx");
        CommandRun again = round("/list.xlsx");
        CommandRun same = round("/list.ods");

        assertThat(first.output())
                .endsWith("/list.xlsx: 3 read, 2 published, 0 known already, 1 rejected, 1 of them new\n");
        assertThat(first.errors()).contains("/list.xlsx:Second!2: ");
        assertThat(again.output()).endsWith("/list.xlsx: as it was\n");
        assertThat(again.exitCode()).isZero();
        assertThat(same.output())
                .endsWith("/list.ods: 3 read, 0 published, 2 known already, 1 rejected, 1 of them new\n");
        assertThat(topics.inspections()).hasSize(491);
    }

    private void comparesItWithThePipeline(String url, List<String> lines) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.replaceAll(line -> line.startsWith(NEWS) ? line.replaceFirst("GOOD", "INADEQUATE") : line);

        CommandRun same = compare(url, lines);
        CommandRun different = compare(url, changed);

        assertThat(same.output().strip())
                .isEqualTo("compared with " + url + ": 489 inspections are the same, 0 differ in 0 fields, only they"
                        + " have 0, only we have 0; 0 rows can't be read");
        assertThat(same.errors()).isEmpty();
        assertThat(same.exitCode()).isZero();
        assertThat(different.output())
                .containsPattern(
                        "Hartlepool +2026-01-05 +overall_effectiveness +Inadequate +Good +https://files.ofsted")
                .contains("488 inspections are the same, 1 differ in 1 fields");
        assertThat(different.exitCode()).isOne();
    }

    private void saysThatThePipelineIsAway(String url, List<String> lines) throws IOException {
        CommandRun away = compare(url, lines);

        assertThat(away.output()).isEmpty();
        assertThat(away.errors()).contains("the known data can't be fetched from " + url, "--bundled");
        assertThat(away.exitCode()).isOne();
    }

    private CommandRun compare(String url, List<String> lines) throws IOException {
        Path file = Files.write(directory.resolve("list.csv"), lines);
        return CommandRun.of("compare", "--server", url, file.toString());
    }
}
