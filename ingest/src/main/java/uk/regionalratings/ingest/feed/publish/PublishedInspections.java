package uk.regionalratings.ingest.feed.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.ContractViolation;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The inspections in {@code inspection-published} in their highest revision, whoever sent them. Reads the topic itself,
 * which includes what the topology has not processed yet. Takes some 500 bytes for each inspection.
 */
final class PublishedInspections {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedInspections.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<InspectionPublished> deserializer;
    private final List<TopicPartition> partitions;
    private final Map<String, Inspection> byId = new HashMap<>();
    private final Map<Fieldwork, String> idByFieldwork = new HashMap<>();

    /** The key of an inspection: no authority is inspected twice in the same days under the same rules. */
    private record Fieldwork(String authorityId, Family family, LocalDate startedOn, LocalDate endedOn) {
        static Fieldwork of(Inspection inspection) {
            return new Fieldwork(
                    inspection.authorityId(),
                    inspection.framework().family(),
                    inspection.startedOn(),
                    inspection.endedOn());
        }
    }

    /** @param consumer reads committed records, without a group; closed by the caller */
    PublishedInspections(Consumer<byte[], byte[]> consumer, Deserializer<InspectionPublished> deserializer) {
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.partitions = consumer.partitionsFor(Topics.INSPECTION_PUBLISHED.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The known inspection that {@code inspection} describes. */
    Optional<Inspection> known(Inspection inspection) {
        readOn();
        String id = byId.containsKey(inspection.inspectionId())
                ? inspection.inspectionId()
                : idByFieldwork.get(Fieldwork.of(inspection));
        return Optional.ofNullable(id == null ? null : byId.get(id));
    }

    /** The inspections that are in the topic now, in this or a higher revision. */
    Predicate<Inspection> alreadySent() {
        readOn();
        return inspection -> {
            Inspection highest = byId.get(inspection.inspectionId());
            return highest != null
                    && highest.authorityId().equals(inspection.authorityId())
                    && (highest.revision() > inspection.revision() || highest.equals(inspection));
        };
    }

    private void readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> event) {
        if (event.value() == null) {
            return;
        }
        try {
            Inspection inspection =
                    ContractMapping.toInspection(deserializer.deserialize(event.topic(), event.value()));
            byId.merge(
                    inspection.inspectionId(),
                    inspection,
                    (one, other) -> other.revision() > one.revision() ? other : one);
            idByFieldwork.putIfAbsent(Fieldwork.of(inspection), inspection.inspectionId());
        } catch (SerializationException | ContractViolation e) {
            // The topology rejects the record, with its origin.
            LOG.debug("{}-{} at {} is not an inspection", event.topic(), event.partition(), event.offset(), e);
        }
    }
}
