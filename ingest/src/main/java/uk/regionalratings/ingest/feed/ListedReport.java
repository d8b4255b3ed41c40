package uk.regionalratings.ingest.feed;

import java.net.URI;
import java.time.LocalDate;

/**
 * A document on a provider's timeline.
 *
 * @param number of its file, which identifies the document
 * @param file its address
 * @param kind the site's name for its kind: "Children's services inspection"
 * @param publishedOn the day of publication that the site states
 */
record ListedReport(String number, URI file, String kind, LocalDate publishedOn) {
    /** The file name passed to the report reader: like that of a person's download, ending in the date. */
    String fileName() {
        return kind + " - " + ReportNames.date(publishedOn) + ".pdf";
    }
}
