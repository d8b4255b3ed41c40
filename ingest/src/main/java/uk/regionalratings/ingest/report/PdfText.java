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
        Guard guard = new Guard(limits);
        try (GuardedBytes bytes = new GuardedBytes(pdf, guard);
                PDDocument document = new GuardedParser(bytes, guard).parse()) {
            List<List<String>> pages = PageLines.of(document, guard);
            guard.check();
            return pages;
        } catch (IOException | RuntimeException e) {
            // What was refused first is the reason; the rest follows from it.
            guard.check();
            throw e;
        }
    }
}
