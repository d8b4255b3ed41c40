package uk.regionalratings.ingest.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The normalised, non-blank lines of a report.
 *
 * @param all the lines of every page
 * @param front how many of them are on the first two pages
 * @param secondPage index of the first line on the second page
 * @param columns indexes of the front lines with a separated part, such as the grade in a row
 */
record ReportLines(List<String> all, int front, int secondPage, BitSet columns) {
    /**
     * Title, dates and table are on the first page, or on the first two in a few reports; the longest have 80 lines
     * there.
     */
    private static final int FRONT_PAGES = 2;

    private static final Pattern FOOTNOTE =
            Pattern.compile("[0-9]? ?ofsted produces this report under its power", Pattern.CASE_INSENSITIVE);

    /** @param pages the lines of each page, from top to bottom, as {@link PageLines} extracts them */
    static ReportLines of(List<List<String>> pages) {
        List<String> all = new ArrayList<>();
        BitSet columns = new BitSet();
        int front = 0;
        int secondPage = 0;
        for (int page = 0; page < pages.size(); page++) {
            if (page < FRONT_PAGES) {
                addFront(pages.get(page), all, columns);
                front = all.size();
            } else {
                all.addAll(NormalisedLines.normalised(pages.get(page)));
            }
            secondPage = page == 0 ? all.size() : secondPage;
        }
        return new ReportLines(all, front, secondPage, columns);
    }

    /**
     * Adds a front page without the legal note at the bottom of most SIF reports, which can interrupt a table that
     * continues on the next page. Any rows below the note are kept.
     */
    private static void addFront(List<String> page, List<String> all, BitSet columns) {
        boolean footnote = false;
        for (String printed : page) {
            boolean apart = printed.startsWith(PageLines.COLUMNS);
            for (String line : NormalisedLines.normalised(List.of(printed))) {
                footnote |= FOOTNOTE.matcher(line).lookingAt();
                boolean row = apart && !endsWithNumber(line);
                if (!footnote || row) {
                    columns.set(all.size(), row);
                    all.add(line);
                }
            }
        }
    }

    /** Page numbers are separated from all other text, and chapter numbers from the chapter's name. */
    private static boolean endsWithNumber(String line) {
        List<Token> tokens = Token.of(line, 0);
        return tokens.isEmpty() || tokens.get(tokens.size() - 1).isNumber();
    }

    /** The lines of the first two pages. */
    List<String> frontLines() {
        return all.subList(0, front);
    }
}
