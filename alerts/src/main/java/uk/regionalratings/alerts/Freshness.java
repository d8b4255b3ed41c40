package uk.regionalratings.alerts;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.RatingChanged;

/**
 * How long a report is news. Without this limit the first load of years of history would be sent as if it had happened
 * today.
 *
 * @param window how long after its publication by Ofsted; null without limit
 * @param start changes published from this day on are news whenever they arrive, whatever the window; null if there is
 *     no such day
 */
public record Freshness(@Nullable Period window, @Nullable LocalDate start) {
    /** Everything is news. */
    public static final Freshness OFF = new Freshness(null, null);

    /** Whether the change is news on the given day. */
    public boolean isFresh(RatingChanged change, LocalDate today) {
        LocalDate publishedOn = change.getPublishedOn();
        if (start != null && !publishedOn.isBefore(start)) {
            return true;
        }
        return window == null ? start == null : !publishedOn.isBefore(today.minus(window));
    }
}
