package uk.regionalratings.system.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.ingest.feed.OfstedHistory;
import uk.regionalratings.ingest.feed.OfstedStub;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.service.Receiver.Reply;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.FeedFiles;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.WebhookReceiver;
import uk.regionalratings.topics.ProvenanceHeaders;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * From an empty pipeline and a site to the history, and from a new report on it to the dashboard's feed and a webhook. The site lists all
 * authorities, but reports of one region only; OfstedHistoryTest reads all of them.
 */
public class FeedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String REGION = "north-east";
    private static final Pattern ROUND = Pattern.compile("^round ([0-9]+): ");
    private static final Pattern MANAGEMENT = Pattern.compile("health and metrics on (http://\\S+)");

    private final OfstedStub site = new OfstedStub();
    private final WebhookReceiver receiver = new WebhookReceiver(() -> Reply.TAKEN);

    private Map<String, Inspection> inspections = Map.of();

    @TempDir
    private Path directory;

    @Test
    void theSiteBecomesTheHistoryAndItsNewsAreTold() throws Exception {
        inspections = OfstedHistory.fill(site, REGION);
        try (site;
                receiver;
                RunningPipeline pipeline = new RunningPipeline();
                Published topics = new Published(pipeline.settings())) {
            DemoHistory.register(pipeline.settings());
            Path config = FeedFiles.config(directory, pipeline.stack(), site);

            fillsAnEmptyPipeline(pipeline, topics, config);
            findsNothingMore(topics, config);
            tellsWhatWaitsForAPerson(config);
            tellsTheNews(pipeline, topics, config);
            assertThat(CommandRun.of(
                            "verify",
                            "--config",
                            RunningPipeline.configFile(directory, pipeline.stack())
                                    .toString()))
                    .satisfies(run -> assertThat(run.exitCode())
                            .as(run.output() + run.errors())
                            .isZero());
        }
    }

    private void fillsAnEmptyPipeline(RunningPipeline pipeline, Published topics, Path config) throws Exception {
        CommandRun run = CommandRun.of("feed", "ofsted", "--once", "--config", config.toString());

        System.out.println(run.output());
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).as("four documents are not there").isOne();
        assertThat(run.output()).startsWith("round 1: 153 providers, ").contains(" 4 rejected, ");
        assertThat(topics.inspections())
                .extracting(Inspection::inspectionId)
                .containsExactlyInAnyOrderElementsOf(inspections.keySet());
        pipeline.catchUp();
        JsonNode ratings = get(pipeline.url() + "/v1/areas/" + REGION
                + "/ratings?judgement=overall_effectiveness&framework=ilacs&asOf=2021-08-20");
        Recount.Tally expected = Recount.ofBundledHistory()
                .count(REGION, "ilacs", "overall_effectiveness", LocalDate.parse("2021-08-20"));
        assertThat(ratings.at("/counts/OUTSTANDING").asInt())
                .isEqualTo(expected.grades().get("OUTSTANDING"))
                .isPositive();
    }

    private void findsNothingMore(Published topics, Path config) {
        site.takeRequests();
        CommandRun run = CommandRun.of("feed", "ofsted", "--once", "--config", config.toString());

        System.out.println(run.output());
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(OfstedStub.downloads(site.takeRequests())).isZero();
        assertThat(topics.inspections()).hasSize(inspections.size());
        assertThat(topics.size(Topics.INSPECTION_REJECTED)).isEqualTo(OfstedHistory.NOT_FOUND);
    }

    private void tellsWhatWaitsForAPerson(Path config) {
        CommandRun status = CommandRun.of("feed", "status", "--config", config.toString());

        assertThat(status.exitCode()).as(status.errors()).isZero();
        assertThat(status.output())
                .contains("round 2: 153 providers")
                .contains("rejected: read them yourself")
                .contains(site.filesUrl() + "/v1/file/800000")
                .contains("a web page called \"Report not found\"");
    }

    private void tellsTheNews(RunningPipeline pipeline, Published topics, Path config) throws Exception {
        String subscriptions = "  hook:\n    sink: {type: webhook, url: '%s', secrets: {file: %s}}\n"
                .formatted(receiver.url(), AlertsFiles.SECRET);
        Path alertsFile = AlertsFiles.write(directory, pipeline.stack(), subscriptions);
        Jvm feed = FeedFiles.process(directory, config, "ofsted", "--management-port", "0");
        Process process = feed.start();
        try (AlertsProcess alerts =
                new AlertsProcess(AlertsFiles.read(alertsFile, HostNames.OF_THIS_MACHINE), Clock.systemUTC())) {
            alerts.start();
            alerts.awaitReady();
            Awaitility.await("a round without news").atMost(LIMIT).until(() -> feed.output()
                    .contains("round 3: "));

            // When
            Inspection news = news();
            OfstedHistory.add(site, news, null);
            Instant added = Instant.now();
            int complete = rounds(feed);

            // Then
            Awaitility.await("the webhook is told").atMost(LIMIT).untilAsserted(() -> assertThat(receiver.taken())
                    .as(feed.output())
                    .anySatisfy(receipt -> assertThat(receipt.body()).contains(news.inspectionId())));
            assertThat(get(pipeline.url() + "/v1/changes?limit=1")
                            .at("/changes/0/inspectionId")
                            .asText())
                    .isEqualTo(news.inspectionId());
            assertWithinOneInterval(feed, news, added, complete);
            assertProvenance(pipeline, topics, news);
            assertHealthTellsOfAMissingProvider(feed);
            Jvm.stop(process);
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A report of today about Sunderland. */
    private static Inspection news() {
        LocalDate today = LondonDates.today(Clock.systemUTC());
        GradeGiven good = new GradeGiven(Grade.GOOD, "Good");
        return InspectionBuilder.inspection("394-" + today)
                .framework(Framework.ILACS_2026)
                .fieldwork(today.minusDays(50), today.minusDays(45))
                .publishedOn(today)
                .grade(Judgement.IMPACT_OF_LEADERS, good)
                .grade(Judgement.HELP_AND_PROTECTION, good)
                .grade(Judgement.IN_CARE, good)
                .grade(Judgement.CARE_LEAVERS, good)
                .reportUrl("https://files.ofsted.gov.uk/v1/file/99999999")
                .build();
    }

    /** The round that was under way may have passed the provider's page; the next one finds it, and the webhook is told before that is complete. */
    private void assertWithinOneInterval(Jvm feed, Inspection news, Instant added, int complete) {
        Instant told = receiver.taken().stream()
                .filter(receipt -> receipt.body().contains(news.inspectionId()))
                .map(WebhookReceiver.Receipt::at)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Awaitility.await("the round that found it").atMost(LIMIT).until(() -> feed.output()
                .contains("; 1 published, "));
        int found = feed.output()
                .lines()
                .filter(line -> line.contains("; 1 published, "))
                .map(ROUND::matcher)
                .filter(Matcher::find)
                .mapToInt(round -> Integer.parseInt(round.group(1)))
                .findFirst()
                .orElseThrow();
        System.out.printf(
                "FeedIT: at the webhook %d ms after the report was on the site, at an interval of 1 s between rounds; found by round %d, and"
                        + " round %d was complete before%n",
                Duration.between(added, told).toMillis(), found, complete);
        assertThat(found).isBetween(complete + 1, complete + 2);
    }

    /** How many rounds of the feed are complete, those of earlier processes included. */
    private static int rounds(Jvm feed) {
        return feed.output()
                .lines()
                .map(ROUND::matcher)
                .filter(Matcher::find)
                .mapToInt(round -> Integer.parseInt(round.group(1)))
                .max()
                .orElse(0);
    }

    private void assertProvenance(RunningPipeline pipeline, Published topics, Inspection news) throws IOException {
        Headers headers = topics.headers(Topics.INSPECTION_PUBLISHED, news.inspectionId() + "/1");
        assertThat(text(headers, ProvenanceHeaders.URL))
                .isEqualTo(site.filesUrl() + "/v1/file/" + OfstedHistory.number(news));
        assertThat(text(headers, ProvenanceHeaders.DIGEST)).matches("sha-256=[0-9a-f]{64}");
        assertThat(text(headers, ProvenanceHeaders.RETRIEVED_AT)).startsWith("20");
        String address = pipeline.url() + "/v1/authorities/" + news.authorityId();
        Awaitility.await("all of it in the API").atMost(LIMIT).untilAsserted(() -> {
            JsonNode inspections = get(address).required("inspections");
            JsonNode source = inspections.get(inspections.size() - 1).required("source");
            assertThat(source.path("url").asText()).isEqualTo(text(headers, ProvenanceHeaders.URL));
            assertThat(source.path("digest").asText()).isEqualTo(text(headers, ProvenanceHeaders.DIGEST));
            assertThat(source.path("retrievedAt").asText()).isEqualTo(text(headers, ProvenanceHeaders.RETRIEVED_AT));
            assertThat(inspections).allSatisfy(inspection -> assertThat(
                            inspection.required("source").path("url").asText())
                    .startsWith(site.filesUrl()));
        });
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }

    private void assertHealthTellsOfAMissingProvider(Jvm feed) {
        Matcher url = MANAGEMENT.matcher(feed.output());
        assertThat(url.find()).as(feed.output()).isTrue();
        Awaitility.await("a good round").atMost(LIMIT).untilAsserted(() -> assertThat(
                        text(url.group(1) + "/health/ready"))
                .contains("UP"));
        assertThat(text(url.group(1) + "/metrics"))
                .contains("ratings_feed_providers 153.0", "ratings_feed_reports_rejected 4.0")
                .contains("ratings_feed_reports_total{outcome=\"published\"} 1.0");

        assertEveryMetricIsDocumented(text(url.group(1) + "/metrics"));
        site.unlist(OfstedHistory.urn(news()));

        Awaitility.await("a round that misses a provider").atMost(LIMIT).untilAsserted(() -> assertThat(
                        text(url.group(1) + "/health/ready"))
                .contains("DOWN", "lacks 1 of them", "Sunderland"));
    }

    private static void assertEveryMetricIsDocumented(String metrics) {
        Pattern name = Pattern.compile("ratings_feed_[a-z_]+");
        try {
            assertThat(metrics.lines()
                            .map(line -> line.split("[{ ]", 2)[0])
                            .filter(metric -> metric.startsWith("ratings_feed_"))
                            .collect(Collectors.toSet()))
                    .isEqualTo(Files.readAllLines(Path.of("..", "docs", "operations", "metrics.md")).stream()
                            .filter(line -> line.startsWith("| `ratings_feed_"))
                            .flatMap(line ->
                                    name.matcher(line.split("\\|", 3)[1]).results())
                            .map(MatchResult::group)
                            .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode get(String url) throws IOException {
        return JSON.readTree(text(url));
    }

    private static String text(String url) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
