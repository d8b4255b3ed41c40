package uk.regionalratings.ingest.feed.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * @param content its substance as a short text; null if it could not be read
 * @param digest SHA-256 of its bytes, in hexadecimal; null if there were none
 * @param validators the validators that the server sent with it
 * @param retrievedAt when it was read
 * @param reason why it was rejected: the code, then the words; null if it was not
 * @param reader the version of the reader that read it
 * @param vanishedAt when it disappeared from its page; null if it is there
 */
public record SeenReport(
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

    public SeenReport {
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

    @JsonIgnore
    public boolean isRejected() {
        return outcome == ReportOutcome.REJECTED;
    }

    public boolean hasVanished() {
        return vanishedAt != null;
    }

    /** The same document, to be requested unconditionally next time. */
    public SeenReport withoutValidators() {
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

    /** The same document, gone from its page since then, or back on it if {@code since} is null. */
    public SeenReport vanished(@Nullable Instant since) {
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

    /** The same document as its page lists it now, when reading it again would give the same result. */
    public SeenReport confirmed(URI listedUrl, String listedKind, LocalDate nowListedOn, Validators given) {
        return new SeenReport(
                number,
                listedUrl.toString(),
                urn,
                listedKind,
                nowListedOn,
                outcome,
                inspectionId,
                content,
                digest,
                given,
                retrievedAt,
                reason,
                reader,
                null);
    }
}
