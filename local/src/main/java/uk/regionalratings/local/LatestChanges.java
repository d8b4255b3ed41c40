package uk.regionalratings.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;

/** Reads {@code rating-changed} from the beginning to its present end. */
final class LatestChanges {
    private LatestChanges() {}

    /** The latest version of every rating change by its id. */
    static Map<String, RatingChanged> read(Settings settings) {
        Map<String, Object> config = settings.kafkaClient();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        ContractSerdes serdes = new ContractSerdes(RegistryClients.open(settings));
        Map<String, RatingChanged> latest = new LinkedHashMap<>();
        try (KafkaConsumer<String, RatingChanged> consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), serdes.ratingChanged().deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RATING_CHANGED.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(row -> latest.merge(
                                row.value().getId(),
                                row.value(),
                                (known, arrived) -> arrived.getVersion() > known.getVersion() ? arrived : known));
            }
        }
        return latest;
    }
}
