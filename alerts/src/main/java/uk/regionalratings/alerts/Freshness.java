package uk.regionalratings.alerts;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.RatingChanged;

/**
 * Until when a report is news. Without it the first load of years of history would be told as if it had happened today.
 *
 * @param window how long after its publication by Ofsted; null for ever
 * @param start a day from which on everything is told whenever it arrives, whatever the window; null for none
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
