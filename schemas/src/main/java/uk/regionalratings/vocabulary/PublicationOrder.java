package uk.regionalratings.vocabulary;

/**
 * What decides the order in which the inspections of an authority follow one another (docs/domain-rules.md, Standing
 * grade). Everything that counts uses this order; only the recount has its own.
 */
public interface PublicationOrder {
    /** The day of publication, counted from 1970-01-01. */
    int publishedDay();

    /** The last day of fieldwork, counted from 1970-01-01. */
    int endedDay();

    /** The identity, the same for every revision. */
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
