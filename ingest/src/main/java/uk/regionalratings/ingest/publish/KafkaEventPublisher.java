package uk.regionalratings.ingest.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Sends events through one Kafka producer. The producer's buffer slows down a source that is faster than the broker.
 */
public final class KafkaEventPublisher implements EventPublisher {
    /** Callers wait for their events before closing; undeliverable events are not waited for. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final EventRecords records;

    /** @param producer idempotent, acknowledged by all replicas; closed with the publisher */
    public KafkaEventPublisher(Producer<String, byte[]> producer, ContractSerdes serdes, Clock clock) {
        this.producer = producer;
        this.records = new EventRecords(serdes, clock);
    }

    @Override
    public CompletionStage<FactPosition> publish(Inspection inspection, String eventSource) {
        return send(() -> records.inspection(inspection, eventSource))
                .thenApply(place -> FactPosition.after(place.partition(), place.offset()));
    }

    @Override
    public CompletionStage<Void> register(Authority authority, long revision, String eventSource) {
        return send(() -> records.authority(authority, revision, eventSource)).thenApply(place -> null);
    }

    @Override
    public CompletionStage<Void> reject(Rejection rejection) {
        return send(() -> records.rejection(rejection)).thenApply(place -> null);
    }

    /** Reports every failure, before or after the producer has accepted the event, through the event's stage. */
    private CompletionStage<RecordMetadata> send(Supplier<ProducerRecord<String, byte[]>> event) {
        CompletableFuture<RecordMetadata> delivery = new CompletableFuture<>();
        try {
            var unused = producer.send(event.get(), (metadata, exception) -> {
                if (exception == null) {
                    delivery.complete(metadata);
                } else {
                    delivery.completeExceptionally(exception);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            delivery.completeExceptionally(e);
        }
        return delivery;
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public boolean isDryRun() {
        return false;
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
