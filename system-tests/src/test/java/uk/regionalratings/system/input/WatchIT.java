package uk.regionalratings.system.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;

/**
 * A folder feed that is killed again and again: every file ends in one place with its report, and every good record is
 * on the topic. Use {@code -DwatchRows=1000000} for the size of the large file, and {@code -Dseed=N} to repeat the
 * files and pauses of an earlier run.
 */
@Tag("sized")
class WatchIT {
    private static final int KILLS = Integer.getInteger("watchKills", 2);
    private static final int FILES_BETWEEN = 3;
    private static final int LARGE_ROWS = Integer.getInteger("watchRows", 10_000);

    /** The number of the large file, which no other file has. */
    private static final int LARGE = 1_000;

    private final Path directory;
    private final long seed = Long.getLong("seed", new Random().nextLong());

    WatchIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void killedAtAnyMomentItLosesNothingAndEveryFileEndsOnceWithItsReport() throws Exception {
        System.out.println("WatchIT: seed " + seed);
        Path folder = Directories.create(directory.resolve("feed"));
        Random random = new Random(seed);
        DroppedFiles files = new DroppedFiles(Directories.create(directory.resolve("outside")), folder, random);
        try (TestStack stack = TestStack.start()) {
            Settings settings = stack.settings();
            ClusterSetup.apply(settings);
            Jvm feed = feed(folder, stack);

            // When
            int interrupted = killAgainAndAgain(feed, files, folder, random);
            Process last = start(feed);
            long start = System.nanoTime();
            Awaitility.await("everything taken")
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> waiting(folder).isEmpty() || !last.isAlive());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Jvm.stop(last);

            // Then
            assertThat(waiting(folder)).as(feed.output()).isEmpty();
            assertThat(feed.output()).doesNotContain("Exception");
            verifyFiles(files, folder);
            Published published = published(settings);
            assertThat(published.identities().equals(files.good()))
                    .as("the topic holds the good records and no others")
                    .isTrue();
            System.out.printf(
                    "WatchIT: %d files, %d kills, %d of them with a file under way; %d good records, %d events; the last run"
                            + " took %d s%n",
                    files.outcomes().size(),
                    KILLS,
                    interrupted,
                    files.good().size(),
                    published.events(),
                    took.toSeconds());
            feed.output().lines().filter(line -> line.startsWith("large.csv")).forEach(System.out::println);
        }
    }

    private Jvm feed(Path folder, TestStack stack) {
        Map<String, String> environment = Map.of(
                "RATINGS_BOOTSTRAP_SERVERS",
                stack.bootstrapServers(),
                "RATINGS_SCHEMA_REGISTRY_URL",
                stack.registryUrl());
        return new Jvm(
                Directories.create(directory.resolve("tmp")),
                directory.resolve("feed.log"),
                environment,
                RatingsCli.class,
                List.of("ingest", "--watch", folder.toString(), "--settle", "0.3"));
    }

    private static int killAgainAndAgain(Jvm feed, DroppedFiles files, Path folder, Random random) throws IOException {
        int interrupted = 0;
        int number = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            if (kill == KILLS / 2) {
                files.dropLarge("large.csv", LARGE, LARGE_ROWS);
            }
            Process process = start(feed);
            for (int i = 0; i < FILES_BETWEEN; i++) {
                files.drop(number++);
            }
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(3_000)).toNanos());
            Jvm.kill(process);
            interrupted += waiting(folder).isEmpty() ? 0 : 1;
        }
        return interrupted;
    }

    private static Process start(Jvm feed) {
        int before = feed.output().split("watching ", -1).length;
        Process process = feed.start();
        Awaitility.await("the feed watches")
                .atMost(Duration.ofSeconds(60))
                .until(() -> feed.output().split("watching ", -1).length > before || !process.isAlive());
        assertThat(process.isAlive()).as(feed.output()).isTrue();
        return process;
    }

    private static Set<String> waiting(Path folder) throws IOException {
        return names(folder, name -> !name.startsWith("."));
    }

    private static Set<String> names(Path folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(wanted)
                    .collect(Collectors.toSet());
        }
    }

    private static void verifyFiles(DroppedFiles files, Path folder) throws IOException {
        for (String place : List.of("done", "failed")) {
            Set<String> expected = new HashSet<>();
            for (DroppedFiles.Outcome outcome : files.outcomes()) {
                if (outcome.folder().equals(place)) {
                    expected.add(outcome.name());
                    expected.add(outcome.name() + ".report.txt");
                    Path report = folder.resolve(place).resolve(outcome.name() + ".report.txt");
                    assertThat(report).content().contains("\n" + outcome.summary());
                }
            }
            assertThat(names(folder.resolve(place), name -> true)).isEqualTo(expected);
        }
    }

    /**
     * The contents of the topic.
     *
     * @param identities ids of inspections, each once
     */
    private record Published(Set<String> identities, long events) {}

    private static Published published(Settings settings) {
        String topic = Topics.INSPECTION_PUBLISHED.name();
        var deserializer = new ContractSerdes(RegistryClients.open(settings))
                .inspectionPublished()
                .deserializer();
        Set<String> identities = new HashSet<>();
        long events = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.kafkaClient(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofMillis(200))) {
                    InspectionPublished inspection = deserializer.deserialize(topic, event.value());
                    assertThat(inspection.getRevision()).isOne();
                    identities.add(inspection.getInspectionId());
                    events++;
                }
            }
        }
        return new Published(identities, events);
    }
}
