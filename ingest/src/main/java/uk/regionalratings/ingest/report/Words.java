package uk.regionalratings.ingest.report;

/** Puts what was found into messages. */
final class Words {
    /** A whole table of grades fits; a page that is taken for one does not fill the log. */
    private static final int LONGEST = 600;

    private Words() {}

    /** {@code text} in quotation marks, on one line, shortened when it is long. */
    static String quoted(String text) {
        String line = text.replace('\n', ' ');
        boolean fits = line.codePointCount(0, line.length()) <= LONGEST;
        return '"' + (fits ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…") + '"';
    }
}
