package uk.regionalratings.streams.topology;

/**
 * The place of a change among those of its kind: in the order of inspections, then by authority, so that no two places
 * are equal. Days are counted from 1970-01-01.
 */
record ChangePlace(int publishedOn, int endedOn, String inspectionId, String authorityId)
        implements Comparable<ChangePlace> {
    /** The key of the row that holds all changes of the inspection. */
    String row() {
        return row(authorityId, inspectionId);
    }

    static String row(String authorityId, String inspectionId) {
        return authorityId + "/" + inspectionId;
    }

    @Override
    public int compareTo(ChangePlace other) {
        int order = Integer.compare(publishedOn, other.publishedOn);
        if (order == 0) {
            order = Integer.compare(endedOn, other.endedOn);
        }
        if (order == 0) {
            order = inspectionId.compareTo(other.inspectionId);
        }
        return order == 0 ? authorityId.compareTo(other.authorityId) : order;
    }
}
