package uk.regionalratings.alerts.position;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of everything before a position in one partition: {@code delivered + filtered + stale + undelivered} is
 * the number of rating changes since the subscription started. Part of a {@link Position}, so that both change together
 * through crashes.
 *
 * @param outcomes the number of changes with each result
 * @param retries the number of further attempts that they took
 * @param lastDelivered when the receiver last accepted one, in milliseconds since the epoch; 0 if it never has
 * @param waiting the number of changes that were read and have no result yet
 * @param trouble why the latest attempt failed; null if it succeeded
 * @param ahead the changes beyond the position that were already delivered or stored as dead letters, and so are not
 *     sent again. Each is given by its distance from the position: 32 for each record and 1 for each change within
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tally(
        Map<AlertOutcome, Long> outcomes,
        long retries,
        long lastDelivered,
        int waiting,
        @Nullable String trouble,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<AlertOutcome, List<Long>> ahead) {
    /** A broker accepts 4,096 bytes of metadata by default. */
    private static final int LONGEST_TROUBLE = 300;

    /** The tally at the start of a subscription. */
    public static final Tally NONE = new Tally(Map.of(), 0, 0, 0, null, Map.of());

    /** Creates a tally from metadata, in which empty parts are missing. */
    public Tally(
            @Nullable Map<AlertOutcome, Long> outcomes,
            long retries,
            long lastDelivered,
            int waiting,
            @Nullable String trouble,
            @Nullable Map<AlertOutcome, List<Long>> ahead) {
        this.outcomes = outcomes == null ? Map.of() : Map.copyOf(outcomes);
        this.retries = retries;
        this.lastDelivered = lastDelivered;
        this.waiting = waiting;
        this.trouble = trouble;
        this.ahead = ahead == null ? Map.of() : Map.copyOf(ahead);
    }

    /** The number of changes with this result. */
    public long of(AlertOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** With one more change that has a result. */
    public Tally plus(AlertOutcome outcome, int furtherAttempts, long at) {
        Map<AlertOutcome, Long> more = new EnumMap<>(AlertOutcome.class);
        more.putAll(outcomes);
        more.merge(outcome, 1L, Long::sum);
        return new Tally(
                more,
                retries + furtherAttempts,
                outcome == AlertOutcome.DELIVERED ? Math.max(lastDelivered, at) : lastDelivered,
                waiting,
                trouble,
                ahead);
    }

    /** With the present state of delivery. */
    public Tally with(int nowWaiting, @Nullable String nowTrouble, Map<AlertOutcome, List<Long>> nowAhead) {
        return new Tally(outcomes, retries, lastDelivered, nowWaiting, nowTrouble, nowAhead);
    }

    /** The tally of two partitions together. */
    public Tally plus(Tally other) {
        Map<AlertOutcome, Long> sum = new EnumMap<>(AlertOutcome.class);
        sum.putAll(outcomes);
        other.outcomes.forEach((outcome, number) -> sum.merge(outcome, number, Long::sum));
        return new Tally(
                sum,
                retries + other.retries,
                Math.max(lastDelivered, other.lastDelivered),
                waiting + other.waiting,
                trouble == null ? other.trouble : trouble,
                Map.of());
    }

    /** Only the counts: no waiting changes, and none beyond the position. */
    Tally settled() {
        return with(0, null, Map.of());
    }

    /** With texts short enough for the metadata of a committed offset. */
    Tally shortened() {
        String text = trouble;
        return text == null || text.length() <= LONGEST_TROUBLE
                ? this
                : with(waiting, text.substring(0, LONGEST_TROUBLE) + "…", ahead);
    }
}
