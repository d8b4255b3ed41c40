package uk.regionalratings.ingest.feed.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.listing.ListedProvider;
import uk.regionalratings.ingest.feed.listing.ListedReport;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Problem;

/**
 * A document as its page lists it.
 *
 * @param provider the provider whose page it is
 * @param report the document
 * @param authority the authority with the provider's URN; null if unknown
 */
record ListedDocument(ListedProvider provider, ListedReport report, @Nullable Authority authority) {
    /**
     * The rejection of this document; its address is the origin.
     *
     * @param body what was downloaded from there
     */
    Rejection rejection(byte[] body, Problem problem) {
        String whose = authority == null ? null : authority.authorityId();
        return new Rejection(report.file().toString(), 1, body, whose, List.of(problem));
    }
}
