package uk.regionalratings.ingest.report;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Turns the bytes of a PDF into the lines of its pages, within limits. */
final class PdfText {
    static {
        BundledFont.use();
    }

    private PdfText() {}

    /**
     * The lines of each page, from top to bottom.
     *
     * @throws IOException if the PDF is damaged, encrypted or exceeds a limit; a {@link PdfRefusedException} has a
     *     message for people. Damage can also cause a {@link RuntimeException} or a {@link StackOverflowError}.
     */
    static List<List<String>> pages(byte[] pdf, ReportLimits limits) throws IOException {
        Guard guard = new Guard(limits);
        try (GuardedBytes bytes = new GuardedBytes(pdf, guard);
                PDDocument document = new GuardedParser(bytes, guard).parse()) {
            List<List<String>> pages = PageLines.of(document, guard);
            guard.check();
            return pages;
        } catch (IOException | RuntimeException e) {
            // The first refusal is the reason; later failures follow from it.
            guard.check();
            throw e;
        }
    }
}
