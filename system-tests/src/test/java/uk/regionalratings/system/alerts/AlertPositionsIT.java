package uk.regionalratings.system.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.system.kit.AlertLines;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.ChangesPublisher;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.Topics;

/**
 * Subscriptions that are down for longer than brokers keep their groups, and positions that the topic does not contain.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertPositionsIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String NEWS = "news";
    private static final String GROUP = "regional-ratings-alerts." + NEWS;
    private static final String SUBSCRIPTION =
            """
              news:
                sink: {type: file, path: news.ndjson}
            """;

    @TempDir
    private static Path directory;

    private static TestStack stack;
    private static Settings settings;
    private static Admin admin;
    private static Path alertsFile;

    @BeforeAll
    static void start() {
        stack = TestStack.start();
        settings = stack.settings();
        ClusterSetup.apply(settings);
        admin = Admin.create(settings.kafkaClient());
        alertsFile = AlertsFiles.write(directory, stack, SUBSCRIPTION);
    }

    @AfterAll
    static void stop() {
        admin.close();
        stack.close();
    }

    private static AlertsProcess serve() throws InterruptedException {
        AlertsProcess alerts = begin();
        alerts.awaitReady();
        return alerts;
    }

    private static AlertsProcess begin() {
        AlertsProcess alerts =
                new AlertsProcess(AlertsFiles.read(alertsFile, HostNames.OF_THIS_MACHINE), Clock.systemUTC());
        alerts.start();
        return alerts;
    }

    private static void publish(int changes) {
        try (ChangesPublisher publisher = new ChangesPublisher(settings)) {
            for (int i = 0; i < changes; i++) {
                publisher.publish(ChangesPublisher.AUTHORITIES.get(i % ChangesPublisher.AUTHORITIES.size()));
            }
            publisher.finish();
        }
    }

    private static int told() {
        return AlertLines.read(directory.resolve(NEWS + ".ndjson")).size();
    }

    private static void awaitTold(int alerts) {
        Awaitility.await(alerts + " alerts").atMost(LIMIT).untilAsserted(() -> {
            assertThat(told()).isEqualTo(alerts);
            assertThat(status().required("lag").asLong()).isZero();
        });
    }

    private static JsonNode status() {
        return CommandRun.alertsStatus(alertsFile).get(NEWS);
    }

    /** As brokers do with a group that has had no members for offsets.retention.minutes. */
    private static void forgetGroup() throws Exception {
        Awaitility.await("the group is empty")
                .atMost(LIMIT)
                .until(() -> status().required("instances").asInt() == 0);
        admin.deleteConsumerGroups(List.of(GROUP)).all().get();
    }

    private static CommandRun alerts(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "alerts";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--config";
        all[arguments.length + 2] = alertsFile.toString();
        return CommandRun.of(all);
    }

    @Test
    @Order(1)
    void whoWasAwayForLongerThanBrokersKeepGroupsIsToldEverythingOfThatTime() throws Exception {
        publish(5);
        try (AlertsProcess alerts = serve()) {
            assertThat(alerts.managementPort()).isPositive();
            publish(30);
            awaitTold(30);
        }

        forgetGroup();
        publish(40);
        assertThat(status().required("lag").asLong()).isEqualTo(40);

        try (AlertsProcess alerts = serve()) {
            assertThat(alerts.managementPort()).isPositive();
            awaitTold(70);
        }
        assertThat(CommandRun.ended(status(), "DELIVERED")).isEqualTo(70);
    }

    @Test
    @Order(2)
    void whatAnEarlierVersionCommittedIsMovedOverOnce() throws Exception {
        // Given: only the offsets and metadata written by an earlier version
        assertThat(alerts("forget", NEWS).errors()).contains("remove it first");
        Map<TopicPartition, OffsetAndMetadata> left = new HashMap<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            TopicPartition one = new TopicPartition(Topics.RATING_CHANGED.name(), partition);
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(one);
            left.put(one, new OffsetAndMetadata(offset.offset(), "{\"outcomes\":{\"DELIVERED\":100},\"retries\":0}"));
        }
        Path others = AlertsFiles.write(
                Directories.create(directory.resolve("others")),
                stack,
                "  other:\n    sink: {type: file, path: other.ndjson}\n");
        CommandRun forgotten = CommandRun.of("alerts", "forget", NEWS, "--config", others.toString());
        assertThat(forgotten.output()).as(forgotten.errors()).contains("news is forgotten");
        assertThat(status().required("begun").asBoolean()).isFalse();
        admin.alterConsumerGroupOffsets(GROUP, left).all().get();
        publish(10);

        // When
        try (AlertsProcess alerts = serve()) {
            assertThat(alerts.managementPort()).isPositive();
            awaitTold(80);
        }

        // Then: they are no longer needed
        forgetGroup();
        assertThat(CommandRun.ended(status(), "DELIVERED")).isEqualTo(410);
        assertThat(status().required("lag").asLong()).isZero();
    }

    @Test
    @Order(3)
    void aSubscriptionWhosePositionIsLostSaysSoAndAsksWhatToDo() throws Exception {
        // Given: the topic was recreated
        deleteChanges();
        ClusterSetup.apply(settings);
        publish(20);

        try (AlertsProcess alerts = begin()) {
            // When
            Awaitility.await("it says so").atMost(LIMIT).until(() -> ask(alerts, "/health/ready")
                    .contains("position is lost"));

            // Then
            assertThat(ask(alerts, "/health/ready")).contains("reset-position news --to earliest");
            assertThat(ask(alerts, "/metrics"))
                    .contains("ratings_alerts_positions_lost{subscription=\"news\"} " + Topics.PARTITIONS);
            assertThat(alerts("status").output()).contains("its position is lost", "deleted and created again");
            assertThat(status().required("lost").size()).isEqualTo(Topics.PARTITIONS);
            assertThat(told()).isEqualTo(80);

            // When
            CommandRun reset = alerts("reset-position", NEWS, "--to", "earliest");

            // Then: it continues without further help
            assertThat(reset.exitCode()).as(reset.errors()).isZero();
            alerts.awaitReady();
            awaitTold(100);
            assertThat(alerts("reset-position", NEWS, "--to", "latest").errors())
                    .contains("stop every ./ratings alerts first");
        }
        assertThat(CommandRun.ended(status(), "DELIVERED")).isEqualTo(430);
    }

    @Test
    @Order(4)
    void aPositionThatNobodyServesIsMovedToWhereverIsAskedFor() throws Exception {
        Awaitility.await("the group is empty")
                .atMost(LIMIT)
                .until(() -> status().required("instances").asInt() == 0);

        assertThat(alerts("reset-position", NEWS, "--to", "earliest").exitCode())
                .isZero();
        assertThat(status().required("lag").asLong()).isEqualTo(20);
        assertThat(alerts("reset-position", NEWS, "--to", "latest").exitCode()).isZero();
        assertThat(status().required("lag").asLong()).isZero();
    }

    private static void deleteChanges() throws Exception {
        String topic = Topics.RATING_CHANGED.name();
        admin.deleteTopics(List.of(topic)).all().get();
        Awaitility.await("the topic is gone").atMost(LIMIT).until(() -> {
            Set<String> names = admin.listTopics().names().get();
            return !names.contains(topic);
        });
    }

    private static String ask(AlertsProcess alerts, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + alerts.managementPort() + path))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
