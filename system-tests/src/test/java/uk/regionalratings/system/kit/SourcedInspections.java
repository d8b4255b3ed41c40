package uk.regionalratings.system.kit;

import java.time.Clock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import uk.regionalratings.ingest.feed.OfstedHistory;
import uk.regionalratings.ingest.publish.EventRecords;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.ProvenanceHeaders;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.vocabulary.Provenance;

/** Publishes inspections with the document that they were read from, as a feed does. */
public final class SourcedInspections {
    private SourcedInspections() {}

    /** Publishes one of the bundled history: once more, where that is there. */
    public static void publish(Settings settings, String inspectionId, Provenance provenance) {
        ContractSerdes serdes = new ContractSerdes(RegistryClients.open(settings));
        ProducerRecord<String, byte[]> event = new EventRecords(serdes, Clock.systemUTC())
                .inspection(OfstedHistory.inspections().get(inspectionId), "/feeds/test");
        ProvenanceHeaders.add(event.headers(), provenance);
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(settings.kafkaClient(), new StringSerializer(), new ByteArraySerializer())) {
            var unused = producer.send(event);
        }
    }
}
