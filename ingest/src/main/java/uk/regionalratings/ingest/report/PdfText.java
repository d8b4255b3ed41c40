package uk.regionalratings.ingest.report;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/** From the bytes of a PDF to the lines of its pages, within limits. */
final class PdfText {
    static {
        BundledFont.use();
    }

    private PdfText() {}

    /**
     * The lines of each page, from top to bottom.
     *
     * @throws IOException when the PDF is damaged, encrypted or goes over a limit; a {@link PdfRefusedException} where the
     *     message is for people. Damage can also show as a {@link RuntimeException} or {@link StackOverflowError}.
     */
    static List<List<String>> pages(byte[] pdf, ReportLimits limits) throws IOException {
        Deadline deadline = Deadline.in(limits.time());
        try (GuardedBytes bytes = new GuardedBytes(pdf, deadline);
                PDDocument document = new GuardedParser(bytes, limits, deadline).parse()) {
            return PageLines.of(document, limits, deadline);
        }
    }
}
