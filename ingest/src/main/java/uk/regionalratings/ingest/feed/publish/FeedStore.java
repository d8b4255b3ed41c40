package uk.regionalratings.ingest.feed.publish;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.ledger.LedgerEntry;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Provenance;

/** A feed's ledger and the facts that it publishes. Changes to both are atomic. */
public interface FeedStore extends AutoCloseable {
    /** One part of a change. */
    sealed interface Change {}

    /** An inspection, or a revision of one, to be published. */
    record Published(Inspection inspection, Provenance provenance) implements Change {}

    /** A document for the rejected topic. */
    record Rejected(Rejection rejection) implements Change {}

    /** An entry for the ledger. */
    record Noted(LedgerEntry entry) implements Change {}

    /** The ledger, as committed so far. */
    Ledger ledger();

    /**
     * The inspection already sent to the pipeline that {@code inspection} describes, in its highest revision: one with
     * the same identity, or with the same authority, framework and fieldwork.
     */
    Optional<Inspection> known(Inspection inspection);

    /**
     * The inspections that have been sent to the pipeline by now, in this or a higher revision; sending one again would
     * be a duplicate. Does not include what is sent later.
     */
    Predicate<Inspection> alreadySent();

    /**
     * Makes all of these changes or none, and returns when the brokers have them.
     *
     * @throws uk.regionalratings.ingest.problem.IngestException if the brokers don't accept them
     */
    void commit(List<Change> changes);

    @Override
    void close();
}
