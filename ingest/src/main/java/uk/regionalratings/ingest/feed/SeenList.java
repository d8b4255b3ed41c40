package uk.regionalratings.ingest.feed;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list that the feed polls.
 *
 * @param url where it is; its identity
 * @param validators what the server gave with it when it was ingested last
 * @param digest SHA-256 of its bytes then, in hexadecimal; null before
 * @param checkedAt when it was asked for last
 * @param lastSuccess when it was had last, whether it had changed or not; null if it never was
 * @param read records that it held when it was ingested last
 * @param rejected how many of them were rejected
 * @param problems of the latest round
 * @param rejectedRows what {@link ListNews#rejectedRows()} said when it was ingested last
 */
record SeenList(
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
    SeenList {
        Objects.requireNonNull(url);
        Objects.requireNonNull(validators);
        Objects.requireNonNull(checkedAt);
        problems = List.copyOf(problems);
        // Entries of earlier versions have none.
        rejectedRows = rejectedRows == null ? List.of() : List.copyOf(rejectedRows);
    }

    /** One that was never asked for. */
    static SeenList none(String url, Instant now) {
        return new SeenList(url, Validators.NONE, null, now, null, 0, 0, List.of(), List.of());
    }

    @Override
    public String key() {
        return LedgerEntry.LIST + id(url);
    }

    /** A short name for an address, which may hold what a name must not. */
    static String id(String url) {
        return Digests.of(url.getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** As of now: had, and as it was. */
    SeenList unchanged(Instant now) {
        return new SeenList(url, validators, digest, now, now, read, rejected, List.of(), rejectedRows);
    }

    /** As of now: not had. */
    SeenList failed(Instant now, String problem) {
        return new SeenList(url, validators, digest, now, lastSuccess, read, rejected, List.of(problem), rejectedRows);
    }
}
