package uk.regionalratings.ingest.feed;

import java.net.URI;
import java.time.LocalDate;

/**
 * A document on a provider's time line.
 *
 * @param number of the file; identity of the document
 * @param file where it is
 * @param kind what the site calls it: "Children's services inspection"
 * @param publishedOn the day that the site gives for it
 */
record ListedReport(String number, URI file, String kind, LocalDate publishedOn) {
    /** What the reader is told that the file is called: as a person's download would be, with the date at its end. */
    String fileName() {
        return kind + " - " + ReportNames.date(publishedOn) + ".pdf";
    }
}
