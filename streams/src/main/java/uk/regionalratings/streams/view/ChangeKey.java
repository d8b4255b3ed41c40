package uk.regionalratings.streams.view;

import java.time.LocalDate;
import uk.regionalratings.contract.RatingChanged;

/**
 * The place of a rating change in lists: newest first by publication, then by end of fieldwork, then by id. What is published
 * later never moves a change to another place relative to the others.
 */
public record ChangeKey(LocalDate publishedOn, LocalDate endedOn, String id) implements Comparable<ChangeKey> {
    /** The place of {@code change}. */
    public static ChangeKey of(RatingChanged change) {
        return new ChangeKey(change.getPublishedOn(), change.getEndedOn(), change.getId());
    }

    @Override
    public int compareTo(ChangeKey other) {
        // By hand: composed comparators were half of the time in which a start sorts some million changes.
        int order = other.publishedOn.compareTo(publishedOn);
        if (order == 0) {
            order = other.endedOn.compareTo(endedOn);
        }
        return order == 0 ? id.compareTo(other.id) : order;
    }
}
