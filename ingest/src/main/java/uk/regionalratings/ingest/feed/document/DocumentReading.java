package uk.regionalratings.ingest.feed.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import uk.regionalratings.ingest.feed.listing.ListedReport;
import uk.regionalratings.ingest.feed.listing.OfstedPages;
import uk.regionalratings.ingest.feed.site.SiteAnswer;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.ingest.source.DeclaredSources;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.source.SourceFormat;
import uk.regionalratings.ingest.validation.CheckedRecord;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/** From the bytes of a document to its inspection, or to the reason why it can't be read. */
public final class DocumentReading {
    private final DeclaredSources bodies;

    public DocumentReading(DeclaredSources bodies) {
        this.bodies = bodies;
    }

    /** A web page in place of a report is recognised by its bytes, since the site labels everything as PDF. */
    CheckedRecord read(ListedDocument listed, SiteAnswer answer) {
        if (!InspectionReports.isPdf(answer.body())) {
            return new CheckedRecord.Invalid(
                    listed.rejection(answer.body(), new Problem(RejectionReason.UNREADABLE, "", noPdf(answer))), null);
        }
        IngestSource source = new IngestSource(
                        listed.report().fileName(), () -> new ByteArrayInputStream(answer.body()))
                .about(listed.authority());
        try {
            return Objects.requireNonNull(bodies.open(SourceFormat.PDF, source).next(), "a PDF is one record");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String noPdf(SiteAnswer answer) {
        String start = new String(answer.body(), 0, Math.min(answer.body().length, 2_000), StandardCharsets.ISO_8859_1)
                .strip();
        if (start.isEmpty()) {
            return "the answer is empty";
        }
        return start.startsWith("<")
                ? "the answer is not a PDF but a web page called " + OfstedPages.title(answer)
                : "the answer is not a PDF";
    }

    /** The same inspection with the address of its report. */
    static Inspection withUrl(Inspection read, ListedReport report) {
        return new Inspection(
                read.inspectionId(),
                read.authorityId(),
                read.revision(),
                read.withdrawn(),
                read.framework(),
                read.startedOn(),
                read.endedOn(),
                read.publishedOn(),
                read.grades(),
                report.file().toString());
    }
}
