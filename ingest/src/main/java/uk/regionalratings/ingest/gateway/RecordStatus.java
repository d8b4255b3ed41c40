package uk.regionalratings.ingest.gateway;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of one record. Each ends in exactly one: read = accepted + duplicate + rejected + failed. */
enum RecordStatus {
    /** Kafka has it, on all replicas. */
    ACCEPTED,
    /** This gateway knows that Kafka has it already. */
    DUPLICATE,
    /** It can't be used; it is on the rejected topic with the reason. */
    REJECTED,
    /** Kafka did not confirm it. It may be there all the same: sending it again is right and does no harm. */
    FAILED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As answers and metrics write it. */
    @JsonValue
    String id() {
        return id;
    }
}
