package uk.regionalratings.ingest.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Prints invented reports. */
final class SamplePdf {
    private static final float LEFT = 60;
    private static final float RIGHT = 350;
    private static final float SIZE = 11;
    private static final float LINE = 15;

    static {
        BundledFont.use();
    }

    private SamplePdf() {}

    /** A report as a PDF; a new page begins after 40 lines. */
    static byte[] of(SampleReport report) {
        return of(report.parts);
    }

    /** Lines as a PDF. */
    static byte[] ofLines(List<String> lines) {
        return of(lines.stream()
                .map(line -> SampleReport.Part.of(SampleReport.Kind.PROSE, line))
                .toList());
    }

    private static byte[] of(List<SampleReport.Part> parts) {
        PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
        try (PDDocument document = new PDDocument()) {
            int next = 0;
            while (next < parts.size()) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    float y = 780;
                    boolean ended = false;
                    while (next < parts.size() && y > 80 && !ended) {
                        SampleReport.Part part = parts.get(next++);
                        ended = part.kind() == SampleReport.Kind.END_OF_PAGE;
                        draw(content, font, part.left(), LEFT, y - SampleReport.offset(part, part.left()) * LINE / 2);
                        draw(
                                content,
                                font,
                                part.right(),
                                RIGHT,
                                y - SampleReport.offset(part, part.right()) * LINE / 2);
                        y -= LINE * Math.max(part.left().size(), part.right().size()) + 4;
                    }
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void draw(PDPageContentStream content, PDFont font, List<String> lines, float x, float top)
            throws IOException {
        float y = top;
        for (String line : lines) {
            content.beginText();
            content.setFont(font, SIZE);
            content.newLineAtOffset(x, y);
            content.showText(line);
            content.endText();
            y -= LINE;
        }
    }
}
