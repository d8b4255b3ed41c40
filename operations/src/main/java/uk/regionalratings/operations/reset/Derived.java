package uk.regionalratings.operations.reset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.operations.cluster.Answers;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.streams.topology.VersionFloor;
import uk.regionalratings.topics.TopicCreation;
import uk.regionalratings.topics.Topics;

/** Everything that is derived from the facts: what a reset deletes, and what it keeps. */
final class Derived {
    private static final Duration DELETION = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Admin admin;
    private final Map<String, Object> client;
    private final CommittedRecords records;
    private final String applicationId;
    private final Path state;

    /**
     * The derived data of one cluster.
     *
     * @param client the configuration shared by Kafka clients
     * @param state the folder of this application's local state on this machine
     */
    Derived(Admin admin, Map<String, Object> client, CommittedRecords records, String applicationId, Path state) {
        this.admin = admin;
        this.client = client;
        this.records = records;
        this.applicationId = applicationId;
        this.state = state;
    }

    /** The topics that are deleted: tables, which are recreated at once, and the topology's internal topics. */
    List<String> topics() {
        List<String> topics = new ArrayList<>(TopologyNames.derivedTopics(applicationId));
        topics.add(Topics.AUTHORITY_RATINGS.name());
        topics.add(Topics.AREA_RATINGS.name());
        Set<String> present = Answers.of(admin.listTopics().names());
        topics.removeIf(topic -> !present.contains(topic));
        return topics;
    }

    /** In words, one line for each item. */
    String describe() {
        StringBuilder text = new StringBuilder("to be deleted, and recounted from the facts:\n");
        topics().forEach(topic -> text.append("  topic ").append(topic).append('\n'));
        text.append("  every record of ").append(Topics.RATING_CHANGED.name()).append(" so far\n");
        text.append("  positions of the group ").append(applicationId).append('\n');
        text.append("  folder ").append(state).append('\n');
        text.append("kept: the facts, rejections, dead letters of the alerts, the highest version of rating changes (");
        return text.append(TopologyNames.versionFloorTopic(applicationId))
                .append(")\n")
                .toString();
    }

    /** Deletes everything derived and recreates the tables, empty. Safe to repeat. */
    void delete(Map<TopicPartition, Long> changes) {
        int copies = copiesOfFacts();
        raiseFloor(copies);
        deletePositions();
        List<String> topics = topics();
        Answers.of(admin.deleteTopics(topics).all());
        awaitGone(topics);
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        changes.forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
        Answers.of(admin.deleteRecords(all).all());
        deleteState();
        TopicCreation.createMissing(admin, copies);
    }

    /** Recreated topics get as many replicas as the topics of facts. */
    private int copiesOfFacts() {
        return describe(Topics.INSPECTION_PUBLISHED.name())
                .partitions()
                .get(0)
                .replicas()
                .size();
    }

    private TopicDescription describe(String topic) {
        return Objects.requireNonNull(
                Answers.of(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
    }

    /**
     * Versions can't be recounted. Versions published from now on must be above all versions in the state, so they are
     * read before the state is deleted. The format of the other stores is recorded with the floor, because these stores
     * may be gone when it is needed.
     */
    private void raiseFloor(int copies) {
        Set<String> present = Answers.of(admin.listTopics().names());
        int[] highest = {0};
        for (String store :
                List.of(TopologyNames.VERSION_FLOOR, TopologyNames.RATING_CHANGES, TopologyNames.EARLIER_VERSIONS)) {
            String topic = TopologyNames.changelog(applicationId, store);
            if (present.contains(topic)) {
                records.read(Map.of(), records.ends(List.of(topic)), row -> {
                    if (row.key() != null && row.value() != null) {
                        highest[0] = Math.max(
                                highest[0], VersionFloor.highest(store, new String(row.key(), UTF_8), row.value()));
                    }
                });
            }
        }
        String floor = TopologyNames.versionFloorTopic(applicationId);
        if (!present.contains(floor)) {
            NewTopic topic = new NewTopic(floor, 1, (short) copies)
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            Answers.of(admin.createTopics(List.of(topic)).all());
        }
        write(floor, TopologyNames.FLOOR, VersionFloor.write(highest[0]));
        write(floor, TopologyNames.STATE_FORMAT, null);
    }

    private void write(String topic, String key, byte @Nullable [] value) {
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
        } catch (ExecutionException e) {
            throw new ClusterException("the versions of rating changes can't be kept: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted; run this again", e);
        }
    }

    private void deletePositions() {
        try {
            admin.deleteConsumerGroups(List.of(applicationId)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new ClusterException(
                        "the positions of " + applicationId + " can't be deleted: " + e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted; run this again", e);
        }
    }

    /**
     * Brokers delete topics some time after they have confirmed it; until then no topic of the same name can be
     * created.
     */
    private void awaitGone(List<String> topics) {
        long deadline = System.nanoTime() + DELETION.toNanos();
        while (Answers.of(admin.listTopics().names()).stream().anyMatch(topics::contains)) {
            if (System.nanoTime() > deadline) {
                throw new ClusterException("the brokers have not deleted " + topics + " yet; run this again");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private void deleteState() {
        if (!Files.exists(state)) {
            return;
        }
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + state + " can't be deleted: " + e.getMessage(), e);
        }
    }
}
