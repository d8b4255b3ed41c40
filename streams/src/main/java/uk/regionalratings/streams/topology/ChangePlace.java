package uk.regionalratings.streams.topology;

import uk.regionalratings.vocabulary.PublicationOrder;

/**
 * The place of a change among those of its kind: in {@link PublicationOrder}, then by authority, so that no two places
 * are equal. Days are counted from 1970-01-01.
 */
record ChangePlace(int publishedDay, int endedDay, String inspectionId, String authorityId)
        implements PublicationOrder, Comparable<ChangePlace> {
    /** The key of the row that holds all changes of the inspection. */
    String row() {
        return row(authorityId, inspectionId);
    }

    static String row(String authorityId, String inspectionId) {
        return authorityId + "/" + inspectionId;
    }

    @Override
    public int compareTo(ChangePlace other) {
        int order = PublicationOrder.compare(this, other);
        return order == 0 ? authorityId.compareTo(other.authorityId) : order;
    }
}
