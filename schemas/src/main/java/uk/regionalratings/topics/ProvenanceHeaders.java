package uk.regionalratings.topics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/** Headers of an {@code inspection-published} that a feed has read from a document: which one, as UTF-8 text. */
public final class ProvenanceHeaders {
    /** Address of the document. */
    public static final String URL = "source-url";

    /** {@code sha-256=} and the digest of its bytes in hexadecimal. */
    public static final String DIGEST = "source-digest";

    /** When the bytes came: 2026-08-20T09:30:00Z. */
    public static final String RETRIEVED_AT = "source-retrieved-at";

    private ProvenanceHeaders() {}

    /**
     * Adds them.
     *
     * @param sha256 of the bytes, in hexadecimal
     */
    public static void add(Headers headers, String url, String sha256, Instant retrievedAt) {
        put(headers, URL, url);
        put(headers, DIGEST, "sha-256=" + sha256);
        put(headers, RETRIEVED_AT, retrievedAt.toString());
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
