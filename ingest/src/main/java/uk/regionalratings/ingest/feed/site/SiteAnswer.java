package uk.regionalratings.ingest.feed.site;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import uk.regionalratings.ingest.feed.ledger.Validators;

/**
 * A complete answer of a site.
 *
 * @param url the address requested, before any redirect
 * @param status of HTTP
 * @param body empty if the content has not changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record SiteAnswer(URI url, int status, byte[] body, Validators validators) {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    public boolean isContent() {
        return status == OK;
    }

    public boolean isUnchanged() {
        return status == NOT_MODIFIED;
    }

    /** The body of a page. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
