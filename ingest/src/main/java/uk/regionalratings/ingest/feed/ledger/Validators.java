package uk.regionalratings.ingest.feed.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The validators that a server sent with an answer. A request that returns them gets the content only if it has
 * changed (RFC 9110 section 13).
 *
 * @param etag the entity tag; null if the server sent none
 * @param lastModified the time as the server wrote it; null if it sent none
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    public static final Validators NONE = new Validators(null, null);

    /** The request headers that return them. */
    public Map<String, String> conditions() {
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
