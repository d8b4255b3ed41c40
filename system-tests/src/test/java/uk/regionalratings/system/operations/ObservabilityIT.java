package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.local.Directories;
import uk.regionalratings.service.Receiver.Reply;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.HistoryFeed;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TroubledGateway;
import uk.regionalratings.system.kit.WebhookReceiver;
import uk.regionalratings.tracing.Trace;
import uk.regionalratings.vocabulary.LondonDates;

/** What operators see of a whole system into which a request came: metrics as documented, one trace to the end, logs as JSON. */
class ObservabilityIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path DOCS = Path.of("..", "docs", "operations");
    private static final Pattern NAME = Pattern.compile("\\bratings_[a-z_]+\\b");
    private static final Pattern TRACE = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    @TempDir
    private static Path directory;

    private static RunningPipeline pipeline;
    private static WebhookReceiver receiver;
    private static AlertsProcess alerts;
    private static TroubledGateway gateway;

    @BeforeAll
    static void sendOneGoodInspectionAndOneBad() throws Exception {
        pipeline = new RunningPipeline();
        HistoryFeed feed = new HistoryFeed(pipeline.settings());
        feed.registerAuthorities();
        receiver = new WebhookReceiver(() -> Reply.TAKEN);
        Path file = AlertsFiles.write(
                directory,
                pipeline.stack(),
                "  hook:\n    sink: {type: webhook, url: \"" + receiver.url() + "\", secrets: [{file: "
                        + AlertsFiles.SECRET + "}]}\n");
        alerts = new AlertsProcess(AlertsFiles.read(file, HostNames.OF_THIS_MACHINE), Clock.systemUTC());
        alerts.start();
        alerts.awaitReady();
        gateway = new TroubledGateway(
                directory,
                Directories.create(directory.resolve("tmp")),
                Map.of(
                        "RATINGS_BOOTSTRAP_SERVERS",
                        pipeline.stack().bootstrapServers(),
                        "RATINGS_SCHEMA_REGISTRY_URL",
                        pipeline.stack().registryUrl(),
                        "RATINGS_LOG_FORMAT",
                        "json",
                        "RATINGS_LOG_LEVEL",
                        "INFO"));
        post();
        Awaitility.await("an alert of each judgement")
                .atMost(LIMIT)
                .until(() -> receiver.taken().size() == 2);
    }

    private static void post() throws IOException {
        String today = LondonDates.today(Clock.systemUTC()).toString();
        String header =
                "inspection_id,authority_id,framework,started_on,ended_on,published_on,help_and_protection,in_care\n";
        HttpResponse<String> answer = gateway.feed()
                .post(
                        (header + "394-observed,394,ILACS_2026,2026-05-11,2026-05-15," + today + ",GOOD,GOOD\n"
                                        + "394-refused,nowhere,ILACS_2026,2026-05-11,2026-05-15," + today
                                        + ",GOOD,GOOD\n")
                                .getBytes(StandardCharsets.UTF_8),
                        "text/csv");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
        assertThat(gateway.stranger().post(new byte[0], "text/csv").statusCode())
                .isEqualTo(401);
    }

    @AfterAll
    static void stop() {
        try (RunningPipeline first = pipeline;
                WebhookReceiver second = receiver;
                AlertsProcess third = alerts;
                TroubledGateway fourth = gateway) {
            assertThat(List.of(first, second, third, fourth)).doesNotContainNull();
        }
    }

    @Test
    void everyMetricIsDocumentedAndEveryDocumentedMetricIsThere() throws Exception {
        // The first canary takes as long as the topology does to start.
        Awaitility.await("a canary").atMost(LIMIT).untilAsserted(() -> assertThat(
                        value(streamsMetrics(), "ratings_end_to_end_seconds_count{of=\"canary\"}"))
                .isPositive());
        Set<String> documented = Files.readAllLines(DOCS.resolve("metrics.md")).stream()
                .filter(line -> line.startsWith("| `ratings_"))
                .map(line -> line.split("\\|", 3)[1])
                .flatMap(cell -> NAME.matcher(cell).results().map(found -> found.group()))
                // Those of the feed, FeedIT looks for.
                .filter(name -> !name.startsWith("ratings_feed_"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> scraped = new TreeSet<>();
        for (String text : List.of(streamsMetrics(), gateway.metrics(), alertsMetrics())) {
            text.lines()
                    .filter(line -> line.startsWith("ratings_"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .forEach(scraped::add);
        }

        assertThat(scraped).isEqualTo(documented);
    }

    @Test
    void theRulesWatchMetricsThatThereAre() throws IOException {
        String documented = Files.readString(DOCS.resolve("metrics.md"));
        Matcher used = NAME.matcher(Files.readString(DOCS.resolve("prometheus-rules.yml")));
        List<String> unknown = new ArrayList<>();
        int number = 0;
        while (used.find()) {
            number++;
            if (!documented.contains("`" + used.group() + "`")) {
                unknown.add(used.group());
            }
        }

        assertThat(number).isGreaterThan(10);
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyJobThatTheRulesNameIsScraped() throws IOException {
        Pattern job = Pattern.compile("\\b(?<!regional-)ratings-[a-z]+");
        Set<String> named = new TreeSet<>();
        job.matcher(Files.readString(DOCS.resolve("prometheus-rules.yml")))
                .results()
                .forEach(found -> named.add(found.group()));
        String scraped = Files.readString(Path.of("..", "docker", "monitoring", "prometheus.yml"));

        assertThat(named).containsExactly("ratings-alerts", "ratings-feed", "ratings-gateway", "ratings-streams");
        assertThat(named).allSatisfy(name -> assertThat(scraped).contains("job_name: " + name + "\n"));
    }

    @Test
    void theEquationsHoldAndCanariesAreNoInput() {
        Awaitility.await("equations").atMost(LIMIT).untilAsserted(() -> {
            String streams = streamsMetrics();
            double received = input(streams, "received");
            assertThat(received).as("authorities and one inspection").isEqualTo(159);
            assertThat(input(streams, "applied") + input(streams, "duplicate") + input(streams, "rejected"))
                    .isEqualTo(received);
            assertThat(value(streams, "ratings_streams_dropped_records")).isZero();
            assertThat(value(streams, "ratings_streams_commits_total")).isPositive();
            for (String topic : List.of(
                    "inspection-published",
                    "authority-registered",
                    "timeline-change",
                    "authority-ratings",
                    "rating-changed")) {
                assertThat(value(streams, "ratings_streams_lag_records{topic=\"" + topic + "\"}"))
                        .as(topic)
                        .isZero();
            }
            assertThat(value(streams, "ratings_streams_state{state=\"RUNNING\"}"))
                    .isEqualTo(1);
            assertThat(value(streams, "ratings_streams_published_records{topic=\"area-ratings\"}"))
                    .isPositive();
            assertThat(value(streams, "ratings_end_to_end_seconds_count{of=\"rating-change\"}"))
                    .as("one record for both judgements of the inspection")
                    .isEqualTo(1);

            String posted = gateway.metrics();
            assertThat(sum(posted, "ratings_gateway_records_total")).isEqualTo(2);
            assertThat(sum(posted, "ratings_gateway_records_read_total")).isEqualTo(2);
            assertThat(value(posted, "ratings_gateway_rejected_total{reason=\"unknown-authority\"}"))
                    .isEqualTo(1);

            String told = alertsMetrics();
            assertThat(sum(told, "ratings_alerts_read_total")).isEqualTo(2);
            assertThat(sum(told, "ratings_alerts_changes_total")
                            + sum(told, "ratings_alerts_waiting")
                            + sum(told, "ratings_alerts_handed_over_total"))
                    .isEqualTo(2);
        });
    }

    @Test
    void theTraceOfARequestGoesFromTheGatewayToTheWebhook() {
        List<String> traces = receiver.taken().stream()
                .map(WebhookReceiver.Receipt::trace)
                .map(ObservabilityIT::identity)
                .distinct()
                .toList();

        assertThat(traces).as("both alerts are of one request").hasSize(1);
        assertThat(log()).anySatisfy(line -> {
            assertThat(line.required("formattedMessage").asText()).contains("POST", "207");
            assertThat(line.at("/mdc/" + Trace.LOG_KEY).asText()).isEqualTo(traces.get(0));
        });
    }

    private static String identity(String parent) {
        Matcher matcher = TRACE.matcher(String.valueOf(parent));
        assertThat(matcher.matches()).as("traceparent %s", parent).isTrue();
        return matcher.group(1);
    }

    @Test
    void logsAreOneObjectPerLine() {
        assertThat(log()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.required("timestamp").isNumber()).isTrue();
            assertThat(line.required("level").asText()).matches("[A-Z]+");
            assertThat(line.required("loggerName").asText()).isNotEmpty();
            assertThat(line.required("formattedMessage").isTextual()).isTrue();
        });
    }

    /** All that the gateway has written but the line that tells its user where it is. */
    private static List<JsonNode> log() {
        return Arrays.stream(gateway.log().split("\n"))
                .filter(line -> !line.startsWith("gateway on http://"))
                .map(ObservabilityIT::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    private static double input(String metrics, String outcome) {
        return value(metrics, "ratings_input_records{outcome=\"" + outcome + "\"}");
    }

    private static double value(String metrics, String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + metrics));
    }

    private static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String streamsMetrics() throws Exception {
        return scrape(pipeline.streams().managementPort());
    }

    private static String alertsMetrics() throws Exception {
        return scrape(alerts.managementPort());
    }

    private static String scrape(int port) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
