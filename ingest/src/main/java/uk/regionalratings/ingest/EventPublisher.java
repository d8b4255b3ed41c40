package uk.regionalratings.ingest;

import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Where events go. Sending does not wait for the broker; {@link #flush} does. Every method throws {@link IngestException}
 * once an event could not be delivered.
 */
interface EventPublisher extends AutoCloseable {
    /** @param eventSource the source attribute of the CloudEvent */
    void publish(Inspection inspection, String eventSource);

    void reject(Rejection rejection);

    /** @param revision the highest one of an authority holds */
    void register(Authority authority, long revision, String eventSource);

    /** Returns when everything sent so far is acknowledged. */
    void flush();

    /** How many inspections have been acknowledged since the publisher was opened. */
    long acknowledgedInspections();

    /** Whether anything leaves this process. */
    boolean isDryRun();

    @Override
    void close();
}
