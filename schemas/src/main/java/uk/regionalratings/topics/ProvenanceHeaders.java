package uk.regionalratings.topics;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Provenance;

/**
 * Headers of an {@code inspection-published} that a feed has read from a document: they identify the document, as UTF-8
 * text.
 */
public final class ProvenanceHeaders {
    /** Address of the document. */
    public static final String URL = "source-url";

    /** {@code sha-256=} and the digest of its bytes in hexadecimal. */
    public static final String DIGEST = "source-digest";

    /** When the document was retrieved: 2026-08-20T09:30:00Z. */
    public static final String RETRIEVED_AT = "source-retrieved-at";

    /** Longer values are ignored: a header may have a megabyte, and readers keep what they read. */
    private static final int MOST_BYTES = 2_000;

    private ProvenanceHeaders() {}

    /** Adds the headers. */
    public static void add(Headers headers, Provenance provenance) {
        put(headers, URL, provenance.url());
        put(headers, DIGEST, provenance.digest());
        put(headers, RETRIEVED_AT, provenance.retrievedAt());
    }

    private static void put(Headers headers, String name, @Nullable Object value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The provenance in these headers, from any writer; empty without an address. An unusable digest or time is omitted. */
    public static Optional<Provenance> read(Headers headers) {
        return text(headers, URL)
                .map(url -> new Provenance(
                        url,
                        text(headers, DIGEST).orElse(null),
                        text(headers, RETRIEVED_AT)
                                .flatMap(ProvenanceHeaders::instant)
                                .orElse(null)));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        byte[] value = header == null ? null : header.value();
        return value == null || value.length == 0 || value.length > MOST_BYTES
                ? Optional.empty()
                : Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
