package uk.regionalratings.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UnreadableRecordException;

/** Reads {@code rating-changed} from the beginning to its present end. */
final class LatestChanges {
    private static final int FETCH_WAIT_MS = 10;

    private LatestChanges() {}

    /** The latest version of every rating change by its id. */
    static Map<String, RatingChanged> read(Settings settings) {
        Map<String, Object> config = settings.kafkaClient();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A fetch for a partition that is read to its end delays the next fetch, by default for half a second.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        TopicReader<InspectionChanges> reader =
                new ContractSerdes(RegistryClients.open(settings)).ratingChangedReader();
        Map<String, RatingChanged> latest = new LinkedHashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RATING_CHANGED.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(row -> read(reader, row).ifPresent(record -> ContractMapping.changes(record)
                                .forEach(change -> latest.merge(change.getId(), change, LatestChanges::newer))));
            }
        }
        return latest;
    }

    private static RatingChanged newer(RatingChanged known, RatingChanged arrived) {
        return arrived.getVersion() > known.getVersion() ? arrived : known;
    }

    /** Empty for unreadable records, which the read model of the same process reports. */
    private static Optional<InspectionChanges> read(
            TopicReader<InspectionChanges> reader, ConsumerRecord<byte[], byte[]> row) {
        try {
            return Optional.of(reader.read(row.key(), row.value()));
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }
}
