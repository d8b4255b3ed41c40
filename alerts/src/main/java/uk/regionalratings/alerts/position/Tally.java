package uk.regionalratings.alerts.position;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of everything before a position of one partition: {@code delivered + filtered + stale + undelivered} is the number of
 * rating changes since the subscription began. Part of a {@link Position}, so that both move together through crashes.
 *
 * @param outcomes how many ended in each way
 * @param retries how many further attempts that took
 * @param lastDelivered when the receiver last took one, in milliseconds since the epoch; 0 for never
 * @param waiting how many have been read and are not delivered yet
 * @param trouble why the latest attempt failed; null while attempts succeed
 * @param ahead which changes beyond the position have been delivered or kept as dead letters already, by their distance from
 *     it, which is 32 for each record and 1 for each change within: they are not told again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tally(
        Map<Outcome, Long> outcomes,
        long retries,
        long lastDelivered,
        int waiting,
        @Nullable String trouble,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Outcome, List<Long>> ahead) {
    /** A broker takes 4,096 bytes by default. */
    private static final int LONGEST_TROUBLE = 300;

    /** Before the first change. */
    public static final Tally NONE = new Tally(Map.of(), 0, 0, 0, null, Map.of());

    /** What the metadata leaves out is empty. */
    public Tally(
            @Nullable Map<Outcome, Long> outcomes,
            long retries,
            long lastDelivered,
            int waiting,
            @Nullable String trouble,
            @Nullable Map<Outcome, List<Long>> ahead) {
        this.outcomes = outcomes == null ? Map.of() : Map.copyOf(outcomes);
        this.retries = retries;
        this.lastDelivered = lastDelivered;
        this.waiting = waiting;
        this.trouble = trouble;
        this.ahead = ahead == null ? Map.of() : Map.copyOf(ahead);
    }

    /** How many ended so. */
    public long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** With one more change that ended. */
    public Tally plus(Outcome outcome, int furtherAttempts, long at) {
        Map<Outcome, Long> more = new EnumMap<>(Outcome.class);
        more.putAll(outcomes);
        more.merge(outcome, 1L, Long::sum);
        return new Tally(
                more,
                retries + furtherAttempts,
                outcome == Outcome.DELIVERED ? Math.max(lastDelivered, at) : lastDelivered,
                waiting,
                trouble,
                ahead);
    }

    /** With the present state of delivery. */
    public Tally with(int nowWaiting, @Nullable String nowTrouble, Map<Outcome, List<Long>> nowAhead) {
        return new Tally(outcomes, retries, lastDelivered, nowWaiting, nowTrouble, nowAhead);
    }

    /** Of two partitions together. */
    public Tally plus(Tally other) {
        Map<Outcome, Long> sum = new EnumMap<>(Outcome.class);
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

    /** The counts alone: nothing waits, and nothing lies beyond the position. */
    Tally settled() {
        return with(0, null, Map.of());
    }

    /** With no more text than the metadata of a committed offset has room for. */
    Tally shortened() {
        String text = trouble;
        return text == null || text.length() <= LONGEST_TROUBLE
                ? this
                : with(waiting, text.substring(0, LONGEST_TROUBLE) + "…", ahead);
    }
}
