package uk.regionalratings.ingest.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server gave with an answer to recognise it by: sent back, it asks for the content only if that has changed (RFC 9110 section 13).
 *
 * @param etag the entity tag; null when the server gave none
 * @param lastModified the time as the server wrote it; null when it gave none
 */
record Validators(@Nullable String etag, @Nullable String lastModified) {
    static final Validators NONE = new Validators(null, null);

    /** The headers of a request that sends them back. */
    Map<String, String> conditions() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (etag != null) {
            headers.put("If-None-Match", etag);
        }
        if (lastModified != null) {
            headers.put("If-Modified-Since", lastModified);
        }
        return headers;
    }
}
