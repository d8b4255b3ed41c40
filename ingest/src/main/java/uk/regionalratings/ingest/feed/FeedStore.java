package uk.regionalratings.ingest.feed;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import uk.regionalratings.ingest.Rejection;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Provenance;

/** What a feed keeps and publishes: its ledger and the facts of the pipeline, changed together or not at all. */
interface FeedStore extends AutoCloseable {
    /** One part of a change. */
    sealed interface Change {}

    /** An inspection, or a revision of one, is published. */
    record Published(Inspection inspection, Provenance provenance) implements Change {}

    /** A document goes to the rejected topic. */
    record Rejected(Rejection rejection) implements Change {}

    /** The ledger notes something. */
    record Noted(LedgerEntry entry) implements Change {}

    /** What has been committed so far. */
    Ledger ledger();

    /**
     * What the pipeline has been sent about the inspection that {@code inspection} tells of: the one of the same identity, or of the same
     * authority, framework and fieldwork, in its highest revision.
     */
    Optional<Inspection> known(Inspection inspection);

    /**
     * Which inspections the pipeline has been sent by now, in this or a higher revision: sent once more, each of them would be a duplicate. What is
     * sent later it does not know of.
     */
    Predicate<Inspection> alreadySent();

    /**
     * Makes all of these changes or none, and returns when brokers have them.
     *
     * @throws uk.regionalratings.ingest.IngestException if they don't take them
     */
    void commit(List<Change> changes);

    @Override
    void close();
}
