package uk.regionalratings.streams.view;

import java.time.LocalDate;
import uk.regionalratings.compact.ChangesOutline;
import uk.regionalratings.contract.RatingChanged;

/**
 * The place of a rating change in lists: newest first by publication, then by end of fieldwork, then by authority and
 * inspection, so that the changes of an inspection are together, then by id. What is published later never moves a
 * change to another place relative to the others. This is the order of lists, and clients store places in it. {@link
 * uk.regionalratings.vocabulary.PublicationOrder} decides which grade is the standing one.
 *
 * @param record authorityId/inspectionId
 * @param id of the change; empty for the place before all changes of the inspection
 */
public record ChangeKey(LocalDate publishedOn, LocalDate endedOn, String record, String id)
        implements Comparable<ChangeKey> {
    /** The place of {@code change}. */
    public static ChangeKey of(RatingChanged change) {
        return new ChangeKey(
                change.getPublishedOn(),
                change.getEndedOn(),
                change.getAuthorityId() + "/" + change.getInspectionId(),
                change.getId());
    }

    /** The place before all changes of {@code record}. */
    static ChangeKey of(ChangesOutline record) {
        return new ChangeKey(
                record.publishedOn(), record.endedOn(), record.authorityId() + "/" + record.inspectionId(), "");
    }

    /** The place before all changes of this inspection. */
    ChangeKey ofRecord() {
        return new ChangeKey(publishedOn, endedOn, record, "");
    }

    @Override
    public int compareTo(ChangeKey other) {
        // Not composed of comparators, which took half of the time needed to sort some million changes at startup.
        int order = other.publishedOn.compareTo(publishedOn);
        if (order == 0) {
            order = other.endedOn.compareTo(endedOn);
        }
        if (order == 0) {
            order = record.compareTo(other.record);
        }
        return order == 0 ? id.compareTo(other.id) : order;
    }
}
