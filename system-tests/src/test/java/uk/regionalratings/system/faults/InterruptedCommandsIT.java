package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RoughHistory;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;

/**
 * Kills the commands that change a cluster ({@code setup}, {@code restore} and {@code reset}) at any point and runs
 * them again. Use {@code -DcommandKills=50} for a longer run.
 */
@Tag("thorough")
class InterruptedCommandsIT {
    private static final int KILLS = Integer.getInteger("commandKills", 4);
    private static final int FACTS = 3_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> TOPICS_OF_FACTS =
            List.of(Topics.INSPECTION_PUBLISHED.name(), Topics.AUTHORITY_REGISTERED.name());

    @TempDir
    private Path directory;

    private final Random random = new Random(seed());

    private static long seed() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("InterruptedCommandsIT: -Dseed=" + seed);
        return seed;
    }

    @Test
    void setupCompletesWhatAnEarlierOneBegan() throws IOException {
        try (TestStack stack = TestStack.startOwn()) {
            String addresses = addresses(stack);
            Settings settings = stack.settings();
            for (int kill = 0; kill < KILLS; kill++) {
                killAfter(1 + random.nextInt(4), () -> prepared(settings), "setup", "--config", addresses);
            }

            CommandRun setup = CommandRun.of("setup", "--config", addresses);

            assertThat(setup.errors()).isEmpty();
            assertThat(setup.exitCode()).isZero();
            CommandRun doctor = CommandRun.of("doctor", "--config", config(stack));
            assertThat(doctor.output())
                    .contains("ok    schema rating-changed-value")
                    .doesNotContain("FAIL");
            DemoHistory.publish(settings);
        }
    }

    /** The number of topics and schemas in the cluster. */
    private static long prepared(Settings settings) {
        try (Admin admin = Admin.create(settings.kafkaClient())) {
            return admin.listTopics().names().get().size()
                    + RegistryClients.open(settings).getAllSubjects().size();
        } catch (Exception e) {
            throw new AssertionError("the cluster does not answer", e);
        }
    }

    @Test
    void restoreAndResetCompleteWhatAnEarlierOneBegan() throws Exception {
        Path backup = directory.resolve("facts.zip");
        Set<String> expected;
        try (TestStack stack = TestStack.start()) {
            ClusterSetup.apply(stack.settings());
            publish(stack.settings());
            assertThat(CommandRun.of("backup", "--config", config(stack), backup.toString())
                            .exitCode())
                    .isZero();
            expected = facts(stack.settings());
        }
        try (TestStack stack = TestStack.start()) {
            ClusterSetup.apply(stack.settings());
            restore(stack, backup.toString(), expected);
            reset(stack);
        }
    }

    private void publish(Settings settings) {
        RoughHistory history = new RoughHistory(random, new ContractSerdes(RegistryClients.open(settings)));
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < FACTS; i++) {
                var unused = producer.send(history.next(1 + i / 400).message());
            }
            history.once().forEach(told -> {
                var unused = producer.send(told.message());
            });
        }
    }

    private void restore(TestStack stack, String backup, Set<String> expected) throws IOException {
        String config = config(stack);
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(
                    1 + random.nextInt(FACTS / 4),
                    () -> size(stack.settings()),
                    "restore",
                    "--append",
                    "--config",
                    config,
                    backup);
        }
        assertThat(CommandRun.of("restore", "--config", config, backup).errors())
                .contains("holds facts already")
                .contains("--append");
        assertThat(facts(stack.settings())).as("before the last one").hasSizeLessThan(expected.size());

        CommandRun restored = CommandRun.of("restore", "--append", "--config", config, backup);

        assertThat(restored.exitCode()).as(restored.errors()).isZero();
        assertThat(facts(stack.settings())).isEqualTo(expected);
    }

    private static long size(Settings settings) {
        try (CommittedRecords records = new CommittedRecords(settings)) {
            return records.ends(TOPICS_OF_FACTS).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** The different facts in the cluster, with their partition and time. */
    private static Set<String> facts(Settings settings) {
        Set<String> facts = new TreeSet<>();
        try (CommittedRecords records = new CommittedRecords(settings)) {
            records.read(Map.of(), records.ends(TOPICS_OF_FACTS), fact -> facts.add(identity(fact)));
        }
        return facts;
    }

    private static String identity(ConsumerRecord<byte[], byte[]> fact) {
        return fact.topic()
                + '-'
                + fact.partition()
                + ' '
                + fact.timestamp()
                + ' '
                + Arrays.toString(fact.key())
                + ' '
                + (fact.value() == null ? "" : HexFormat.of().formatHex(fact.value()));
    }

    private void reset(TestStack stack) throws IOException {
        String config = config(stack);
        try (StreamsProcess streams = streams(stack)) {
            catchUp(stack, streams);
        }
        Map<String, Integer> versions = versions(stack.settings());
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start("reset", "--config", config, "--yes", "regional-ratings");
            killWithin(process, 2_000 + random.nextInt(6_000));
            // The brokers count the command's own instance as running until its session expires.
            Awaitility.await("nobody runs")
                    .atMost(LIMIT)
                    .until(() -> CommandRun.of("reset", "--config", config).exitCode() == 0);
        }

        CommandRun reset = CommandRun.of("reset", "--config", config, "--yes", "regional-ratings");

        assertThat(reset.exitCode()).as(reset.errors()).isZero();
        try (StreamsProcess streams = streams(stack)) {
            catchUp(stack, streams);
            CommandRun verified = CommandRun.of("verify", "--config", config);
            assertThat(verified.output()).contains("no difference");
            assertThat(CommandRun.of("doctor", "--config", config).output()).doesNotContain("a reset was interrupted");
        }
        versions(stack.settings())
                .forEach((id, version) -> assertThat(version).as(id).isGreaterThan(versions.getOrDefault(id, 0)));
    }

    private static StreamsProcess streams(TestStack stack) {
        Map<String, String> options = new HashMap<>(stack.addresses());
        options.put(StreamsSettings.STATE_DIR, RunningPipeline.stateDirectory(stack));
        options.put(StreamsSettings.HTTP_PORT, "0");
        options.put(StreamsSettings.MANAGEMENT_PORT, "0");
        StreamsProcess streams = new StreamsProcess(StreamsSettings.load(null, Map.of(), options), Clock.systemUTC());
        streams.start();
        return streams;
    }

    private static void catchUp(TestStack stack, StreamsProcess streams) {
        try (CatchUp catchUp = new CatchUp(stack.settings(), streams.applicationId())) {
            catchUp.await(streams.view(), LIMIT);
        }
    }

    private static Map<String, Integer> versions(Settings settings) {
        Map<String, Integer> versions = new HashMap<>();
        Set<String> seen = new TreeSet<>();
        try (Published published = new Published(settings)) {
            for (RatingChanged change : published.changeLog()) {
                assertThat(seen.add(change.getId() + "@" + change.getVersion()))
                        .as("%s once", change.getId())
                        .isTrue();
                versions.merge(change.getId(), change.getVersion(), Math::max);
            }
        }
        return versions;
    }

    private String addresses(TestStack stack) throws IOException {
        Properties addresses = new Properties();
        addresses.putAll(stack.addresses());
        Path file = directory.resolve("addresses.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            addresses.store(out, null);
        }
        return file.toString();
    }

    /** Settings with which the brokers soon notice that an instance was killed. */
    private String config(TestStack stack) throws IOException {
        Path file = RunningPipeline.configFile(directory, stack);
        Files.writeString(
                file,
                "session.timeout.ms=4000\nheartbeat.interval.ms=1000\ntransaction.timeout.ms=4000\n",
                StandardOpenOption.APPEND);
        return file.toString();
    }

    private Process start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        return new Jvm(
                        Directories.create(directory.resolve("tmp")),
                        directory.resolve(arguments[0] + ".log"),
                        Map.of(),
                        RatingsCli.class,
                        all)
                .start();
    }

    /** Kills a command once it has done some of its work, unless it ends first. */
    private void killAfter(long steps, LongSupplier done, String... arguments) {
        long enough = done.getAsLong() + steps;
        Process process = start(arguments);
        Awaitility.await(arguments[0])
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !process.isAlive() || done.getAsLong() >= enough);
        Jvm.kill(process);
    }

    private static void killWithin(Process process, long millis) {
        try {
            var unused = process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        Jvm.kill(process);
    }
}
