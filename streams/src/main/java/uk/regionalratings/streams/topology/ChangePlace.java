package uk.regionalratings.streams.topology;

import java.time.LocalDate;
import java.util.Comparator;
import uk.regionalratings.contract.RatingChanged;

/** Where a change stands among those of its kind: as inspections follow one another, then by authority, so that no two are equal. */
record ChangePlace(LocalDate publishedOn, LocalDate endedOn, String inspectionId, String authorityId)
        implements Comparable<ChangePlace> {
    private static final Comparator<ChangePlace> ORDER = Comparator.comparing(ChangePlace::publishedOn)
            .thenComparing(ChangePlace::endedOn)
            .thenComparing(ChangePlace::inspectionId)
            .thenComparing(ChangePlace::authorityId);

    static ChangePlace of(RatingChanged change) {
        return new ChangePlace(
                change.getPublishedOn(), change.getEndedOn(), change.getInspectionId(), change.getAuthorityId());
    }

    /** The key of what is kept together: all changes of the inspection. */
    String row() {
        return authorityId + "/" + inspectionId;
    }

    @Override
    public int compareTo(ChangePlace other) {
        return ORDER.compare(this, other);
    }
}
