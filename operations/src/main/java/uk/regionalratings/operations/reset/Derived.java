package uk.regionalratings.operations.reset;

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
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import uk.regionalratings.operations.cluster.Answers;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.streams.topology.Names;
import uk.regionalratings.topics.TopicCreation;
import uk.regionalratings.topics.Topics;

/** Everything that follows from the facts: what a reset deletes, and what it keeps. */
final class Derived {
    private static final Duration DELETION = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Admin admin;
    private final Map<String, Object> client;
    private final String applicationId;
    private final Path state;

    /**
     * What follows from the facts of one cluster.
     *
     * @param client what Kafka clients start from
     * @param state the folder of the local state of this application on this machine
     */
    Derived(Admin admin, Map<String, Object> client, String applicationId, Path state) {
        this.admin = admin;
        this.client = client;
        this.applicationId = applicationId;
        this.state = state;
    }

    /** The topics that go: tables, which are made anew at once, and those of the topology itself. */
    List<String> topics() {
        List<String> topics = new ArrayList<>(Names.derivedTopics(applicationId));
        topics.add(Topics.AUTHORITY_RATINGS.name());
        topics.add(Topics.AREA_RATINGS.name());
        Set<String> present = Answers.of(admin.listTopics().names());
        topics.removeIf(topic -> !present.contains(topic));
        return topics;
    }

    /** In words, a line for each thing. */
    String describe() {
        StringBuilder text = new StringBuilder("to be deleted, and counted again from the facts:\n");
        topics().forEach(topic -> text.append("  topic ").append(topic).append('\n'));
        text.append("  every record of ").append(Topics.RATING_CHANGED.name()).append(" so far\n");
        text.append("  positions of the group ").append(applicationId).append('\n');
        text.append("  folder ").append(state).append('\n');
        text.append("kept: the facts, rejections, dead letters of the alerts, versions of rating changes (");
        return text.append(Names.changeVersionsTopic(applicationId))
                .append(")\n")
                .toString();
    }

    /** Deletes all of it, and makes the tables anew, empty. Safe to repeat. */
    void delete(Map<TopicPartition, Long> changes) {
        deletePositions();
        int copies = copiesOfFacts();
        List<String> topics = topics();
        Answers.of(admin.deleteTopics(topics).all());
        awaitGone(topics);
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        changes.forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
        Answers.of(admin.deleteRecords(all).all());
        deleteState();
        TopicCreation.createMissing(admin, copies);
        forgetFormat();
    }

    /** What is made anew gets as many copies as what it is made from. */
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

    /** With the versions is told in which form the other stores were kept, which are gone. */
    private void forgetFormat() {
        String versions = Names.changeVersionsTopic(applicationId);
        if (!Answers.of(admin.listTopics().names()).contains(versions)) {
            return;
        }
        int partitions = describe(versions).partitions().size();
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                sent.add(producer.send(new ProducerRecord<>(versions, partition, Names.STATE_FORMAT, null)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new ClusterException("the format of the state can't be forgotten: " + e.getMessage(), e);
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

    /** Brokers delete topics some time after they say so; one of the same name can't be made before. */
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
