package uk.regionalratings.vocabulary;

/**
 * The properties that decide the order of an authority's inspections (docs/domain-rules.md, Standing grade). All code
 * that counts uses this order, except the recount, which has its own copy.
 */
public interface PublicationOrder {
    /** The day of publication, counted from 1970-01-01. */
    int publishedDay();

    /** The last day of fieldwork, counted from 1970-01-01. */
    int endedDay();

    /** The identity, which all revisions share. */
    String inspectionId();

    /** Compares by publication, then end of fieldwork, then identity; the later one is greater. */
    static int compare(PublicationOrder one, PublicationOrder other) {
        int order = Integer.compare(one.publishedDay(), other.publishedDay());
        if (order == 0) {
            order = Integer.compare(one.endedDay(), other.endedDay());
        }
        return order == 0 ? one.inspectionId().compareTo(other.inspectionId()) : order;
    }
}
