package uk.regionalratings.ingest.feed.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * How many requests were sent on a day, so that the daily limit survives restarts.
 *
 * @param day in London
 */
public record DailyRequests(LocalDate day, int sent) implements LedgerEntry {
    public DailyRequests {
        Objects.requireNonNull(day);
    }

    @Override
    public String key() {
        return LedgerEntry.REQUESTS;
    }

    /** The same day with one more request, or the first of a new day. */
    public DailyRequests plusOne(Clock clock) {
        DailyRequests now = on(clock);
        return new DailyRequests(now.day, now.sent + 1);
    }

    /** The count for today: zero if the day has changed. */
    public DailyRequests on(Clock clock) {
        LocalDate today = LondonDates.today(clock);
        return today.equals(day) ? this : new DailyRequests(today, 0);
    }
}
