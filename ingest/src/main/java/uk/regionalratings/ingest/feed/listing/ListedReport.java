package uk.regionalratings.ingest.feed.listing;

import java.net.URI;
import java.time.LocalDate;
import uk.regionalratings.ingest.feed.ledger.SeenReport;

/**
 * A document on a provider's timeline.
 *
 * @param number of its file, which identifies the document
 * @param file its address
 * @param kind the site's name for its kind: "Children's services inspection"
 * @param publishedOn the day of publication that the site states
 */
public record ListedReport(String number, URI file, String kind, LocalDate publishedOn) {
    /** The document as its page listed it when it was processed. */
    public static ListedReport of(SeenReport seen) {
        return new ListedReport(seen.number(), URI.create(seen.url()), seen.kind(), seen.listedOn());
    }

    /** The file name passed to the report reader: like that of a person's download, ending in the date. */
    public String fileName() {
        return kind + " - " + ReportNames.date(publishedOn) + ".pdf";
    }
}
