package uk.regionalratings.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.topics.CloudEventHeaders;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** Builds the Kafka records of events and rejections: key, value, headers and time. Thread-safe. */
public final class EventRecords {
    /** How much of a rejected record is sent to {@code inspection-rejected}; far below the broker's limit of 1 MiB. */
    private static final int LONGEST_ORIGINAL = 1 << 16;

    /** The longest text of a header: a description need not be longer than the record it describes. */
    private static final int LONGEST_DETAIL = 4_000;

    private final Serializer<InspectionPublished> inspections;
    private final Serializer<AuthorityRegistered> authorities;
    private final Clock clock;

    /** @param clock the time at which records are published */
    public EventRecords(ContractSerdes serdes, Clock clock) {
        this.inspections = serdes.inspectionPublished().serializer();
        this.authorities = serdes.authorityRegistered().serializer();
        this.clock = clock;
    }

    /**
     * A record for {@code inspection-published}.
     *
     * @param eventSource the source attribute of the CloudEvent
     */
    public ProducerRecord<String, byte[]> inspection(Inspection inspection, String eventSource) {
        byte[] value = inspections.serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(inspection));
        ProducerRecord<String, byte[]> event = eventOf(Topics.INSPECTION_PUBLISHED, inspection.authorityId(), value);
        CloudEventHeaders.add(
                event.headers(),
                CloudEventHeaders.INSPECTION_PUBLISHED,
                eventSource,
                inspection.inspectionId() + "/" + inspection.revision(),
                inspection.inspectionId(),
                Instant.ofEpochMilli(event.timestamp()));
        return event;
    }

    /** A record for {@code authority-registered}. */
    ProducerRecord<String, byte[]> authority(Authority authority, long revision, String eventSource) {
        byte[] value =
                authorities.serialize(Topics.AUTHORITY_REGISTERED.name(), ContractMapping.toEvent(authority, revision));
        ProducerRecord<String, byte[]> event = eventOf(Topics.AUTHORITY_REGISTERED, authority.authorityId(), value);
        CloudEventHeaders.add(
                event.headers(),
                CloudEventHeaders.AUTHORITY_REGISTERED,
                eventSource,
                authority.authorityId() + "/" + revision,
                authority.authorityId(),
                Instant.ofEpochMilli(event.timestamp()));
        return event;
    }

    /** A dead letter for {@code inspection-rejected}. */
    public ProducerRecord<String, byte[]> rejection(Rejection rejection) {
        byte[] original = rejection.original();
        byte[] value = original.length > LONGEST_ORIGINAL ? Arrays.copyOf(original, LONGEST_ORIGINAL) : original;
        ProducerRecord<String, byte[]> letter = eventOf(Topics.INSPECTION_REJECTED, key(rejection), value);
        Headers headers = letter.headers();
        put(headers, RejectionHeaders.REASON, rejection.first().reason().id());
        put(headers, RejectionHeaders.FIELD, rejection.first().field());
        put(headers, RejectionHeaders.DETAIL, shortened(rejection.detail()));
        put(headers, RejectionHeaders.ORIGIN_FILE, rejection.source());
        put(headers, RejectionHeaders.ORIGIN_LINE, rejection.place());
        return letter;
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
}
