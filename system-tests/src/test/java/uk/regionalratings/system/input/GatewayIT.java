package uk.regionalratings.system.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.system.kit.Feed;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TroubledBroker;
import uk.regionalratings.system.kit.TroubledGateway;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What the gateway has acknowledged is in Kafka, and everything eventually arrives: while the gateway is killed, while
 * the broker is killed, and while there is no broker. Use {@code -Drecords=100000} for a long run.
 */
class GatewayIT {
    private static final int POSTS = 20;
    private static final int RECORDS = Integer.getInteger("records", 1_000);
    private static final Duration CATCH_UP = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final List<Inspection> history = RealHistory.inspections();
    private final List<Event> events = new ArrayList<>();
    private TroubledBroker broker;
    private TroubledGateway gateway;

    GatewayIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void start() {
        Path temporary = Directories.create(directory.resolve("tmp"));
        broker = new TroubledBroker(directory, temporary);
        gateway = new TroubledGateway(directory, temporary, broker);
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        broker.close();
    }

    /** Revision after revision of the real history. The same number always gives the same inspection. */
    private Inspection record(int number) {
        Inspection first = history.get(number % history.size());
        Random content = new Random(number);
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : first.grades().keySet()) {
            grades.put(judgement, GradeGiven.of(Grade.values()[content.nextInt(Grade.values().length)]));
        }
        boolean withdrawn = content.nextInt(12) == 0;
        return InspectionBuilder.like(first)
                .revision(1 + number / history.size())
                .withdrawn(withdrawn, withdrawn ? "for a while" : null)
                .grades(grades)
                .build();
    }

    @Test
    @Tag("sized")
    void losesNothingThatItAcknowledgedAndDeliversEverythingThroughKills() throws Exception {
        try (Published published = new Published(broker.settings())) {
            List<Inspection> sent =
                    IntStream.range(0, RECORDS).mapToObj(this::record).toList();
            List<Feed.Delivery> deliveries = deliver("with two kills", sent, () -> killBoth(published));

            List<Inspection> inTopic = published.inspections();
            assertThat(Set.copyOf(inTopic)).isEqualTo(Set.copyOf(sent));
            Set<String> acknowledged = deliveries.stream()
                    .flatMap(delivery -> delivery.acknowledged().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(acknowledged).isEqualTo(identities(inTopic)).isEqualTo(identities(sent));
            assertThat(published.size(Topics.INSPECTION_REJECTED)).isZero();
            System.out.printf("GatewayIT: %d events for %d inspections%n", inTopic.size(), sent.size());

            sent.forEach(inspection -> events.add(new Event.Published(inspection)));
            verifyCountsAndCorrections(published);
        }
        assertThat(gateway.stop()).as("exit code on SIGTERM: %s", gateway.log()).isZero();
    }

    @Test
    @Tag("thorough")
    void takesTwentyFeedsAtOnce() throws Exception {
        List<Inspection> sent =
                IntStream.range(0, RECORDS).mapToObj(this::record).toList();
        gateway.feed().deliver("warm-up", sent.subList(0, 1));

        List<Feed.Delivery> deliveries = deliver("undisturbed", sent, () -> {});

        assertThat(deliveries).extracting(Feed.Delivery::attempts).containsOnly(1);
        assertThat(gateway.stop()).isZero();
        try (Published published = new Published(broker.settings())) {
            assertThat(published.inspections()).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    private void killBoth(Published published) {
        awaitEvents(published, RECORDS / 10);
        gateway.kill();
        long kept = published.end(Topics.INSPECTION_PUBLISHED);
        gateway.start();
        awaitEvents(published, kept + RECORDS / 5);
        broker.kill();
        broker.start();
    }

    /** Sends everything in parts, each from its own client, while something happens. */
    private List<Feed.Delivery> deliver(String what, List<Inspection> sent, Runnable meanwhile) throws Exception {
        Feed feed = gateway.feed();
        int size = sent.size() / POSTS;
        ExecutorService clients = Executors.newFixedThreadPool(POSTS);
        try {
            long start = System.nanoTime();
            List<Future<Feed.Delivery>> posts = new ArrayList<>();
            for (int i = 0; i < POSTS; i++) {
                List<Inspection> part = sent.subList(i * size, (i + 1) * size);
                String key = "post-" + i;
                Callable<Feed.Delivery> post = () -> feed.deliver(key, part);
                posts.add(clients.submit(post));
            }
            meanwhile.run();
            List<Feed.Delivery> deliveries = new ArrayList<>();
            for (Future<Feed.Delivery> post : posts) {
                deliveries.add(post.get());
            }
            report(what, deliveries, System.nanoTime() - start);
            return deliveries;
        } finally {
            clients.shutdownNow();
        }
    }

    private static void awaitEvents(Published published, long number) {
        Awaitility.await("events")
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(1))
                .until(() -> published.end(Topics.INSPECTION_PUBLISHED) >= number);
    }

    private static Set<String> identities(List<Inspection> inspections) {
        return inspections.stream()
                .map(inspection -> inspection.inspectionId() + "/" + inspection.revision())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void report(String what, List<Feed.Delivery> deliveries, long nanos) {
        List<Duration> last =
                deliveries.stream().map(Feed.Delivery::last).sorted().toList();
        int attempts = deliveries.stream().mapToInt(Feed.Delivery::attempts).sum();
        System.out.printf(
                "GatewayIT: %s: %d records in %d ms, %d records/s; %d attempts for %d posts; posts that went through took"
                        + " p50 %d ms, p99 %d ms%n",
                what,
                RECORDS,
                nanos / 1_000_000,
                RECORDS * 1_000_000_000L / nanos,
                attempts,
                deliveries.size(),
                last.get(last.size() / 2).toMillis(),
                last.get(last.size() * 99 / 100).toMillis());
    }

    private void verifyCountsAndCorrections(Published published) throws IOException {
        registerAuthorities();
        StreamsProcess streams = new StreamsProcess(streamsSettings(), Clock.systemUTC());
        try (streams;
                CatchUp catchUp = new CatchUp(broker.settings(), streams.applicationId())) {
            streams.start();
            catchUp.await(null, CATCH_UP);
            published
                    .tables()
                    .assertEquals(
                            new EventRecount(events, ReferenceFiles.bundledAreas()), ReferenceFiles.bundledAreas());

            correctAndWithdraw();
            catchUp.await(null, CATCH_UP);
            published
                    .tables()
                    .assertEquals(
                            new EventRecount(events, ReferenceFiles.bundledAreas()), ReferenceFiles.bundledAreas());
        }
    }

    /** Uses the tables, because this restarted gateway has not sent any of the inspections. */
    private void correctAndWithdraw() throws IOException {
        gateway.kill();
        gateway.start();
        Inspection first = highest(history.get(0).inspectionId());
        Inspection corrected = first.withRevision(first.revision() + 1);
        corrected = corrected.withdrawn() ? history.get(0).withRevision(corrected.revision()) : corrected;
        Inspection different = corrected.equals(first.withRevision(corrected.revision()))
                ? corrected.withdrawal(corrected.revision(), "not the same")
                : corrected;
        assertThat(revision(gateway.feed().put(different))).isEqualTo(different.revision());
        events.add(new Event.Published(different));

        Inspection second = history.stream()
                .map(inspection -> highest(inspection.inspectionId()))
                .filter(inspection ->
                        !inspection.withdrawn() && !inspection.inspectionId().equals(first.inspectionId()))
                .findFirst()
                .orElseThrow();
        Inspection withdrawal = second.withdrawal(second.revision() + 1, "published by mistake");
        HttpResponse<String> answer = gateway.feed().delete(second.inspectionId() + "?reason=published%20by%20mistake");
        assertThat(revision(answer)).isEqualTo(withdrawal.revision());
        events.add(new Event.Published(withdrawal));
        assertThat(gateway.feed().delete("nothing?reason=x").statusCode()).isEqualTo(404);
    }

    private Inspection highest(String inspectionId) {
        return events.stream()
                .filter(Event.Published.class::isInstance)
                .map(event -> ((Event.Published) event).inspection())
                .filter(inspection -> inspection.inspectionId().equals(inspectionId))
                .max(Comparator.comparingInt(Inspection::revision))
                .orElseThrow();
    }

    private static int revision(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode result = JSON.readTree(answer.body()).at("/results/0");
        assertThat(result.get("status").asText()).isEqualTo("accepted");
        return result.get("revision").asInt();
    }

    private void registerAuthorities() {
        DemoHistory.register(broker.settings(), 1);
        ReferenceFiles.bundledAuthorities().forEach(authority -> events.add(new Event.Registered(authority, 1)));
    }

    private StreamsSettings streamsSettings() {
        Map<String, String> own = new HashMap<>(broker.addresses());
        own.put(StreamsSettings.STATE_DIR, directory.resolve("state").toString());
        return RunningPipeline.settings(own);
    }

    /** {@code mvn verify} leaves this out: the first test kills the broker, and in BackPressureTest Kafka confirms nothing. */
    @Test
    @Tag("thorough")
    void acknowledgesNothingWithoutKafkaAndRecoversByItself() throws Exception {
        // Given
        Feed feed = gateway.feed();
        Inspection before = record(0);
        assertThat(feed.deliver("before", List.of(before)).attempts()).isOne();

        // When
        broker.stop();
        int refusals = 0;
        for (int i = 1; i <= 10; i++) {
            HttpResponse<String> answer = feed.post(Feed.ndjson(List.of(record(i))), "application/x-ndjson");

            // Then
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).doesNotContain("\"accepted\",", "\"duplicate\",");
            refusals++;
        }
        Awaitility.await().until(() -> !gateway.isReady());
        assertThat(refusals).isEqualTo(10);

        // And when Kafka is back
        broker.start();
        List<Inspection> all = IntStream.range(0, 11).mapToObj(this::record).toList();
        feed.deliver("after", all);

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(gateway::isReady);
        try (Published published = new Published(broker.settings())) {
            assertThat(Set.copyOf(published.inspections())).isEqualTo(Set.copyOf(all));
        }
        verifyMeters();
    }

    /** read = accepted + duplicate + rejected + failed */
    private void verifyMeters() {
        Map<String, Double> meters = gateway.metrics()
                .lines()
                .filter(line -> line.startsWith("ratings_gateway_records"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        double read = meters.remove("ratings_gateway_records_read_total{feed=\"ofsted\"}");
        assertThat(read).isGreaterThanOrEqualTo(12);
        assertThat(meters).hasSize(4);
        assertThat(meters.values().stream().mapToDouble(Double::doubleValue).sum())
                .isEqualTo(read);
    }
}
