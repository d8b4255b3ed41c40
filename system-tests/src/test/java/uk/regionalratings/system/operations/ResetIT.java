package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.HistoryFeed;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * {@code ./ratings reset} after a release that published wrong things, with a subscription that has been told all of history, killed
 * once in the middle: everything is right afterwards, and nobody is told anything twice.
 */
class ResetIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int VERSION_OF_FORMAT_4 = 258;
    private static final String EVERYTHING =
            """
              everything:
                start: 2014-01-01
                filter: {include: [late, retracted]}
                sink: {type: file, path: everything.ndjson}
            """;

    private static final String QUESTION = "/v1/areas/north/ratings?judgement=in_care&asOf=2025-03-11";

    @TempDir
    private Path directory;

    private TestStack stack;
    private Settings settings;
    private String config;
    private Path alertsFile;
    /** An answer from before the reset. */
    private JsonNode cited = MissingNode.getInstance();

    @Test
    void everythingIsCountedAgainAndNobodyIsToldTwice() throws Exception {
        try (TestStack started = TestStack.start()) {
            stack = started;
            settings = stack.settings();
            Path file = RunningPipeline.configFile(directory, stack);
            // The brokers soon miss an instance that was killed.
            Files.writeString(
                    file,
                    "session.timeout.ms=4000\nheartbeat.interval.ms=1000\ntransaction.timeout.ms=4000\n",
                    StandardOpenOption.APPEND);
            config = file.toString();
            alertsFile = AlertsFiles.write(directory, stack, EVERYTHING);
            ClusterSetup.apply(settings);

            int told = tellAllOfHistory();
            Map<String, Integer> versions = versions();
            publishWhatIsWrong();
            assertThat(run("verify").exitCode()).isEqualTo(1);
            assertThat(run("reset").errors()).contains("have not been sent").contains("everything");
            // As whoever was told of it: the subscription of this test has retractions of nothing to hear.
            tell(told + 1);

            writeInAnotherFormat();
            writeVersionsOfFormat4();
            assertDryRun();
            cutOff();
            CommandRun reset = run("reset", "--yes", "regional-ratings");
            assertThat(reset.problems()).isEmpty();
            assertThat(reset.output()).contains("Recounted");
            assertThat(reset.exitCode()).isZero();

            String news = newsAfterwards(told + 1);
            assertThat(lines().stream().skip(told + 1)).allMatch(line -> line.contains(news));
            versions().forEach((id, version) -> assertThat(version)
                    .as(id)
                    .isGreaterThan(Math.max(VERSION_OF_FORMAT_4, versions.getOrDefault(id, 0))));
            try (Admin admin = Admin.create(settings.kafkaClient())) {
                assertThat(admin.listTopics().names().get())
                        .doesNotContain(TopologyNames.changelog("regional-ratings", TopologyNames.EARLIER_VERSIONS));
            }
        }
    }

    private int tellAllOfHistory() throws Exception {
        try (StreamsProcess streams = streams();
                AlertsProcess alerts = alerts()) {
            streams.start();
            alerts.start();
            alerts.awaitReady();
            DemoHistory.publish(settings);
            catchUp();
            assertThat(run("reset", "--yes", "regional-ratings").errors())
                    .contains("stop these first")
                    .contains("regional-ratings (");
            int changes;
            try (Published published = new Published(settings)) {
                changes = published.changeLog().size();
            }
            cited = Awaitility.await("an answer with a version")
                    .atMost(LIMIT)
                    .until(() -> answer(streams, QUESTION), answer -> answer.hasNonNull("permalink"));
            awaitTold(changes);
            return changes;
        }
    }

    private void tell(int lines) throws Exception {
        try (AlertsProcess alerts = alerts()) {
            alerts.start();
            awaitTold(lines);
        }
    }

    private void awaitTold(long all) {
        Awaitility.await(all + " changes have been told").atMost(LIMIT).untilAsserted(() -> {
            assertThat(lines()).hasSize((int) all);
            assertThat(CommandRun.alertsStatus(alertsFile)
                            .get("everything")
                            .required("lag")
                            .asLong())
                    .isZero();
        });
    }

    /** What a release that counts wrongly leaves behind: a wrong row, a row too many, a change that never was. */
    private void publishWhatIsWrong() throws Exception {
        ContractSerdes serdes = new ContractSerdes(RegistryClients.open(settings));
        String areas = Topics.AREA_RATINGS.name();
        String changes = Topics.RATING_CHANGED.name();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                        settings.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer());
                Published published = new Published(settings)) {
            AreaRatings wrong = AreaRatings.newBuilder(
                            published.tables().areas().get("north/any/in_care"))
                    .setNotRated(99)
                    .build();
            for (String key : List.of("north/any/in_care", "atlantis/any/in_care")) {
                producer.send(new ProducerRecord<>(
                                areas,
                                key.getBytes(StandardCharsets.UTF_8),
                                serdes.areaRatings().serializer().serialize(areas, wrong)))
                        .get();
            }
            RatingChanged bogus = RatingChanged.newBuilder(published.changeLog().get(0))
                    .setId("394/overall_effectiveness/bogus")
                    .setAuthorityId("394")
                    .setInspectionId("bogus")
                    .build();
            producer.send(new ProducerRecord<>(
                            changes,
                            bogus.getAuthorityId().getBytes(StandardCharsets.UTF_8),
                            serdes.ratingChanged()
                                    .serializer()
                                    .serialize(changes, ContractMapping.toRecord(List.of(bogus)))))
                    .get();
        }
    }

    /** As the release did that kept state format 4: versions by judgement, in two partitions of a topic that is used no more. */
    private void writeVersionsOfFormat4() throws Exception {
        String topic = TopologyNames.changelog("regional-ratings", TopologyNames.EARLIER_VERSIONS);
        try (Admin admin = Admin.create(settings.kafkaClient());
                Producer<String, byte[]> producer = new KafkaProducer<>(
                        settings.kafkaClient(), new StringSerializer(), new ByteArraySerializer())) {
            NewTopic versions = new NewTopic(topic, 2, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(versions)).all().get();
            byte[] row = HexFormat.of().parseHex("01" + "00000003" + "04" + "%08x".formatted(VERSION_OF_FORMAT_4));
            producer.send(new ProducerRecord<>(topic, 1, "394/394-2021-08-20", row))
                    .get();
            byte[] format = HexFormat.of().parseHex("00000004");
            producer.send(new ProducerRecord<>(topic, 1, TopologyNames.STATE_FORMAT, format))
                    .get();
        }
    }

    /** As a release does that keeps its state in another form. */
    private void writeInAnotherFormat() throws Exception {
        try (Producer<String, Integer> producer =
                new KafkaProducer<>(settings.kafkaClient(), new StringSerializer(), new IntegerSerializer())) {
            producer.send(new ProducerRecord<>(
                            TopologyNames.versionFloorTopic("regional-ratings"), 0, TopologyNames.STATE_FORMAT, 99))
                    .get();
        }
    }

    private void assertDryRun() {
        CommandRun dry = run("reset");
        assertThat(dry.exitCode()).isZero();
        assertThat(dry.output())
                .contains("topic regional-ratings-authority-history-changelog")
                .contains("topic area-ratings")
                .contains("[regional-ratings-alerts.everything]")
                .contains("Nothing was done");
        CommandRun other = run("reset", "--yes", "another");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.errors()).contains("names another");
        assertThat(run("verify").exitCode()).isEqualTo(1);
    }

    /** In the middle of it: what was published is deleted, and not all of it counted again. */
    private void cutOff() {
        Jvm reset = new Jvm(
                Directories.create(directory.resolve("tmp")),
                directory.resolve("reset.log"),
                Map.of(),
                RatingsCli.class,
                List.of("reset", "--config", config, "--yes", "regional-ratings"));
        Process process = reset.start();
        Awaitility.await("counting")
                .atMost(LIMIT)
                .until(() -> !process.isAlive() || reset.output().contains("counting..."));
        Jvm.kill(process);
        assertThat(run("doctor").output()).contains("FAIL  reset: a reset was interrupted. Run ./ratings reset --yes");
        // Its instance counts as running until the brokers miss it.
        Awaitility.await("gone").atMost(LIMIT).until(() -> run("reset").exitCode() == 0);
    }

    /** The identity of an inspection that is published after all is running again, and told. */
    private String newsAfterwards(int before) throws Exception {
        try (StreamsProcess streams = streams();
                AlertsProcess alerts = alerts()) {
            streams.start();
            CommandRun verified = run("verify");
            assertThat(verified.output()).contains("no difference");
            assertThat(verified.exitCode()).isZero();
            alerts.start();
            alerts.awaitReady();
            String permalink = cited.required("permalink").asText();
            assertThat(answer(streams, permalink))
                    .as("versions outlive a reset")
                    .isEqualTo(cited);
            LocalDate today = LocalDate.now(Clock.system(LondonDates.ZONE));
            String news = new HistoryFeed(settings).publishNews("394", today);
            catchUp();
            Awaitility.await("the news are told").atMost(LIMIT).until(() -> lines().size() > before);
            awaitTold(before + 4L);
            return news;
        }
    }

    private static JsonNode answer(StreamsProcess streams, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + streams.port()).resolve(path);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private Map<String, Integer> versions() {
        Map<String, Integer> versions = new HashMap<>();
        try (Published published = new Published(settings)) {
            Set<String> seen = new HashSet<>();
            for (RatingChanged change : published.changeLog()) {
                assertThat(seen.add(change.getId() + "@" + change.getVersion())).isTrue();
                versions.merge(change.getId(), change.getVersion(), Math::max);
            }
        }
        return versions;
    }

    private List<String> lines() throws IOException {
        Path told = directory.resolve("everything.ndjson");
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }

    private CommandRun run(String command, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = command;
        arguments[1] = "--config";
        arguments[2] = config;
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandRun.of(arguments);
    }

    private void catchUp() {
        try (CatchUp catchUp = new CatchUp(settings, "regional-ratings")) {
            catchUp.await(null, LIMIT);
        }
    }

    private StreamsProcess streams() {
        return new StreamsProcess(RunningPipeline.settings(stack, Map.of()), Clock.systemUTC());
    }

    private AlertsProcess alerts() {
        return new AlertsProcess(AlertsFiles.read(alertsFile, HostNames.OF_THIS_MACHINE), Clock.systemUTC());
    }
}
