package uk.regionalratings.ingest.feed.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.text.Sha256;

/**
 * A list that the feed polls.
 *
 * @param url where it is; its identity
 * @param validators the server's validators when it was last ingested
 * @param digest SHA-256 of its bytes then, in hexadecimal; null if it never was
 * @param checkedAt when it was last requested
 * @param lastSuccess when it was last received, changed or not; null if it never was
 * @param read the number of its records when it was last ingested
 * @param rejected how many of them were rejected
 * @param problems the problems of the latest round
 * @param rejectedRows the digests of the rows that were rejected when it was last ingested
 */
public record SeenList(
        String url,
        Validators validators,
        @Nullable String digest,
        Instant checkedAt,
        @Nullable Instant lastSuccess,
        long read,
        long rejected,
        List<String> problems,
        List<String> rejectedRows)
        implements LedgerEntry {
    public SeenList {
        Objects.requireNonNull(url);
        Objects.requireNonNull(validators);
        Objects.requireNonNull(checkedAt);
        problems = List.copyOf(problems);
        // Entries of earlier versions lack them.
        rejectedRows = rejectedRows == null ? List.of() : List.copyOf(rejectedRows);
    }

    /** A list that was never requested. */
    public static SeenList none(String url, Instant now) {
        return new SeenList(url, Validators.NONE, null, now, null, 0, 0, List.of(), List.of());
    }

    @Override
    public String key() {
        return LedgerEntry.LIST + id(url);
    }

    /** A short name for an address, which may contain characters that a name can't. */
    public static String id(String url) {
        return Sha256.hex(url.getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** The list as of now: received, and unchanged. */
    public SeenList unchanged(Instant now) {
        return new SeenList(url, validators, digest, now, now, read, rejected, List.of(), rejectedRows);
    }

    /** The list as of now: not received. */
    public SeenList failed(Instant now, String problem) {
        return new SeenList(url, validators, digest, now, lastSuccess, read, rejected, List.of(problem), rejectedRows);
    }
}
