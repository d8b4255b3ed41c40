package uk.regionalratings.ingest.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.ledger.LedgerJson;
import uk.regionalratings.ingest.feed.publish.FeedStore;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.vocabulary.Inspection;

/** Keeps what Kafka would; entries of the ledger go through their bytes. */
final class MemoryStore implements FeedStore {
    final List<Inspection> inspections = new ArrayList<>();
    final List<Published> published = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();
    private final Ledger ledger = new Ledger();

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Optional<Inspection> known(Inspection inspection) {
        return inspections.stream()
                .filter(one -> one.inspectionId().equals(inspection.inspectionId())
                        || (one.authorityId().equals(inspection.authorityId())
                                && one.startedOn().equals(inspection.startedOn())
                                && one.endedOn().equals(inspection.endedOn())))
                .max(Comparator.comparingInt(Inspection::revision));
    }

    @Override
    public Predicate<Inspection> alreadySent() {
        return inspections::contains;
    }

    @Override
    public void commit(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Published one) {
                inspections.add(one.inspection());
                published.add(one);
            } else if (change instanceof Rejected one) {
                rejections.add(one.rejection());
            } else if (change instanceof Noted one) {
                ledger.take(one.entry().key(), LedgerJson.bytes(one.entry()));
            }
        }
    }

    @Override
    public void close() {}
}
