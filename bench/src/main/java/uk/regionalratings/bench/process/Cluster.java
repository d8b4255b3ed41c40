package uk.regionalratings.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.Topics;

/**
 * A broker and a registry in a child process, with topics and schemas in place, and access to the traffic through them.
 */
public final class Cluster implements AutoCloseable {
    /** Where the unpacked registry is; blank if the class path determines it. */
    private static final String REGISTRY_HOME = "ratings.registry.home";

    private static final Set<String> FACTS =
            Set.of(Topics.INSPECTION_PUBLISHED.name(), Topics.AUTHORITY_REGISTERED.name());

    private final ChildJvm child;
    private final Map<String, String> addresses;
    private final Settings settings;
    private final Admin admin;
    private final BufferedReader answers;
    private final Writer questions;

    /** The contents of a topic. */
    public record TopicSize(long records, long bytes) {}

    /** @param heap the maximum heap of the broker's JVM, as for {@code -Xmx} */
    public Cluster(Path directory, String heap) {
        child = new ChildJvm(
                new ChildJvm.Program(
                        StackMain.class.getName(),
                        List.of(directory.resolve("stack").toString()),
                        null,
                        List.of("-Xmx" + heap, "-D" + REGISTRY_HOME + "=" + System.getProperty(REGISTRY_HOME, "")),
                        Map.of()),
                directory.resolve("stack.log"),
                true);
        answers = new BufferedReader(new InputStreamReader(child.process().getInputStream(), StandardCharsets.UTF_8));
        questions = new OutputStreamWriter(child.process().getOutputStream(), StandardCharsets.UTF_8);
        String[] parts = nextLine().split(" ", 2);
        addresses = Map.of(Settings.BOOTSTRAP_SERVERS, parts[0], Settings.SCHEMA_REGISTRY_URL, parts[1]);
        settings = Settings.load(Settings.common(), Set.of(), null, Map.of(), addresses);
        ClusterSetup.apply(settings);
        admin = Admin.create(settings.kafkaClient());
    }

    private String nextLine() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new BenchException("broker and registry have ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a topic that the broker has sent to readers so far. */
    public synchronized long bytesOut(String topic) {
        try {
            questions.write(topic + "\n");
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.parseLong(nextLine());
    }

    public Settings settings() {
        return settings;
    }

    /** The addresses as environment variables for our commands. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        addresses.forEach((key, value) ->
                environment.put("RATINGS_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return environment;
    }

    public long brokerPid() {
        return child.pid();
    }

    /** Deletes every topic except the fact topics, and recreates those in the catalogue. */
    public void forgetResults() {
        Collection<String> derived = names(name -> !FACTS.contains(name));
        get(admin.deleteTopics(derived).all());
        ClusterSetup.apply(settings);
    }

    /** Creates a topic for a peer's counts, with as many partitions as the topics in the catalogue. */
    public void create(String topic) {
        get(admin.createTopics(List.of(new NewTopic(topic, Topics.PARTITIONS, (short) 1)))
                .all());
    }

    private Collection<String> names(Predicate<String> wanted) {
        return get(admin.listTopics().names()).stream().filter(wanted).toList();
    }

    /** The contents of every topic except the fact topics. Transaction markers count as records. */
    public Map<String, TopicSize> derived() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        get(admin.describeTopics(names(name -> !FACTS.contains(name))).allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition ->
                                latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        Map<String, TopicSize> sizes = new TreeMap<>();
        get(admin.listOffsets(latest).all())
                .forEach((partition, end) -> add(sizes, partition.topic(), end.offset(), 0));
        get(admin.describeLogDirs(new HashSet<>(List.of(1))).allDescriptions()).values().stream()
                .flatMap(directories -> directories.values().stream())
                .map(LogDirDescription::replicaInfos)
                .forEach(replicas -> replicas.forEach((partition, replica) -> {
                    if (latest.containsKey(partition)) {
                        add(sizes, partition.topic(), 0, replica.size());
                    }
                }));
        return sizes;
    }

    private static void add(Map<String, TopicSize> sizes, String topic, long records, long bytes) {
        sizes.merge(
                topic,
                new TopicSize(records, bytes),
                (a, b) -> new TopicSize(a.records + b.records, a.bytes + b.bytes));
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new BenchException("the broker refused: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        try {
            questions.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            child.close();
        }
    }
}
