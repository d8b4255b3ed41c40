package uk.regionalratings.vocabulary;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The document that a feed has read an inspection from.
 *
 * @param url its address
 * @param digest of its bytes, as {@code sha-256=} and hexadecimal digits; null if unknown
 * @param retrievedAt when the bytes were retrieved; null if unknown
 */
public record Provenance(String url, @Nullable String digest, @Nullable Instant retrievedAt) {
    /**
     * Of several documents with the same inspection the first that was retrieved comes first, one without a time last. A total order, so that
     * it does not matter in which order they are heard of.
     */
    public static final Comparator<Provenance> EARLIEST_FIRST = Comparator.comparing(
                    Provenance::retrievedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Provenance::url)
            .thenComparing(Provenance::digest, Comparator.nullsLast(Comparator.naturalOrder()));

    /** A document whose bytes are at hand. */
    public static Provenance of(String url, String sha256, Instant retrievedAt) {
        return new Provenance(url, "sha-256=" + sha256, retrievedAt);
    }
}
