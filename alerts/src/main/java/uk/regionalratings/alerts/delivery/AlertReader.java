package uk.regionalratings.alerts.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaLookup;
import uk.regionalratings.topics.Topics;

/** Makes alerts of records. For any number of threads. */
public final class AlertReader {
    private static final String UNKNOWN = "UNKNOWN";

    private final SchemaLookup schemas;
    private final Deserializer<RatingChanged> deserializer;

    /** Reads with these serdes. */
    public AlertReader(ContractSerdes serdes) {
        this.schemas = serdes.schemasOf(Topics.RATING_CHANGED);
        this.deserializer = serdes.ratingChanged().deserializer();
    }

    /** A record can't be told; the message says why. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * Reads one.
     *
     * @throws UnreadableException when nobody of this version can tell what the record says
     * @throws SchemaLookup.RegistryUnavailableException when the registry can't be asked; try again later
     */
    Alert read(ConsumerRecord<byte[], byte[]> row) throws UnreadableException {
        byte[] value = row.value();
        if (value == null) {
            throw new UnreadableException("the record is empty");
        }
        RatingChanged change =
                switch (schemas.find(value)) {
                    case NOT_CONFLUENT ->
                        throw new UnreadableException("the record is not Avro in Confluent wire format");
                    case UNKNOWN_ID -> throw new UnreadableException("the registry has no schema with the record's id");
                    case KNOWN -> decode(value);
                };
        boolean newer = Stream.<@Nullable Enum<?>>of(
                        change.getJudgement(), change.getDirection(), change.getFrom(), change.getTo())
                .filter(Objects::nonNull)
                .anyMatch(constant -> constant.name().equals(UNKNOWN));
        if (newer) {
            throw new UnreadableException(
                    "a newer version wrote this change, with a judgement or grade that this one has no word for:"
                            + " upgrade, then replay");
        }
        return Alert.of(change, Instant.ofEpochMilli(row.timestamp()));
    }

    private RatingChanged decode(byte[] value) throws UnreadableException {
        try {
            return deserializer.deserialize(Topics.RATING_CHANGED.name(), value);
        } catch (RuntimeException e) {
            // With the schema at hand: the bytes don't fit it, or it is none of ours.
            throw new UnreadableException("the record can't be read: " + e.getMessage());
        }
    }
}
