package uk.regionalratings.streams.record;

import static uk.regionalratings.vocabulary.RejectionReason.BAD_TIMESTAMP;
import static uk.regionalratings.vocabulary.RejectionReason.KEY_MISMATCH;
import static uk.regionalratings.vocabulary.RejectionReason.MISSING_KEY;
import static uk.regionalratings.vocabulary.RejectionReason.MISSING_VALUE;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_SCHEMA;
import static uk.regionalratings.vocabulary.RejectionReason.UNREADABLE;
import static uk.regionalratings.vocabulary.RejectionReason.WRONG_TYPE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.InspectionDecoder;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.ContractViolation;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.streams.record.InputEvent.Inspected;
import uk.regionalratings.streams.record.InputEvent.Registered;
import uk.regionalratings.streams.record.InputEvent.Rejected;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaLookup;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.AuthorityCheck;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionCheck;
import uk.regionalratings.vocabulary.LondonDates;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Reads records of the input topics as received. Any bytes yield an event, if need be a rejected one. Only an
 * unreachable registry is an exception, since that says nothing about the record.
 */
public final class EventReader {
    private final Areas areas;
    private final Input<InspectionPublished> inspections;
    private final Input<AuthorityRegistered> registrations;

    public EventReader(Areas areas, ContractSerdes serdes) {
        this.areas = areas;
        this.inspections = new Input<>(
                Topics.INSPECTION_PUBLISHED,
                InspectionPublished.class,
                serdes.schemasOf(Topics.INSPECTION_PUBLISHED, InspectionPublished.class),
                serdes.inspectionPublished().deserializer());
        this.registrations = new Input<>(
                Topics.AUTHORITY_REGISTERED,
                AuthorityRegistered.class,
                serdes.schemasOf(Topics.AUTHORITY_REGISTERED, AuthorityRegistered.class),
                serdes.authorityRegistered().deserializer());
    }

    /** The serdes and the translation for the records of one topic. */
    private record Input<T extends SpecificRecord>(
            Topic topic, Class<T> type, SchemaLookup schemas, Deserializer<T> deserializer) {}

    /**
     * @param topic the topic of the record
     * @param timestamp the record's timestamp, in milliseconds since the epoch: no report can have been published after
     *     its record was sent. The current time would give other results in a replay.
     * @throws SchemaLookup.RegistryUnavailableException if the registry can't be reached; try again later
     */
    public InputEvent read(String topic, byte @Nullable [] key, byte @Nullable [] value, long timestamp) {
        if (key == null || key.length == 0) {
            return rejected(MISSING_KEY, "", "the record has no key");
        }
        if (value == null) {
            return rejected(MISSING_VALUE, "", "the record has no value");
        }
        if (timestamp <= 0) {
            return rejected(BAD_TIMESTAMP, "", "the record has no timestamp");
        }
        Input<?> input = topic.equals(registrations.topic().name()) ? registrations : inspections;
        return switch (input.schemas().find(value)) {
            case NOT_CONFLUENT -> rejected(UNREADABLE, "", "the value is not Avro in Confluent wire format");
            case NOT_AVRO -> rejected(UNREADABLE, "", "the value is not Avro");
            case UNKNOWN_ID -> rejected(UNKNOWN_SCHEMA, "", "the registry has no schema with the value's id");
            case KNOWN -> decode(input, new String(key, StandardCharsets.UTF_8), value, timestamp);
        };
    }

    private InputEvent decode(Input<?> input, String key, byte[] value, long timestamp) {
        Inspection inspection = input.type().equals(InspectionPublished.class)
                        && input.schemas().isOwn(value)
                ? InspectionDecoder.decode(value)
                : null;
        if (inspection != null && key.equals(inspection.authorityId())) {
            return checked(inspection, timestamp);
        }
        Object decoded;
        try {
            decoded = input.deserializer().deserialize(input.topic().name(), value);
        } catch (ClassCastException e) {
            return wrongType(input.type());
        } catch (RuntimeException e) {
            // Avro and the deserializer throw many exceptions. With the schema at hand each means that the bytes do not
            // fit it or that the type is unknown.
            return rejected(UNREADABLE, "", "the value does not fit its schema: " + rootMessage(e));
        }
        if (!input.type().isInstance(decoded)) {
            return wrongType(input.type());
        }
        return decoded instanceof AuthorityRegistered registered
                ? registered(key, registered)
                : inspected(key, (InspectionPublished) decoded, timestamp);
    }

    private InputEvent inspected(String key, InspectionPublished event, long timestamp) {
        try {
            if (!key.equals(event.getAuthorityId())) {
                return keyMismatch(key, event.getAuthorityId());
            }
            return checked(ContractMapping.toInspection(event), timestamp);
        } catch (ContractViolation e) {
            return violated(e);
        }
    }

    private static InputEvent checked(Inspection inspection, long timestamp) {
        List<Problem> problems = InspectionCheck.problems(inspection, LondonDates.dayOf(timestamp));
        return problems.isEmpty() ? new Inspected(inspection) : violated(new ContractViolation(problems));
    }

    private static InputEvent violated(ContractViolation violation) {
        Problem first = violation.problems().get(0);
        return rejected(first.reason(), first.field(), String.valueOf(violation.getMessage()));
    }

    private InputEvent registered(String key, AuthorityRegistered event) {
        if (!key.equals(event.getAuthorityId())) {
            return keyMismatch(key, event.getAuthorityId());
        }
        Authority authority = ContractMapping.toAuthority(event);
        List<Problem> problems = AuthorityCheck.problems(authority, areas);
        return problems.isEmpty()
                ? new Registered(new Registration(authority, event.getRevision()))
                : violated(new ContractViolation(problems));
    }

    private static InputEvent wrongType(Class<?> wanted) {
        return rejected(WRONG_TYPE, "", "the value is not of type " + wanted.getSimpleName());
    }

    private static InputEvent keyMismatch(String key, String authorityId) {
        return rejected(
                KEY_MISMATCH, "authorityId", "the key is \"" + key + "\" but the value is about " + authorityId);
    }

    private static InputEvent rejected(RejectionReason reason, String field, String detail) {
        return new Rejected(reason, field, detail);
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
