package uk.regionalratings.ingest.feed;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document that the feed has processed.
 *
 * @param number of its file, which identifies it
 * @param url its address
 * @param urn of the provider on whose page it was listed
 * @param kind the site's name for its kind
 * @param listedOn the day of publication that the page states
 * @param outcome the result of reading it
 * @param inspectionId the inspection that it describes; null if it could not be read
 * @param content its substance as a short text, see {@link ReportContent}; null if it could not be read
 * @param digest SHA-256 of its bytes, in hexadecimal; null if there were none
 * @param validators the validators that the server sent with it
 * @param retrievedAt when it was read
 * @param reason why it was rejected: the code, then the words; null if it was not
 * @param reader the version of the reader that read it
 * @param vanishedAt when it disappeared from its page; null if it is there
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

    /** The same document, to be requested unconditionally next time. */
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

    /** The same document, gone from its page since then, or back on it if {@code since} is null. */
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

    /** The same document as now listed, read by this version of the reader with the same result. */
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
