package uk.regionalratings.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.topics.CloudEventHeaders;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** Sends events through one Kafka producer, whose own buffer holds back a source that is faster than the broker. */
final class KafkaEventPublisher implements EventPublisher {
    /** How much of a rejected record goes to the rejected topic; far below the broker's limit of 1 MiB. */
    static final int LONGEST_ORIGINAL = 1 << 16;

    /** Longest text of a header: the words about a record need not be longer than the record. */
    private static final int LONGEST_DETAIL = 4_000;

    /** Whoever waits for its events does so before closing; what can't be delivered is not waited for. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final Serializer<InspectionPublished> inspections;
    private final Serializer<AuthorityRegistered> authorities;
    private final Clock clock;

    /** @param producer idempotent, with acknowledgement by all replicas; closed with the publisher */
    KafkaEventPublisher(Producer<String, byte[]> producer, ContractSerdes serdes, Clock clock) {
        this.producer = producer;
        this.inspections = serdes.inspectionPublished().serializer();
        this.authorities = serdes.authorityRegistered().serializer();
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> publish(Inspection inspection, String eventSource) {
        return send(() -> {
            byte[] value =
                    inspections.serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(inspection));
            var event = eventOf(Topics.INSPECTION_PUBLISHED, inspection.authorityId(), value);
            CloudEventHeaders.add(
                    event.headers(),
                    CloudEventHeaders.INSPECTION_PUBLISHED,
                    eventSource,
                    inspection.inspectionId() + "/" + inspection.revision(),
                    inspection.inspectionId(),
                    Instant.ofEpochMilli(event.timestamp()));
            return event;
        });
    }

    @Override
    public CompletionStage<Void> register(Authority authority, long revision, String eventSource) {
        return send(() -> {
            byte[] value = authorities.serialize(
                    Topics.AUTHORITY_REGISTERED.name(), ContractMapping.toEvent(authority, revision));
            var event = eventOf(Topics.AUTHORITY_REGISTERED, authority.authorityId(), value);
            CloudEventHeaders.add(
                    event.headers(),
                    CloudEventHeaders.AUTHORITY_REGISTERED,
                    eventSource,
                    authority.authorityId() + "/" + revision,
                    authority.authorityId(),
                    Instant.ofEpochMilli(event.timestamp()));
            return event;
        });
    }

    @Override
    public CompletionStage<Void> reject(Rejection rejection) {
        return send(() -> {
            byte[] original = rejection.original();
            byte[] value = original.length > LONGEST_ORIGINAL ? Arrays.copyOf(original, LONGEST_ORIGINAL) : original;
            var letter = eventOf(Topics.INSPECTION_REJECTED, key(rejection), value);
            Headers headers = letter.headers();
            put(headers, RejectionHeaders.REASON, rejection.first().reason().id());
            put(headers, RejectionHeaders.FIELD, rejection.first().field());
            put(headers, RejectionHeaders.DETAIL, shortened(rejection.detail()));
            put(headers, RejectionHeaders.ORIGIN_FILE, rejection.source());
            put(headers, RejectionHeaders.ORIGIN_LINE, rejection.place());
            return letter;
        });
    }

    private static @Nullable String key(Rejection rejection) {
        String authority = rejection.authority();
        return authority == null ? null : shortened(authority);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private ProducerRecord<String, byte[]> eventOf(Topic topic, @Nullable String key, byte[] value) {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic.name(), null, clock.millis(), key, value);
        TraceHeaders.addCurrent(event.headers());
        return event;
    }

    /** Whatever goes wrong, before or after the producer has taken the event, is told by its stage. */
    private CompletionStage<Void> send(Supplier<ProducerRecord<String, byte[]>> event) {
        CompletableFuture<Void> delivery = new CompletableFuture<>();
        try {
            var unused = producer.send(event.get(), (metadata, exception) -> {
                if (exception == null) {
                    delivery.complete(null);
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
