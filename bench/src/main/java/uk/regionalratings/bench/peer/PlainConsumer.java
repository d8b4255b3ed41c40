package uk.regionalratings.bench.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.topics.Topics;

/**
 * The limit: one thread that reads the topic and decodes every event, and does nothing with it. Prints how many there were and waits for the
 * end of its input.
 */
public final class PlainConsumer {
    private PlainConsumer() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Object> config = PeerSettings.kafka();
        var deserializer = PeerSettings.serdes().inspectionPublished().deserializer();
        long read = 0;
        long graded = 0;
        try (Consumer<byte[], InspectionPublished> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), deserializer)) {
            List<TopicPartition> partitions = IntStream.range(0, Topics.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.INSPECTION_PUBLISHED.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long all = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(end -> end)
                    .sum();
            while (read < all) {
                for (ConsumerRecord<byte[], InspectionPublished> row : consumer.poll(Duration.ofSeconds(1))) {
                    read++;
                    graded += row.value().getGrades().size();
                }
            }
        }
        System.out.println(read + " " + graded);
        var unused = System.in.read();
    }
}
