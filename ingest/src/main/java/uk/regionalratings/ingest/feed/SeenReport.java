package uk.regionalratings.ingest.feed;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document that the feed has dealt with.
 *
 * @param number of its file; its identity
 * @param url where it was
 * @param urn of the provider on whose page it stood
 * @param kind what the site calls it
 * @param listedOn the day of publication that the page gives
 * @param outcome what became of it
 * @param inspectionId the inspection that it tells of; null when it could not be read
 * @param content what it says of that, in short; null when it could not be read
 * @param digest SHA-256 of its bytes, in hexadecimal; null when there were none
 * @param validators what the server gave with it
 * @param retrievedAt when it was read
 * @param reason why it was rejected: the code, then the words; null when it was not
 * @param reader which version of the reader read it
 * @param vanishedAt since when it is no longer on its page; null while it is
 */
record SeenReport(
        String number,
        String url,
        String urn,
        String kind,
        LocalDate listedOn,
        ReportOutcome outcome,
        @Nullable String inspectionId,
        @Nullable String content,
        @Nullable String digest,
        Validators validators,
        Instant retrievedAt,
        @Nullable String reason,
        String reader,
        @Nullable Instant vanishedAt)
        implements LedgerEntry {

    SeenReport {
        Objects.requireNonNull(number);
        Objects.requireNonNull(url);
        Objects.requireNonNull(urn);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(listedOn);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(validators);
        Objects.requireNonNull(retrievedAt);
        Objects.requireNonNull(reader);
    }

    @Override
    public String key() {
        return LedgerEntry.REPORT + number;
    }

    boolean isRejected() {
        return outcome == ReportOutcome.REJECTED;
    }

    boolean hasVanished() {
        return vanishedAt != null;
    }

    /** The same, to be asked for without conditions the next time. */
    SeenReport withoutValidators() {
        return new SeenReport(
                number,
                url,
                urn,
                kind,
                listedOn,
                outcome,
                inspectionId,
                content,
                digest,
                Validators.NONE,
                retrievedAt,
                reason,
                reader,
                vanishedAt);
    }

    /** The document as its page lists it. */
    ListedReport listed() {
        return new ListedReport(number, URI.create(url), kind, listedOn);
    }

    /** The same, gone from its page since then, or there again. */
    SeenReport vanished(@Nullable Instant since) {
        return new SeenReport(
                number,
                url,
                urn,
                kind,
                listedOn,
                outcome,
                inspectionId,
                content,
                digest,
                validators,
                retrievedAt,
                reason,
                reader,
                since);
    }

    /** The same as the page lists it now, read by this version of the reader with the same result. */
    SeenReport confirmed(ListedReport listed, Validators given, String byReader) {
        return new SeenReport(
                number,
                listed.file().toString(),
                urn,
                listed.kind(),
                listed.publishedOn(),
                outcome,
                inspectionId,
                content,
                digest,
                given,
                retrievedAt,
                reason,
                byReader,
                null);
    }
}
