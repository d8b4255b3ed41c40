package uk.regionalratings.streams.view;

import java.time.LocalDate;
import java.util.Comparator;
import uk.regionalratings.contract.RatingChanged;

/**
 * The place of a rating change in lists: newest first by publication, then by end of fieldwork, then by id. What is published
 * later never moves a change to another place relative to the others.
 */
public record ChangeKey(LocalDate publishedOn, LocalDate endedOn, String id) implements Comparable<ChangeKey> {
    private static final Comparator<ChangeKey> NEWEST_FIRST = Comparator.comparing(ChangeKey::publishedOn)
            .thenComparing(ChangeKey::endedOn)
            .reversed()
            .thenComparing(ChangeKey::id);

    /** The place of {@code change}. */
    public static ChangeKey of(RatingChanged change) {
        return new ChangeKey(change.getPublishedOn(), change.getEndedOn(), change.getId());
    }

    @Override
    public int compareTo(ChangeKey other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
