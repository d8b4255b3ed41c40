package uk.regionalratings.operations.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.regionalratings.operations.cluster.ClusterCommand;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.PortableValues;
import uk.regionalratings.topics.PortableValues.Portable;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;

/** {@code ./ratings backup}: writes the facts to one file, from which everything else can be recomputed. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the facts (inspection-published, authority-registered) that are committed when it starts to one file.",
            "Everything else is derived from them, and restore brings it back. The feeds may continue meanwhile."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed; no file was written", "2:wrong usage or invalid settings"})
public final class BackupCommand extends ClusterCommand {
    static final List<String> FACTS = List.of(Topics.AUTHORITY_REGISTERED.name(), Topics.INSPECTION_PUBLISHED.name());

    @Parameters(paramLabel = "FILE", description = "The file to write; it must not exist yet.")
    private @Nullable Path file;

    @Override
    protected int run(StreamsSettings settings) throws IOException {
        Path target = Path.of(String.valueOf(file));
        if (Files.exists(target)) {
            err().println(target + " is there already: give another name, or move it away");
            return FAILED;
        }
        try (BackupWriter writer = new BackupWriter(target);
                CommittedRecords records = new CommittedRecords(settings.settings())) {
            PortableValues values = new PortableValues(new ContractSerdes(RegistryClients.open(settings.settings())));
            write(writer, records, values);
            Manifest manifest = writer.finish(Clock.systemUTC().instant());
            out().println(manifest.records() + " facts in " + target + ", SHA-256 of the facts " + manifest.sha256());
            out().flush();
            return DONE;
        } catch (UncheckedIOException e) {
            err().println(target + " can't be written: " + e.getMessage());
            return FAILED;
        }
    }

    private void write(BackupWriter writer, CommittedRecords records, PortableValues values) {
        Map<TopicPartition, Long> ends = records.ends(FACTS);
        Progress progress = new Progress(
                err(),
                "saved",
                ends.values().stream().mapToLong(Long::longValue).sum());
        List<TopicPartition> inOrder = ends.keySet().stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
        for (String topic : FACTS) {
            writer.topic(topic, (int) inOrder.stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .count());
        }
        for (TopicPartition partition : inOrder) {
            records.read(Map.of(), Map.of(partition, ends.getOrDefault(partition, 0L)), row -> {
                try {
                    writer.add(stored(row, writer, values));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                progress.one();
            });
        }
    }

    private static StoredFact stored(ConsumerRecord<byte[], byte[]> row, BackupWriter writer, PortableValues values) {
        Optional<Portable> portable = values.detach(row.value());
        List<StoredFact.StoredHeader> headers = new ArrayList<>();
        for (Header header : row.headers()) {
            headers.add(new StoredFact.StoredHeader(header.key(), header.value()));
        }
        return new StoredFact(
                row.topic(),
                row.partition(),
                row.timestamp(),
                row.key(),
                headers,
                portable.map(writer::schema).orElse(null),
                portable.map(Portable::avro).orElse(row.value()));
    }
}
