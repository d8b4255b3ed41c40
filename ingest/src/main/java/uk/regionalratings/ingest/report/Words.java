package uk.regionalratings.ingest.report;

/** Quotes what was found in messages. */
final class Words {
    /** Fits a whole table of grades, but a page mistaken for one does not fill the log. */
    private static final int LONGEST = 600;

    private Words() {}

    /** {@code text} in quotation marks, on one line, shortened if long. */
    static String quoted(String text) {
        String line = text.replace('\n', ' ');
        boolean fits = line.codePointCount(0, line.length()) <= LONGEST;
        return '"' + (fits ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…") + '"';
    }
}
