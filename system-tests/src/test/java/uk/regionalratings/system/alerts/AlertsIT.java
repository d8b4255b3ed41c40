package uk.regionalratings.system.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.system.kit.AlertLines;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.AlsoOnContainers;
import uk.regionalratings.system.kit.ChangesRecount;
import uk.regionalratings.system.kit.ChangesRecount.Change;
import uk.regionalratings.system.kit.HistoryFeed;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.vocabulary.LondonDates;

/** The real history through the whole pipeline to subscribers: to one who asked for all of it, and to one who asked for news. */
@AlsoOnContainers
class AlertsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String EVERYTHING = "everything";
    private static final String NEWS = "news";
    private static final String SUBSCRIPTIONS =
            """
              everything:
                start: 2014-01-01
                filter: {include: [late, retracted]}
                sink: {type: file, path: everything.ndjson}
              news:
                sink: {type: file, path: news.ndjson}
            """;

    @TempDir
    private static Path directory;

    private static TestStack stack;
    private static Settings settings;
    private static StreamsProcess streams;
    private static AlertsProcess alerts;
    private static Path alertsFile;

    /** As they were when the history had been replayed. */
    private static Map<String, JsonNode> history;

    private static Map<String, JsonNode> status;
    private static long published;

    @BeforeAll
    static void replayTheRealHistory() throws Exception {
        stack = TestStack.start();
        settings = stack.settings();
        ClusterSetup.apply(settings);
        streams = new StreamsProcess(streamsSettings(), Clock.systemUTC());
        streams.start();
        alertsFile = AlertsFiles.write(directory, stack, SUBSCRIPTIONS);
        alerts = new AlertsProcess(AlertsFiles.read(alertsFile, HostNames.OF_THIS_MACHINE), Clock.systemUTC());
        alerts.start();
        alerts.awaitReady();
        publishInOrder();
        published = awaitEverythingTold();
        status = CommandRun.alertsStatus(alertsFile);
        history = AlertLines.read(told(EVERYTHING)).latest();
    }

    /**
     * As the world did: each report is processed before the next one of interest comes. In a bulk load the reports of different
     * authorities overtake one another, and the counts in a change are those known at that moment.
     */
    private static void publishInOrder() {
        HistoryFeed feed = new HistoryFeed(settings);
        feed.registerAuthorities();
        LocalDate leap = LocalDate.of(2021, 8, 20);
        feed.publish(LocalDate.MIN, leap);
        awaitEverythingTold();
        feed.publish(leap, leap.plusDays(1));
        awaitEverythingTold();
        feed.publish(leap.plusDays(1), LocalDate.MAX);
    }

    private static StreamsSettings streamsSettings() {
        return RunningPipeline.settings(stack, Map.of());
    }

    private static Path told(String subscription) {
        return directory.resolve(subscription + ".ndjson");
    }

    /** Waits until both subscriptions have dealt with all that the pipeline makes of its input; returns how much that is. */
    private static long awaitEverythingTold() {
        try (CatchUp catchUp = new CatchUp(settings, streams.applicationId());
                Published topics = new Published(settings)) {
            catchUp.await(null, LIMIT);
            long records = topics.changeLog().size();
            Awaitility.await("all " + records + " rating changes have ended")
                    .atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(CommandRun.alertsStatus(alertsFile).values())
                                    .hasSize(2)
                                    .allSatisfy(one -> {
                                        assertThat(CommandRun.ended(one)).isEqualTo(records);
                                        assertThat(one.required("lag").asLong()).isZero();
                                    }));
            return records;
        }
    }

    @AfterAll
    static void stop() {
        try (TestStack first = stack;
                StreamsProcess second = streams;
                AlertsProcess third = alerts) {
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
            assertThat(third).isNotNull();
        }
    }

    @Test
    void whoAsksForAllOfHistoryIsToldWhatARecountOfTheFilesTells() {
        Map<String, Change> expected = ChangesRecount.ofBundledHistory();

        Map<String, Change> told = history.values().stream()
                .map(alert -> alert.required("data"))
                .filter(change -> !change.required("retracted").asBoolean())
                .collect(Collectors.toMap(change -> change.required("id").asText(), AlertsIT::change));

        assertThat(told).isEqualTo(expected);
        System.out.println("AlertsIT: " + published + " records, changes by direction " + byDirection(told));
    }

    private static Change change(JsonNode data) {
        return new Change(
                data.required("direction").asText(),
                data.required("from").asText(""),
                data.required("to").asText());
    }

    private static Map<String, Long> byDirection(Map<String, Change> changes) {
        return changes.values().stream()
                .collect(Collectors.groupingBy(Change::direction, TreeMap::new, Collectors.counting()));
    }

    @Test
    void sunderlandIsTheOneNationalFirstFromInadequateToOutstanding() {
        List<JsonNode> firsts =
                overall(change -> change.required("firstOfItsKind").asBoolean()
                        && change.required("from").asText().equals("INADEQUATE")
                        && change.required("to").asText().equals("OUTSTANDING"));

        assertThat(firsts).singleElement().satisfies(first -> {
            assertThat(first.required("data").required("authorityId").asText()).isEqualTo("394");
            assertThat(first.required("summary").asText())
                    .isEqualTo("20 Aug 2021 Sunderland: overall effectiveness Inadequate -> Outstanding (+3),"
                            + " first of its kind in England; now 18 in England, 4 in the North");
        });
    }

    @Test
    void sunderlandIn2025IsMaintained() {
        List<JsonNode> sunderland =
                overall(change -> change.required("authorityId").asText().equals("394")
                        && change.required("publishedOn").asText().equals("2025-03-11"));

        assertThat(sunderland).singleElement().satisfies(alert -> assertThat(
                        alert.required("data").required("direction").asText())
                .isEqualTo("MAINTAINED"));
    }

    private static List<JsonNode> overall(Predicate<JsonNode> wanted) {
        return history.values().stream()
                .filter(alert ->
                        alert.required("data").required("judgement").asText().equals("overall_effectiveness"))
                .filter(alert -> wanted.test(alert.required("data")))
                .toList();
    }

    @Test
    void whoAsksForNewsIsNotToldTheHistoryAndEveryChangeIsAccountedFor() {
        JsonNode everything = status.get(EVERYTHING);
        JsonNode news = status.get(NEWS);

        assertThat(CommandRun.ended(everything, "DELIVERED")).isEqualTo(published);
        assertThat(CommandRun.ended(news, "DELIVERED")).isZero();
        assertThat(CommandRun.ended(news, "UNDELIVERED")).isZero();
        assertThat(CommandRun.ended(news, "STALE") + CommandRun.ended(news, "FILTERED"))
                .isEqualTo(published);
        assertThat(CommandRun.ended(news, "STALE")).isGreaterThan(CommandRun.ended(news, "FILTERED"));
    }

    @Test
    void aReportOfTodayIsToldOnceAndTheHistoryAgainIsNoNews() {
        // Given
        LocalDate today = LondonDates.today(Clock.systemUTC());
        int before = AlertLines.read(told(EVERYTHING)).size();

        // When
        String inspectionId = new HistoryFeed(settings).publishNews("394", today);
        awaitEverythingTold();

        // Then
        List<String> ids = AlertLines.read(told(NEWS)).alerts().stream()
                .map(alert -> alert.required("data").required("id").asText())
                .toList();
        assertThat(ids)
                .containsExactlyInAnyOrder(
                        "394/impact_of_leaders/" + inspectionId,
                        "394/help_and_protection/" + inspectionId,
                        "394/in_care/" + inspectionId,
                        "394/care_leavers/" + inspectionId);
        int after = AlertLines.read(told(EVERYTHING)).size();
        assertThat(after).isEqualTo(before + 4);

        // When
        DemoHistory.publish(settings);
        awaitEverythingTold();

        // Then
        assertThat(AlertLines.read(told(EVERYTHING)).size()).isEqualTo(after);
        assertThat(AlertLines.read(told(NEWS)).size()).isEqualTo(4);
    }
}
