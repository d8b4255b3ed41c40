package uk.regionalratings.system.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.topology.UnmovedTopology;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.Unversioned;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Facts in partitions other than their keys', on a broker with four: sent by hand, by librdkafka, and before the check
 * existed.
 */
class MisplacedFactsIT {
    private static final String APPLICATION_ID = "regional-ratings";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int LIMIT_SECONDS = 60;
    private static final LocalDate DAY = LocalDate.of(2026, 5, 26);
    private static final String ENGLAND = "/v1/areas/england/ratings?judgement=help_and_protection&asOf=2026-06-01";

    @TempDir
    private Path directory;

    private TestStack stack;
    private Settings settings;
    private String config;
    private ContractSerdes serdes;
    private Producer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws IOException {
        stack = TestStack.start();
        settings = stack.settings();
        config = RunningPipeline.configFile(directory, stack).toString();
        ClusterSetup.apply(settings);
        serdes = new ContractSerdes(RegistryClients.open(settings));
        producer = new KafkaProducer<>(settings.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        stack.close();
    }

    @Test
    void eachIsAppliedOnceToTheOneHistoryOfItsAuthority() throws Exception {
        try (StreamsProcess streams = streams()) {
            streams.start();
            DemoHistory.publish(settings);
            catchUp(streams);
            String england = ask(streams, ENGLAND);

            // When an inspection, its correction, its withdrawal and reference data are in other partitions, and one of
            // them in both
            send(1, inspection("394-new", "394", 1, false));
            send(2, inspection("394-new", "394", 2, false));
            send(0, inspection("394-new", "394", 2, false));
            send(3, inspection("201-new", "201", 1, false));
            send(0, inspection("201-new", "201", 1, false));
            send(1, inspection("201-new", "201", 2, true));
            send(2, authority("394", 4_000_000_000_000L, "Sunderland on Sea"));
            catchUp(streams);

            // Then the authority is there with everything known about it, and the country has not lost any
            assertThat(ask(streams, "/v1/authorities/394"))
                    .contains("Sunderland on Sea", "\"394-new\"", "\"394-2021-08-20\"");
            assertThat(ask(streams, "/v1/authorities/201"))
                    .contains("City of London")
                    .doesNotContain("201-new");
            assertThat(ask(streams, ENGLAND)).contains(authorities(england));
            assertVerified("5 facts lay in another partition than their key's", " + waiting 0");
            assertThat(run("doctor").output())
                    .contains("; moved 5")
                    .contains("warn  partitions of records: ")
                    .contains("partitioner=murmur2_random");
            assertThat(metrics(streams))
                    .contains("ratings_input_moved_records 5.0")
                    .contains("ratings_input_records{outcome=\"received\"} 653.0")
                    .contains("ratings_input_records{outcome=\"waiting\"} 0.0");
        }
    }

    @Test
    void whatLibrdkafkaSendsIsCountedWithItsDefaultPartitioner() throws Exception {
        assumeTrue(isThere("kcat"), "kcat is not here (Debian: apt-get install kcat): no librdkafka client is tried");
        try (StreamsProcess streams = streams()) {
            streams.start();
            DemoHistory.register(settings);
            List<String> authorities = ReferenceFiles.bundledAuthorities().stream()
                    .map(Authority::authorityId)
                    .limit(12)
                    .toList();
            for (String authorityId : authorities) {
                kcat(authorityId, value(inspection(authorityId + "-kcat", authorityId, 1, false)));
            }
            catchUp(streams);

            for (String authorityId : authorities) {
                assertThat(ask(streams, "/v1/authorities/" + authorityId)).contains(authorityId + "-kcat");
            }
            long misplaced = authorities.stream()
                    .filter(MisplacedFactsIT::hashesElsewhere)
                    .count();
            assertThat(misplaced).isPositive();
            assertVerified(misplaced + " facts lay in another partition than their key's", "facts 170 = applied 170");
        }
    }

    @Test
    void anAuthorityThatNobodyKnowsIsNamedUntilItIsRegistered() throws Exception {
        try (StreamsProcess streams = streams()) {
            streams.start();
            DemoHistory.register(settings);
            send(0, inspection("999-early", "999", 1, false));
            catchUp(streams);
            send(1, inspection("999-early", "999", 2, false));
            catchUp(streams);

            assertVerified("+ waiting 1", "1 inspections of authority 999 wait for its reference data since 20");
            assertThat(run("doctor").output())
                    .contains("ok    input: in 160 = applied 159 + duplicate 0 + rejected 0 + waiting 1")
                    .contains("warn  waiting inspections: 1 of authority 999, which is unknown");
            assertThat(metrics(streams))
                    .contains("ratings_input_records{outcome=\"waiting\"} 1.0")
                    .doesNotContain("ratings_input_waiting_age_seconds 0.0");

            Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(ask(streams, "/v1/status"))
                    .startsWith("{\"waiting\":[{\"authorityId\":\"999\",\"inspections\":1,\"since\":\"20"));

            send(3, authority("999", 1, "Nowhere"));
            catchUp(streams);

            assertVerified("facts 161 = ", "+ waiting 0");
            assertThat(run("doctor").output()).doesNotContain("waiting inspections");
            assertThat(metrics(streams))
                    .contains("ratings_input_records{outcome=\"waiting\"} 0.0")
                    .contains("ratings_input_waiting_age_seconds 0.0");
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(Unversioned.of(ask(streams, "/v1/status")))
                    .isEqualTo("{\"waiting\":[],\"behind\":[]}"));
            assertThat(ask(streams, "/v1/authorities/999")).contains("999-early");
        }
    }

    /** Follows "a second history" in the runbook. */
    @Test
    void anInstallationInWhichTheyMadeASecondHistoryIsRightAfterAReset() throws Exception {
        // Given a version that applied every record in the partition where it was
        DemoHistory.publish(settings);
        send(elsewhere("394"), inspection("394-new", "394", 1, false));
        UnmovedTopology.run(
                settings,
                serdes,
                Path.of(RunningPipeline.stateDirectory(stack), "before"),
                APPLICATION_ID,
                this::catchUp);

        // When this version continues, errors stay, and verify lists them
        try (StreamsProcess streams = streams()) {
            streams.start();
            catchUp();
            CommandRun verified = run("verify");
            assertThat(verified.exitCode()).isEqualTo(1);
            assertThat(verified.output()).contains("DIFFERENT authority-ratings 394: ");
        }

        // Then a reset corrects it
        // A busy broker hears late that the instance has left.
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        run("reset", "--yes", APPLICATION_ID))
                .returns("", CommandRun::problems)
                .returns(0, CommandRun::exitCode));
        try (StreamsProcess streams = streams()) {
            streams.start();
            catchUp(streams);
            assertVerified("1 facts lay in another partition than their key's");
            assertThat(ask(streams, "/v1/authorities/394")).contains("\"394-new\"", "\"394-2021-08-20\"");
        }
    }

    private static int elsewhere(String authorityId) {
        return (Topics.partitionOf(authorityId.getBytes(UTF_8), Topics.PARTITIONS) + 1) % Topics.PARTITIONS;
    }

    /** The partition that librdkafka's default, consistent_random, gives a key. */
    private static boolean hashesElsewhere(String authorityId) {
        byte[] key = authorityId.getBytes(UTF_8);
        CRC32 hash = new CRC32();
        hash.update(key);
        return hash.getValue() % Topics.PARTITIONS != Topics.partitionOf(key, Topics.PARTITIONS);
    }

    private static Inspection inspection(String id, String authorityId, int revision, boolean withdrawn) {
        return InspectionBuilder.inspection(id)
                .authority(authorityId)
                .revision(revision)
                .withdrawn(withdrawn)
                .framework(Framework.ILACS_2026)
                .fieldwork(DAY.minusDays(30), DAY.minusDays(20))
                .publishedOn(DAY)
                .grade(Judgement.HELP_AND_PROTECTION, Grade.GOOD)
                .build();
    }

    private static Authority authority(String authorityId, String name) {
        return new Authority(
                authorityId, null, null, name, "a-" + authorityId, "north-east", null, null, List.of(), null, null);
    }

    private byte[] value(Inspection inspection) {
        return serdes.inspectionPublished()
                .serializer()
                .serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(inspection));
    }

    /** Sends to a partition at this distance from its key's. */
    private void send(int further, Inspection inspection) throws Exception {
        send(Topics.INSPECTION_PUBLISHED.name(), further, inspection.authorityId(), value(inspection));
    }

    private void send(int further, Registered registered) throws Exception {
        String topic = Topics.AUTHORITY_REGISTERED.name();
        byte[] value = serdes.authorityRegistered()
                .serializer()
                .serialize(topic, ContractMapping.toEvent(registered.authority(), registered.revision()));
        send(topic, further, registered.authority().authorityId(), value);
    }

    private record Registered(Authority authority, long revision) {}

    private static Registered authority(String authorityId, long revision, String name) {
        return new Registered(authority(authorityId, name), revision);
    }

    private void send(String topic, int further, String authorityId, byte[] value) throws Exception {
        byte[] key = authorityId.getBytes(UTF_8);
        int partition = (Topics.partitionOf(key, Topics.PARTITIONS) + further) % Topics.PARTITIONS;
        producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            Process version =
                    new ProcessBuilder(program, "-V").redirectErrorStream(true).start();
            version.getInputStream().readAllBytes();
            return version.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void kcat(String key, byte[] value) throws Exception {
        Path file = Files.write(directory.resolve("value"), value);
        Process kcat = new ProcessBuilder(
                        "kcat",
                        "-P",
                        "-b",
                        stack.bootstrapServers(),
                        "-t",
                        Topics.INSPECTION_PUBLISHED.name(),
                        "-k",
                        key,
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(kcat.getInputStream().readAllBytes(), UTF_8);
        assertThat(kcat.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(kcat.exitValue()).as(output).isZero();
    }

    private void assertVerified(String... lines) {
        CommandRun verified = run("verify");
        assertThat(verified.problems()).isEmpty();
        assertThat(verified.output()).contains("no difference").contains(lines);
        assertThat(verified.exitCode()).isZero();
    }

    private CommandRun run(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "--config", config));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static String ask(StreamsProcess streams, String path) throws Exception {
        return get("http://127.0.0.1:" + streams.port() + path);
    }

    private static String metrics(StreamsProcess streams) throws Exception {
        return get("http://127.0.0.1:" + streams.managementPort() + "/metrics");
    }

    private static String get(String url) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String authorities(String ratings) {
        int at = ratings.indexOf("\"authorities\":");
        return ratings.substring(at, ratings.indexOf(',', at) + 1);
    }

    private void catchUp() {
        try (CatchUp catchUp = new CatchUp(settings, APPLICATION_ID)) {
            catchUp.await(null, LIMIT);
        }
    }

    /** Waits until everything processed can be queried too. */
    private void catchUp(StreamsProcess streams) {
        try (CatchUp catchUp = new CatchUp(settings, APPLICATION_ID)) {
            catchUp.await(streams.view(), LIMIT);
        }
    }

    private StreamsProcess streams() {
        return new StreamsProcess(RunningPipeline.settings(stack, Map.of()), Clock.systemUTC());
    }
}
