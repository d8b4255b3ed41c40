package uk.regionalratings.ingest.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.Rejection;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Problem;

/**
 * A document as its page lists it.
 *
 * @param provider whose page it is
 * @param report the document
 * @param authority whose URN the page has; null when nobody knows it
 */
record ListedDocument(ListedProvider provider, ListedReport report, @Nullable Authority authority) {
    /**
     * What goes to the rejected topic when it can't be used: its address is where it came from.
     *
     * @param body what came from there
     */
    Rejection rejection(byte[] body, Problem problem) {
        String whose = authority == null ? null : authority.authorityId();
        return new Rejection(report.file().toString(), 1, body, whose, List.of(problem));
    }
}
