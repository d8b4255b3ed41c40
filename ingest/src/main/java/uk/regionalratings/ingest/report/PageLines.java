package uk.regionalratings.ingest.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Extracts the text of a document line by line, by its place on the page rather than its order in the file. */
final class PageLines extends PDFTextStripper {
    /** Checking the time is not free; this many steps take about a millisecond. */
    private static final int OPERATORS_BETWEEN_CHECKS = 1_000;

    /** Precedes a line with separated parts, such as the cells of a row. It never occurs in printed text. */
    static final String COLUMNS = "\u001f";

    /** The width of the gap between two columns, in letter heights: wider than any space between words. */
    private static final double GAP = 1.2;

    private final Guard guard;
    private final ReportLimits limits;
    private final List<List<String>> pages = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int characters;
    private int charactersOfPage;
    private int operators;
    private boolean columns;
    private double endOfWord;

    private PageLines(Guard guard) {
        this.guard = guard;
        this.limits = guard.limits();
        setSortByPosition(true);
    }

    /** The lines of each page, from top to bottom. */
    static List<List<String>> of(PDDocument document, Guard guard) throws IOException {
        PageLines lines = new PageLines(guard);
        lines.writeText(document, Writer.nullWriter());
        return lines.pages;
    }

    @Override
    protected void startPage(PDPage page) throws IOException {
        guard.check();
        if (pages.size() >= limits.pages()) {
            throw guard.refuse("has more than " + limits.pages() + " pages");
        }
        pages.add(new ArrayList<>());
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        charactersOfPage = 0;
        super.processPage(page);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (++operators > limits.operators()) {
            guard.refuse("draws more than " + limits.operators() + " things");
        }
        if (operators % OPERATORS_BETWEEN_CHECKS == 0 || guard.hasRefused()) {
            end();
        }
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        characters++;
        charactersOfPage++;
        if (charactersOfPage > limits.pageCharacters() || characters > limits.characters()) {
            guard.refuse("has more text than any report");
            end();
        }
        super.processTextPosition(text);
    }

    /**
     * Ends the reading if a limit has been reached. An {@link IOException} would end only the innermost of nested
     * forms.
     */
    private void end() {
        try {
            guard.check();
        } catch (PdfRefusedException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void writePage() throws IOException {
        guard.check();
        super.writePage();
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        for (TextPosition position : positions) {
            // Some programs fill the gap between two cells with spaces.
            if (!position.getUnicode().isBlank()) {
                columns |= standsApart(position);
                endOfWord = position.getXDirAdj() + position.getWidthDirAdj();
            }
        }
        line.append(text);
    }

    private boolean standsApart(TextPosition position) {
        if (line.length() == 0 && endOfWord == 0) {
            return position.getXDirAdj() > position.getPageWidth() / 2;
        }
        return position.getXDirAdj() - endOfWord > GAP * position.getFontSizeInPt();
    }

    @Override
    protected void writeWordSeparator() {
        line.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    @Override
    protected void endPage(PDPage page) {
        endLine();
    }

    private void endLine() {
        if (line.length() > 0) {
            pages.get(pages.size() - 1).add(columns ? COLUMNS + line : line.toString());
            line.setLength(0);
        }
        columns = false;
        endOfWord = 0;
    }
}
