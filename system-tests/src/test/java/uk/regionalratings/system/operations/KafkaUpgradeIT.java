package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.LocalStack;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.system.kit.EmbeddedStack;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.topics.Topics;

/**
 * A data directory that the demo wrote with the Kafka before (its broker, its clients, its Streams with their state), taken over by
 * the demo of today. Only Kafka's own jars are exchanged: the rest of the class path, RocksDB's among it, is today's for both. The
 * build puts the jars of before into {@code target/kafka-before} with {@code -Pthorough}.
 */
@Tag("thorough")
class KafkaUpgradeIT {
    /** The default. */
    private static final String APPLICATION_ID = "regional-ratings";

    private static final Path KAFKA_BEFORE = Path.of("target", "kafka-before");
    private static final Pattern KAFKA_VERSION = Pattern.compile("Kafka version: (\\S+)");
    /** What a task keeps on disk; the tables for queries are in memory, and read at each start. */
    private static final Pattern READ_BACK = Pattern.compile(
            "Read back (?:authority-history|input-tally|authority-timeline|rating-changes|version-floor), .*: (\\d+) records");

    private static final Pattern HEADLINE = Pattern.compile("(?m)^ .* 20(21|25) .*$");

    private final Path directory;
    private final Path data;

    KafkaUpgradeIT(@TempDir Path directory) {
        this.directory = directory;
        this.data = directory.resolve("data");
    }

    @Test
    void whatTheKafkaBeforeWroteIsTakenOverWithItsStateAndCountedOnce() throws IOException {
        String before = demo("before", classPathBefore());
        assertThat(versions(before)).hasSize(1);
        assertThat(headlines(before)).hasSizeGreaterThan(4);

        String after = demo("after", System.getProperty("java.class.path"));

        assertThat(versions(after)).hasSize(1).doesNotContainAnyElementsOf(versions(before));
        assertThat(headlines(after)).isEqualTo(headlines(before));
        assertThat(after).doesNotContain("The local state can't be used");
        assertThat(readBack(after))
                .as("records read back from Kafka, although the state folder has them")
                .isZero();
        assertThatEachFactIsAppliedOnceAndAllIsAsARecountSays();
    }

    private void assertThatEachFactIsAppliedOnceAndAllIsAsARecountSays() throws IOException {
        try (EmbeddedStack stack = new EmbeddedStack(LocalStack.start(new LocalStack.Settings(0, 0, data)));
                Published published = new Published(stack.settings())) {
            List<InputTally> inspections = published.tallies(APPLICATION_ID).entrySet().stream()
                    .filter(tally -> tally.getKey().startsWith(Topics.INSPECTION_PUBLISHED.name()))
                    .map(Map.Entry::getValue)
                    .toList();
            long applied = sum(inspections, InputTally::getApplied);
            assertThat(applied).isPositive();
            assertThat(sum(inspections, InputTally::getDuplicate)).isEqualTo(applied);

            Path config = RunningPipeline.configFile(directory, stack);
            CommandRun verify = CommandRun.of("verify", "--config", config.toString());
            assertThat(verify.output()).as(verify.errors()).contains("no difference");
            assertThat(verify.exitCode()).isZero();
        }
    }

    private static long sum(List<InputTally> tallies, ToLongFunction<InputTally> count) {
        return tallies.stream().mapToLong(count).sum();
    }

    /** Runs the demo to its end on the data directory, and returns all that it said. */
    private String demo(String name, String classPath) throws IOException {
        Path temporary = Directories.create(directory.resolve("tmp-" + name));
        Jvm jvm = new Jvm(
                temporary,
                directory.resolve(name),
                Map.of("RATINGS_LOG_LEVEL", "INFO", "RATINGS_LOG_LEVEL_LIBRARIES", "INFO"),
                classPath,
                RatingsCli.class,
                List.of("demo", "--exit-when-done", "--port", "0", "--data-dir", data.toString()));
        Process demo = jvm.start();
        try {
            assertThat(demo.waitFor(5, TimeUnit.MINUTES)).as(jvm.output()).isTrue();
            assertThat(demo.exitValue()).as(jvm.output()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            demo.destroyForcibly();
        }
        return jvm.output();
    }

    /** This test's class path with the Kafka before in place of today's. */
    private static String classPathBefore() throws IOException {
        assertThat(KAFKA_BEFORE).as("the jars that -Pthorough collects").isDirectory();
        try (Stream<Path> before = Files.list(KAFKA_BEFORE)) {
            Stream<String> others = Arrays.stream(
                            System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("kafka"));
            return Stream.concat(before.map(Path::toString), others).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static Set<String> versions(String output) {
        return KAFKA_VERSION
                .matcher(output)
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toSet());
    }

    private static long readBack(String output) {
        return READ_BACK
                .matcher(output)
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }

    private static List<String> headlines(String output) {
        return HEADLINE.matcher(output).results().map(MatchResult::group).toList();
    }
}
