package uk.regionalratings.ingest.gateway.answer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The outcome of one record. Each record has exactly one: read = accepted + duplicate + rejected + failed. */
public enum RecordStatus {
    /** Kafka has it, on all replicas. */
    ACCEPTED,
    /** This gateway knows that Kafka already has it. */
    DUPLICATE,
    /** It can't be used; it is on {@code inspection-rejected} with the reason. */
    REJECTED,
    /** Kafka did not confirm it. It may have arrived nevertheless; sending it again is right and harmless. */
    FAILED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in answers and metrics. */
    @JsonValue
    String id() {
        return id;
    }
}
