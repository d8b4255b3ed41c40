package uk.regionalratings.operations.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.regionalratings.operations.cluster.ClusterCommand;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.PortableValues;
import uk.regionalratings.topics.PortableValues.Portable;
import uk.regionalratings.topics.RegistryClients;

/** {@code ./ratings restore}: sends the facts of a backup to a cluster prepared by {@code ./ratings setup}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends the facts of a backup to a cluster, with their keys, headers and times, in order within each key.",
            "Reads and checks the whole file before it sends anything. Run ./ratings setup first."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every fact is in the cluster", "1:failed", "2:wrong usage or invalid settings"})
public final class RestoreCommand extends ClusterCommand {
    @Parameters(paramLabel = "FILE", description = "A file that ./ratings backup wrote.")
    private @Nullable Path file;

    @Option(
            names = "--append",
            description = "Send the facts even if the topics already hold some; known facts become duplicates.")
    private boolean append;

    private final AtomicReference<Exception> failure = new AtomicReference<>();

    @Override
    protected int run(StreamsSettings settings) throws IOException {
        Path source = Path.of(String.valueOf(file));
        try (BackupFile backup = BackupFile.open(source)) {
            Map<TopicPartition, Long> ends;
            boolean empty;
            try (CommittedRecords records = new CommittedRecords(settings.settings())) {
                ends = records.ends(BackupCommand.FACTS);
                empty = records.isEmpty(ends);
            }
            if (!empty && !append) {
                err().println("the cluster holds facts already. Restore into an empty one, or give --append:"
                        + " what is known there already becomes a duplicate and changes nothing");
                return FAILED;
            }
            send(settings.settings(), backup, ends);
            out().println(backup.manifest().records() + " facts of " + source + " are in the cluster");
            out().flush();
            return DONE;
        } catch (BackupException | IllegalStateException e) {
            err().println(e.getMessage());
            return FAILED;
        }
    }

    private void send(Settings settings, BackupFile backup, Map<TopicPartition, Long> ends)
            throws IOException, BackupException {
        PortableValues values = new PortableValues(new ContractSerdes(RegistryClients.open(settings)));
        Progress progress = new Progress(err(), "restored", backup.manifest().records());
        Map<String, Object> config = new HashMap<>(settings.kafkaClient());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // Keeps the order within a partition even when the producer retries.
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            backup.forEach(fact -> {
                requireNoFailure();
                var unused = producer.send(message(fact, backup.manifest(), ends, values), (place, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
                progress.one();
            });
            producer.flush();
        }
        requireNoFailure();
    }

    private void requireNoFailure() throws BackupException {
        Exception problem = failure.get();
        if (problem != null) {
            throw new BackupException(
                    "not every fact was accepted: " + problem.getMessage()
                            + ". Put that right and run this again with --append",
                    problem);
        }
    }

    private static ProducerRecord<byte[], byte[]> message(
            StoredFact fact, Manifest manifest, Map<TopicPartition, Long> ends, PortableValues values)
            throws BackupException {
        RecordHeaders headers = new RecordHeaders();
        fact.headers().forEach(header -> headers.add(header.name(), header.value()));
        return new ProducerRecord<>(
                fact.topic(),
                partition(fact, manifest, ends),
                // A record without a timestamp has a negative one, which a producer must not send. The topology rejects
                // 0 in the same way.
                Math.max(0, fact.timestamp()),
                fact.key(),
                value(fact, manifest, values),
                headers);
    }

    /**
     * The original partition; if the topic has a different number of partitions here, the partition of the key, as for
     * every feed.
     */
    private static @Nullable Integer partition(StoredFact fact, Manifest manifest, Map<TopicPartition, Long> ends) {
        long here = ends.keySet().stream()
                .filter(partition -> partition.topic().equals(fact.topic()))
                .count();
        int there = Objects.requireNonNull(manifest.topics().get(fact.topic())).partitions();
        return here == there ? fact.partition() : null;
    }

    private static byte @Nullable [] value(StoredFact fact, Manifest manifest, PortableValues values)
            throws BackupException {
        Integer schema = fact.schema();
        byte[] value = fact.value();
        if (schema == null || value == null) {
            return value;
        }
        if (schema < 0 || schema >= manifest.schemas().size()) {
            throw new BackupException("a fact refers to schema " + schema + ", which is not in the backup");
        }
        return values.attach(new Portable(manifest.schemas().get(schema), value));
    }
}
