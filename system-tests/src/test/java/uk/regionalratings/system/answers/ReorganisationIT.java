package uk.regionalratings.system.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.system.kit.AlertLines;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.HistoryFeed;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.Unversioned;

/**
 * docs/operations/reorganisation.md with Surrey and invented codes, on a running pipeline with alerts: the new reference data is told to nobody
 * as a change of rating, and counts move on their day and not before.
 */
class ReorganisationIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** Of each inspection that {@link HistoryFeed#publishNews} publishes. */
    private static final int JUDGEMENTS = 4;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    /** Today, as the query API sees it. */
    private static final class Calendar extends Clock {
        private volatile Instant now = Instant.parse("2026-11-26T12:00:00Z");

        void turnTo(String day) {
            now = Instant.parse(day + "T12:00:00Z");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void newAuthoritiesComeAsReferenceDataAndCountFromTheirDay() throws Exception {
        Calendar calendar = new Calendar();
        try (TestStack stack = TestStack.start()) {
            ClusterSetup.apply(stack.settings());
            Path alertsFile = AlertsFiles.write(
                    directory,
                    stack,
                    """
                      everything:
                        start: 2014-01-01
                        filter: {include: [late, retracted]}
                        sink: {type: file, path: everything.ndjson}
                    """);
            try (StreamsProcess streams = new StreamsProcess(settings(stack), calendar);
                    AlertsProcess alerts = new AlertsProcess(
                            AlertsFiles.read(alertsFile, HostNames.OF_THIS_MACHINE), Clock.systemUTC())) {
                streams.start();
                alerts.start();
                alerts.awaitReady();
                HistoryFeed feed = new HistoryFeed(stack.settings());
                feed.registerAuthorities();
                feed.publish(LocalDate.MIN, LocalDate.MAX);
                int records = awaitToldAll(stack, streams, alertsFile);
                int told =
                        AlertLines.read(directory.resolve("everything.ndjson")).size();
                JsonNode before = ask(streams, "/v1/areas/england/ratings?judgement=in_care");

                // When
                ingest(stack, reorganised());
                awaitToldAll(stack, streams, alertsFile);

                // Then
                assertThat(ask(streams, "/v1/areas/england/ratings?judgement=in_care"))
                        .isEqualTo(before);
                assertThat(ask(streams, "/v1/authorities/996")
                                .path("establishedOn")
                                .asText())
                        .isEqualTo("2027-04-01");
                assertThat(ask(streams, "/v1/authorities/surrey")
                                .at("/successors/1/authority")
                                .asText())
                        .isEqualTo("West Surrey");
                assertCountsMoveOnTheirDay(calendar, streams);

                // When
                ingest(stack, reorganised());

                // Then
                assertThat(awaitToldAll(stack, streams, alertsFile)).isEqualTo(records);
                calendar.turnTo("2026-11-26");
                told += assertADfeCodeThatComesLaterMovesNothing(stack, streams, alertsFile);
                assertThat(AlertLines.read(directory.resolve("everything.ndjson"))
                                .size())
                        .isEqualTo(told);
                CommandRun verified = CommandRun.of(
                        "verify",
                        "--config",
                        RunningPipeline.configFile(directory, stack).toString());
                assertThat(verified.exitCode())
                        .as(verified.output() + verified.errors())
                        .isZero();
            }
        }
    }

    /**
     * An authority that was registered as 098, and inspected, gets its DfE code: 998. Returns how many alerts were sent, all of them for its
     * inspections.
     */
    private int assertADfeCodeThatComesLaterMovesNothing(TestStack stack, StreamsProcess streams, Path alertsFile)
            throws IOException {
        String newTown = "098,,,New Town,new-town,north-east,2026-01-01,,,";
        Path file = directory.resolve("authorities.csv");
        List<String> lines = Files.readAllLines(file);
        ingest(stack, appended(lines, newTown));
        int before = awaitToldAll(stack, streams, alertsFile);
        HistoryFeed feed = new HistoryFeed(stack.settings(), file);
        String first = feed.publishNews("098", LocalDate.of(2026, 11, 20));
        int told = awaitToldAll(stack, streams, alertsFile);
        assertThat(told).isEqualTo(before + JUDGEMENTS);
        JsonNode counted = ask(streams, "/v1/areas/north-east/ratings?judgement=in_care");
        assertThat(ask(streams, "/v1/authorities/098").path("dfeCode").isNull()).isTrue();

        // When
        List<String> named = new ArrayList<>(lines);
        named.set(0, lines.get(0) + ",dfe_code");
        named.replaceAll(line -> line.endsWith(",dfe_code") ? line : line + ",");
        ingest(stack, appended(named, newTown + ",998"));

        // Then
        assertThat(awaitToldAll(stack, streams, alertsFile)).isEqualTo(told);
        assertThat(ask(streams, "/v1/areas/north-east/ratings?judgement=in_care"))
                .isEqualTo(counted);
        JsonNode authority = ask(streams, "/v1/authorities/998");
        assertThat(authority.path("authorityId").asText()).isEqualTo("098");
        assertThat(authority.path("dfeCode").asText()).isEqualTo("998");
        assertThat(authority.at("/inspections/0/inspectionId").asText()).isEqualTo(first);

        // When
        new HistoryFeed(stack.settings(), file).publishNews("998", LocalDate.of(2026, 11, 21));

        // Then
        assertThat(awaitToldAll(stack, streams, alertsFile)).isEqualTo(told + JUDGEMENTS);
        assertThat(ask(streams, "/v1/authorities/new-town").path("inspections")).hasSize(2);
        return 2 * JUDGEMENTS;
    }

    private Path appended(List<String> lines, String line) throws IOException {
        List<String> all = new ArrayList<>(lines);
        all.add(line);
        return Files.write(directory.resolve("authorities.csv"), all);
    }

    private static void assertCountsMoveOnTheirDay(Calendar calendar, StreamsProcess streams) {
        calendar.turnTo("2027-03-31");
        JsonNode last = ask(streams, "/v1/areas/south-east/ratings?judgement=in_care");
        assertThat(last.path("authorities").asInt()).isEqualTo(19);

        calendar.turnTo("2027-04-01");
        JsonNode none = ask(streams, "/v1/areas/south-east/ratings?judgement=in_care");
        JsonNode carry = ask(streams, "/v1/areas/south-east/ratings?judgement=in_care&lineage=carry");
        assertThat(none.path("authorities").asInt()).isEqualTo(20);
        assertThat(none.path("notRated").asInt())
                .isEqualTo(last.path("notRated").asInt() + 2);
        assertThat(none.at("/counts/GOOD").asInt())
                .isEqualTo(last.at("/counts/GOOD").asInt() - 1);
        assertThat(carry.at("/counts/GOOD").asInt())
                .isEqualTo(last.at("/counts/GOOD").asInt() + 1);
        assertThat(carry.at("/children/shares")).isEqualTo(last.at("/children/shares"));

        calendar.turnTo("2027-04-30");
        JsonNode line = ask(
                streams, "/v1/areas/south-east/timeline?judgement=in_care&interval=day&from=2027-03-30&to=2027-04-03");
        assertThat(line.findValuesAsText("cause")).containsExactly("reorganisation");
        assertThat(line.at("/points/2/steps/0/authorities").asInt()).isEqualTo(1);
        assertThat(line.at("/reorganisations/0/day").asText()).isEqualTo("2027-04-01");
    }

    private static StreamsSettings settings(TestStack stack) {
        return RunningPipeline.settings(stack, Map.of());
    }

    /** Waits until the subscription has dealt with every record of rating changes; returns how many there are. */
    private static int awaitToldAll(TestStack stack, StreamsProcess streams, Path alertsFile) {
        try (CatchUp catchUp = new CatchUp(stack.settings(), streams.applicationId());
                Published topics = new Published(stack.settings())) {
            catchUp.await(streams.view(), LIMIT);
            int records = topics.changeLog().size();
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            CommandRun.ended(CommandRun.alertsStatus(alertsFile).get("everything")))
                    .isEqualTo(records));
            return records;
        }
    }

    /** The bundled authorities file with the end of Surrey and two invented authorities. */
    private Path reorganised() throws IOException {
        Path file = directory.resolve("authorities.csv");
        try (var bundled = ReferenceFiles.class.getResourceAsStream("authorities.csv")) {
            assertThat(bundled).isNotNull();
            List<String> lines = new String(bundled.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.startsWith("936,")
                            ? line.replace("surrey,south-east,,,,", "surrey,south-east,,2027-03-31,996;997,")
                            : line)
                    .toList();
            assertThat(lines).anyMatch(line -> line.contains("996;997"));
            Files.write(file, lines);
        }
        Files.writeString(
                file,
                """
                996,E06000996,,East Surrey,east-surrey,south-east,2027-04-01,,,
                997,E06000997,,West Surrey,west-surrey,south-east,2027-04-01,,,
                """,
                StandardOpenOption.APPEND);
        return file;
    }

    private void ingest(TestStack stack, Path authorities) throws IOException {
        Properties addresses = new Properties();
        addresses.putAll(stack.addresses());
        Path config = directory.resolve("kafka.properties");
        try (Writer out = Files.newBufferedWriter(config)) {
            addresses.store(out, null);
        }
        CommandRun run = CommandRun.of(
                "ingest", "--config", config.toString(), "--authorities", authorities.toString(), "--reference");
        assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    }

    private static JsonNode ask(StreamsProcess streams, String path) {
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + streams.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return new ObjectMapper().readTree(Unversioned.of(response.body()));
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }
}
