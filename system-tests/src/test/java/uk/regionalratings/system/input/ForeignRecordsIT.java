package uk.regionalratings.system.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.Unversioned;
import uk.regionalratings.topics.Topics;

/**
 * With foreign records of every kind in every topic that it reads, the pipeline continues, restarts, and says what its
 * answers may lack.
 */
class ForeignRecordsIT {
    private static final String APPLICATION_ID = "regional-ratings";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> QUESTIONS = List.of(
            "/v1/areas/england/ratings?framework=ilacs&judgement=overall_effectiveness&asOf=2021-08-20",
            "/v1/areas/north/ratings?framework=ilacs&judgement=overall_effectiveness&asOf=2021-08-20",
            "/v1/authorities/394",
            "/v1/changes?authority=394",
            "/v1/changes?limit=500");

    @TempDir
    private Path directory;

    private TestStack stack;
    private Settings settings;
    private String config;
    private ForeignRecords foreign;

    @BeforeEach
    void start() throws IOException {
        // On its own stack, because it registers a schema that is not Avro.
        stack = TestStack.startOwn();
        settings = stack.settings();
        config = RunningPipeline.configFile(directory, stack).toString();
        ClusterSetup.apply(settings);
        foreign = new ForeignRecords(stack);
    }

    @AfterEach
    void stop() {
        foreign.close();
        stack.close();
    }

    @Test
    void areToldAndPassedOverNowAndAfterEveryStart() throws Exception {
        Map<String, String> right;
        int rows;
        int changes;
        try (StreamsProcess streams = streams("first")) {
            streams.start();
            DemoHistory.publish(settings);
            catchUp(streams);
            right = answers(streams);
            assertThat(mark(streams)).isEmpty();

            // When
            rows = foreign.intrude(Topics.AUTHORITY_RATINGS.name(), true);
            changes = foreign.intrude(Topics.RATING_CHANGED.name(), false);
            int between = foreign.intrude(TopologyNames.timelineChangeTopic(APPLICATION_ID), false);
            // In that topic a record without a value is a canary.
            between -= foreign.withoutValue();
            int moved = foreign.intrude(TopologyNames.misplacedEventTopic(APPLICATION_ID), false);
            foreign.intrude(Topics.AREA_RATINGS.name(), true);
            foreign.intrude(Topics.CANARY_SENT.name(), false);
            foreign.intrude(Topics.CANARY_SEEN.name(), false);
            foreign.intrude(Topics.ALERT_POSITIONS.name(), true);
            foreign.intrude(Topics.INSPECTION_PUBLISHED.name(), false);
            foreign.intrude(Topics.AUTHORITY_REGISTERED.name(), true);

            // Then each is counted, and the existing data is answered with a mark
            assertSkipped(streams, Topics.AUTHORITY_RATINGS.name(), rows);
            assertSkipped(streams, Topics.RATING_CHANGED.name(), changes);
            assertSkipped(streams, TopologyNames.timelineChangeTopic(APPLICATION_ID), between);
            assertSkipped(streams, TopologyNames.misplacedEventTopic(APPLICATION_ID), moved);
            assertGoesOn(streams, right);

            // And new records are counted as usual
            foreign.publishGood("201", "201-after");
            catchUp(streams);
            assertThat(ask(streams, "/v1/authorities/201").body()).contains("\"201-after\"");
            assertThat(ask(streams, "/v1/changes?authority=201").body()).contains("201-after");
        }
        // Both with its state and without
        for (String state : List.of("first", "second")) {
            try (StreamsProcess streams = streams(state)) {
                streams.start();
                catchUp(streams);
                assertSkipped(streams, Topics.AUTHORITY_RATINGS.name(), rows);
                assertSkipped(streams, Topics.RATING_CHANGED.name(), changes);
                assertGoesOn(streams, right);
                if (state.equals("second")) {
                    assertThatTheOperatorFindsThem();
                }
            }
        }
        assertThatAResetLeavesThemBehind(right);
    }

    private void assertGoesOn(StreamsProcess streams, Map<String, String> right) throws Exception {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        get(streams.managementPort(), "/health/ready").statusCode())
                .isEqualTo(200));
        assertThat(answers(streams)).isEqualTo(right);
        assertThat(mark(streams))
                .contains(" records of authority-ratings can't be read: authority-ratings-")
                .contains(" records of rating-changed can't be read: rating-changed-");
        CommandRun query = CommandRun.of("query", "ratings", "--server", "http://127.0.0.1:" + streams.port());
        assertThat(query.exitCode()).isZero();
        assertThat(query.errors()).contains("this answer may lack something: ");
    }

    /** Follows "A record that is not ours" in the runbook, as does the next. */
    private void assertThatTheOperatorFindsThem() {
        CommandRun verified = CommandRun.of("verify", "--config", config);
        assertThat(verified.exitCode()).as(verified.output()).isEqualTo(1);
        assertThat(verified.output())
                .contains("DIFFERENT authority-ratings authority-ratings-")
                .contains("expected a record of the pipeline's, found one that can't be read: ");
    }

    private void assertThatAResetLeavesThemBehind(Map<String, String> right) throws Exception {
        CommandRun reset = CommandRun.of("reset", "--yes", APPLICATION_ID, "--config", config);
        assertThat(reset.problems()).isEmpty();
        assertThat(reset.exitCode()).isZero();

        try (StreamsProcess streams = streams("third")) {
            streams.start();
            catchUp(streams);
            assertThat(mark(streams)).isEmpty();
            assertThat(Unversioned.of(ask(streams, QUESTIONS.get(0)).body())).isEqualTo(right.get(QUESTIONS.get(0)));
            CommandRun verified = CommandRun.of("verify", "--config", config);
            assertThat(verified.output()).contains("no difference");
        }
    }

    private static void assertSkipped(StreamsProcess streams, String topic, int records) {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        get(streams.managementPort(), "/metrics").body())
                .contains("ratings_skipped_records_total{topic=\"" + topic + "\"} " + records + ".0\n"));
    }

    private static Map<String, String> answers(StreamsProcess streams) throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String question : QUESTIONS) {
            HttpResponse<String> answer = ask(streams, question);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            // The records added after the history are about another authority. They move the rank and the estimate of
            // this one.
            String same = Unversioned.of(answer.body()).replaceAll(",\"nextInspection\":.*", "");
            answers.put(question, question.contains("limit") ? "" : same);
        }
        return answers;
    }

    private static String mark(StreamsProcess streams) throws Exception {
        return ask(streams, QUESTIONS.get(0))
                .headers()
                .firstValue("Ratings-Incomplete")
                .orElse("");
    }

    private static HttpResponse<String> ask(StreamsProcess streams, String path) throws Exception {
        return get(streams.port(), path);
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private void catchUp(StreamsProcess streams) {
        try (CatchUp catchUp = new CatchUp(settings, APPLICATION_ID)) {
            catchUp.await(streams.view(), LIMIT);
        }
    }

    private StreamsProcess streams(String state) {
        return new StreamsProcess(
                RunningPipeline.settings(
                        stack,
                        Map.of(
                                StreamsSettings.STATE_DIR,
                                directory.resolve(state).toString())),
                Clock.systemUTC());
    }
}
