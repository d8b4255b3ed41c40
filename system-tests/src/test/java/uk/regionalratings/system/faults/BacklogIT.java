package uk.regionalratings.system.faults;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.GroupLag;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.Unversioned;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/** Many facts wait, packed so well that one fetch holds all of a partition. */
class BacklogIT {
    private static final String APPLICATION_ID = "regional-ratings";
    private static final String FACTS = Topics.INSPECTION_PUBLISHED.name();
    private static final int IN_EACH_PARTITION = 8_000;

    /** Less than all of a partition, and more than a thread does before all of its tasks have begun. */
    private static final int FAR = 6_000;

    /** At most, in all partitions together: fewer than one that was left out would make. */
    private static final int READ_AND_NOT_COMMITTED = IN_EACH_PARTITION - 2_000;

    /** Of a poll, so that a partition takes many of them. */
    private static final String FEW = "250";

    private static final int BATCH_BYTES = 900_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2018, 1, 1);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Pattern LAG =
            Pattern.compile("ratings_streams_lag_records\\{topic=\"" + FACTS + "\"} ([0-9.E]+)");

    private final Path directory;
    private TestStack stack;
    private Settings settings;
    private Admin admin;
    private String config;

    BacklogIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void start() throws IOException {
        stack = TestStack.start();
        settings = stack.settings();
        ClusterSetup.apply(settings);
        admin = Admin.create(settings.kafkaClient());
        config = RunningPipeline.configFile(directory, stack).toString();
        DemoHistory.publish(settings);
    }

    @AfterEach
    void stop() {
        admin.close();
        stack.close();
    }

    /** In {@code mvn verify} TurnsTest shows that partitions take turns; IncompleteAnswersTest and BehindTest show what is told. */
    @Test
    @Tag("thorough")
    void partitionsAdvanceTogetherAndEverythingTellsHowFarTheyAre() throws Exception {
        publishBacklog(settings, IN_EACH_PARTITION);
        long facts = lag().records(FACTS);
        assertThat(facts).isGreaterThan((long) Topics.PARTITIONS * IN_EACH_PARTITION);
        try (StreamsProcess streams = streams()) {
            // When it begins
            streams.start();

            // Then every answer says what it lacks, an instance that is behind is ready all the same
            HttpResponse<String> ratings = ask(streams.port(), "/v1/areas/england/ratings");
            assertThat(incomplete(ratings).orElse("")).contains("records of " + FACTS + " are not applied yet");
            assertThat(incomplete(ask(streams.port(), "/v1/changes"))).isPresent();
            assertThat(ask(streams.port(), "/v1/status").body()).contains("{\"topic\":\"" + FACTS + "\",\"records\":");
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> ask(streams.managementPort(), "/health/ready").statusCode() == 200);

            // and the metric counts every partition once the instance has all of them,
            Awaitility.await().atMost(LIMIT).pollInterval(OFTEN).until(() -> {
                OptionalDouble told = lag(streams);
                return told.isPresent() && (long) told.getAsDouble() > lag().records(FACTS) - READ_AND_NOT_COMMITTED;
            });
            assertThat(lag().records(FACTS)).as("the backlog is still there").isPositive();

            // and no partition of a thread stands still while its others advance.
            Awaitility.await().atMost(LIMIT).pollInterval(OFTEN).until(() -> furthest() >= FAR);
            assertThat(heldUp()).isEmpty();

            // When all is done, nothing is said any more
            catchUp(streams);
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(incomplete(ask(streams.port(), "/v1/areas/england/ratings")))
                        .isEmpty();
                assertThat(incomplete(ask(streams.port(), "/v1/changes"))).isEmpty();
            });
            assertThat(Unversioned.of(ask(streams.port(), "/v1/status").body()))
                    .isEqualTo("{\"waiting\":[],\"behind\":[]}");
            assertThat(CommandRun.of("doctor", "--config", config).output())
                    .contains("ok    topology " + APPLICATION_ID + ": 2 threads running, 0 records behind");
        }
    }

    @Test
    void doctorWarnsOfATopologyThatDoesNotAdvance() {
        long facts = lag().records(FACTS);
        Map<String, Object> client = settings.kafkaClient();
        client.put(ConsumerConfig.GROUP_ID_CONFIG, APPLICATION_ID);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> idle =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            // Given somebody who is in the group and does nothing
            idle.subscribe(List.of(FACTS));
            Awaitility.await().atMost(LIMIT).until(() -> {
                idle.poll(OFTEN);
                return !idle.assignment().isEmpty();
            });

            assertThat(CommandRun.of("doctor", "--config", config).output())
                    .contains("warn  topology " + APPLICATION_ID + ": 1 threads running, ")
                    .contains(facts + " of " + FACTS + " (4 partitions not begun)");
        }
    }

    /** As a feed does that catches up: one partition after the other, in batches as large as brokers take. */
    static void publishBacklog(Settings settings, int inEachPartition) {
        Serializer<InspectionPublished> serializer = new ContractSerdes(RegistryClients.open(settings))
                .inspectionPublished()
                .serializer();
        Map<Integer, List<String>> authorities = new HashMap<>();
        for (Authority authority : ReferenceFiles.bundledAuthorities()) {
            String id = authority.authorityId();
            authorities
                    .computeIfAbsent(
                            Topics.partitionOf(id.getBytes(UTF_8), Topics.PARTITIONS), any -> new ArrayList<>())
                    .add(id);
        }
        Map<String, Object> client = settings.kafkaClient();
        client.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        client.put(ProducerConfig.LINGER_MS_CONFIG, 10_000);
        client.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            authorities.forEach((partition, ids) -> {
                for (int number = 0; number < inEachPartition; number++) {
                    String id = ids.get(number % ids.size());
                    byte[] value = serializer.serialize(FACTS, ContractMapping.toEvent(inspection(id, number)));
                    var unused = producer.send(new ProducerRecord<>(FACTS, id.getBytes(UTF_8), value));
                }
                producer.flush();
            });
        }
    }

    private static Inspection inspection(String authorityId, int number) {
        LocalDate day = FIRST_DAY.plusDays(number % 2_500);
        return InspectionBuilder.inspection(authorityId + "-" + number)
                .authority(authorityId)
                .fieldwork(day.minusDays(30), day.minusDays(20))
                .publishedOn(day)
                .grade(Judgement.HELP_AND_PROTECTION, Grade.GOOD)
                .build();
    }

    private GroupLag lag() {
        try {
            return GroupLag.read(admin, APPLICATION_ID, List.of(FACTS));
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private long furthest() {
        Map<TopicPartition, GroupLag.Place> places = lag().places();
        return places.keySet().stream()
                .mapToLong(partition -> position(places, partition))
                .max()
                .orElse(0);
    }

    /** Partitions that their thread has not begun, although it is far in another one. Threads themselves may be at different places. */
    private List<TopicPartition> heldUp() throws Exception {
        Map<TopicPartition, GroupLag.Place> places = lag().places();
        List<TopicPartition> heldUp = new ArrayList<>();
        for (MemberDescription thread : admin.describeConsumerGroups(List.of(APPLICATION_ID))
                .describedGroups()
                .get(APPLICATION_ID)
                .get()
                .members()) {
            List<TopicPartition> facts = thread.assignment().topicPartitions().stream()
                    .filter(partition -> partition.topic().equals(FACTS))
                    .toList();
            if (facts.stream().anyMatch(partition -> position(places, partition) >= FAR)) {
                facts.stream()
                        .filter(partition -> position(places, partition) == 0)
                        .forEach(heldUp::add);
            }
        }
        return heldUp;
    }

    private static long position(Map<TopicPartition, GroupLag.Place> places, TopicPartition partition) {
        GroupLag.Place place = places.get(partition);
        return place == null || place.position() == null ? 0 : place.position();
    }

    private static OptionalDouble lag(StreamsProcess streams) throws Exception {
        Matcher lag = LAG.matcher(ask(streams.managementPort(), "/metrics").body());
        return lag.find() ? OptionalDouble.of(Double.parseDouble(lag.group(1))) : OptionalDouble.empty();
    }

    private static Optional<String> incomplete(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("Ratings-Incomplete");
    }

    private static HttpResponse<String> ask(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void catchUp(StreamsProcess streams) {
        try (CatchUp catchUp = new CatchUp(settings, APPLICATION_ID)) {
            catchUp.await(streams.view(), LIMIT);
        }
    }

    private StreamsProcess streams() {
        return new StreamsProcess(
                RunningPipeline.settings(stack, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, FEW)),
                Clock.systemUTC());
    }
}
