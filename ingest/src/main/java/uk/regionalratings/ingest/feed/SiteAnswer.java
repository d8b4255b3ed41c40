package uk.regionalratings.ingest.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A complete answer of a site.
 *
 * @param url the address requested, before any redirect
 * @param status of HTTP
 * @param body empty if the content has not changed
 */
@SuppressWarnings("ArrayRecordComponent")
record SiteAnswer(URI url, int status, byte[] body, Validators validators) {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    boolean isContent() {
        return status == OK;
    }

    boolean isUnchanged() {
        return status == NOT_MODIFIED;
    }

    /** The body of a page. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
