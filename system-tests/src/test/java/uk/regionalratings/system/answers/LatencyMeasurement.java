package uk.regionalratings.system.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/**
 * From just before the send of one inspection to the moment at which the query API shows it over HTTP, and at which a consumer has its
 * rating change: on the demo's stack, exactly-once, one event at a time. Not part of the build:
 * {@code mvn verify -Dit.test=LatencyMeasurement -Dintervals=100/100,50/10 -Devents=1000}.
 */
public class LatencyMeasurement {
    private static final int EVENTS = Integer.getInteger("events", 1_000);
    private static final int WARM_UP = Integer.getInteger("warmup", 300);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(2021);
    private final Map<String, Integer> corrections = new HashMap<>();

    static List<String> intervals() {
        return List.of(System.getProperty("intervals", "100/100").split(","));
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void fromPublishToVisible(String intervals) throws Exception {
        try (TestStack stack = TestStack.start()) {
            Settings settings = stack.settings();
            ClusterSetup.apply(settings);
            try (StreamsProcess streams = new StreamsProcess(streams(stack, intervals), Clock.systemUTC())) {
                streams.start();
                DemoHistory.publish(settings);
                try (CatchUp catchUp = new CatchUp(settings, streams.applicationId())) {
                    catchUp.await(streams.view(), Duration.ofMinutes(3));
                }
                measure(settings, streams.port(), intervals);
            }
        }
    }

    public static StreamsSettings streams(TestStack stack, String intervals) {
        String[] commitAndPoll = intervals.split("/", 2);
        // A thread with nothing to do waits so long for records before it looks whether a commit is due.
        return RunningPipeline.settings(
                stack,
                Map.of(
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        commitAndPoll[0],
                        StreamsConfig.POLL_MS_CONFIG,
                        commitAndPoll[1]));
    }

    private void measure(Settings settings, int port, String intervals) throws Exception {
        ContractSerdes serdes = new ContractSerdes(RegistryClients.open(settings));
        Map<String, Object> reading = settings.kafkaClient();
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<Inspection> inspections = RealHistory.inspections();
        long[] visible = new long[EVENTS];
        long[] announced = new long[EVENTS];
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                        settings.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer());
                Consumer<byte[], byte[]> changes =
                        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            toTheEnd(changes);
            for (int i = -WARM_UP; i < EVENTS; i++) {
                Inspection corrected = corrected(inspections.get(random.nextInt(inspections.size())), i + WARM_UP + 2);
                byte[] value = serdes.inspectionPublished()
                        .serializer()
                        .serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(corrected));
                byte[] key = corrected.authorityId().getBytes(StandardCharsets.UTF_8);
                // So that events fall on every moment between two commits.
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(150)).toNanos());
                long start = System.nanoTime();
                var unused = producer.send(new ProducerRecord<>(Topics.INSPECTION_PUBLISHED.name(), key, value));
                long seen = awaitVisible(port, corrected) - start;
                long heard = awaitChanges(changes, serdes.ratingChanged().deserializer(), corrected) - start;
                if (i >= 0) {
                    visible[i] = seen;
                    announced[i] = heard;
                }
            }
        }
        report(intervals, "query API over HTTP", visible);
        report(intervals, "rating-changed at a consumer (upper bound)", announced);
    }

    private static void toTheEnd(Consumer<byte[], byte[]> changes) {
        List<TopicPartition> partitions = changes.partitionsFor(Topics.RATING_CHANGED.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        changes.assign(partitions);
        changes.seekToEnd(partitions);
        partitions.forEach(changes::position);
    }

    /** Every grade becomes another one, so that there is a rating change for each judgement. */
    private Inspection corrected(Inspection inspection, int revision) {
        int shift = corrections.merge(inspection.inspectionId(), 1, Integer::sum);
        Map<Judgement, GradeGiven> grades = new HashMap<>();
        Grade[] scale = Grade.values();
        inspection
                .grades()
                .forEach((judgement, given) ->
                        grades.put(judgement, GradeGiven.of(scale[(given.grade().ordinal() + shift) % scale.length])));
        return InspectionBuilder.like(inspection)
                .revision(revision)
                .withdrawn(false)
                .grades(grades)
                .build();
    }

    private long awaitVisible(int port, Inspection wanted) throws Exception {
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/authorities/" + wanted.authorityId()))
                .build();
        String sign = "\"revision\":" + wanted.revision() + ",";
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (http.send(question, HttpResponse.BodyHandlers.ofString()).body().contains(sign)) {
                return System.nanoTime();
            }
        }
        throw new AssertionError("revision " + wanted.revision() + " of " + wanted.inspectionId() + " is not shown");
    }

    /**
     * Waits for a change of each judgement. Looks after the query API has answered, so that what comes earlier is measured too
     * late.
     */
    private static long awaitChanges(
            Consumer<byte[], byte[]> consumer, Deserializer<InspectionChanges> changes, Inspection wanted) {
        Set<String> missing = new HashSet<>();
        wanted.grades().keySet().forEach(judgement -> missing.add(judgement.name()));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!missing.isEmpty()) {
            consumer.poll(Duration.ofMillis(100)).forEach(row -> {
                InspectionChanges record = changes.deserialize(row.topic(), row.value());
                if (record.getInspectionId().equals(wanted.inspectionId())) {
                    ContractMapping.newChanges(record)
                            .forEach(change ->
                                    missing.remove(change.getJudgement().name()));
                }
            });
            assertThat(System.nanoTime()).as("no changes of " + missing).isLessThan(deadline);
        }
        return System.nanoTime();
    }

    public static void report(String intervals, String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "commit.interval.ms/poll.ms %s, %s, %d events: p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, max %.0f ms%n",
                intervals,
                what,
                sorted.length,
                at(sorted, 0.5),
                at(sorted, 0.9),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        int index = Math.max(0, (int) Math.ceil(share * sorted.length) - 1);
        return sorted[index] / 1e6;
    }
}
