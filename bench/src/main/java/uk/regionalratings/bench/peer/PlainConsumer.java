package uk.regionalratings.bench.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import uk.regionalratings.contract.InspectionPublished;

/**
 * The upper bound for any consumer: one thread reads the topic, decodes every event and does nothing with it. Prints
 * the number of events and waits until its standard input closes.
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
            long all = PeerSettings.assignAll(consumer);
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
