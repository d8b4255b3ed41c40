package uk.regionalratings.ingest.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Searches above and below the table of grades for rows that were not read, so that an unknown judgement is not
 * silently dropped. Above the table there is only its header or the end of a sentence; below it, text or nothing.
 */
final class TableEdges {
    /** A row takes up to three lines; nothing this far from the table belongs to it. */
    private static final int MOST_LINES = 6;

    /** "Safeguarding: Met". */
    private static final Pattern NAME_AND_WORD = Pattern.compile("[^:.]{3,80}: ?\\p{Lu}\\p{L}*(?: \\p{L}+){0,2}");

    private final ReportLines report;
    private final List<String> lines;

    TableEdges(ReportLines report) {
        this.report = report;
        this.lines = report.frontLines();
    }

    /**
     * Checks the surroundings of a table.
     *
     * @param from index of the line below dates and headline
     * @param table what was read
     * @throws UnclearReportException if a line looks like another row
     */
    void check(int from, JudgementTable table) throws UnclearReportException {
        boolean headed = JudgementTable.isHeader(lines.get(table.start()));
        if (!headed && table.start() > from && !endsText(lines.get(table.start() - 1))) {
            throw unknownRow(table.start() - 1);
        }
        for (int i = table.start() - 1; i >= Math.max(from, table.start() - MOST_LINES); i--) {
            if (isInspector(lines.get(i))) {
                continue;
            }
            if (isRow(i) || JudgementTable.isHeader(lines.get(i))) {
                throw unknownRow(i);
            }
            if (endsSentence(lines.get(i))) {
                break;
            }
        }
        for (int i = table.end(); i < Math.min(lines.size(), table.end() + MOST_LINES); i++) {
            if (isRow(i)) {
                throw unknownRow(i);
            }
            if (endsSentence(lines.get(i))) {
                break;
            }
        }
    }

    private boolean isRow(int index) {
        String line = lines.get(index);
        return report.columns().get(index) || NAME_AND_WORD.matcher(line).matches() || endsWithGrade(line);
    }

    /** "Adoption services Inadequate": headings below the table write their grades in lower case. */
    private static boolean endsWithGrade(String line) {
        List<Token> tokens = Token.of(line, 0);
        if (JudgementTable.endsSentence(tokens)) {
            return false;
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (i > 0 && JudgementTable.endsSentence(tokens.subList(0, i))) {
                // "… their families. Outstanding" is text that continues on the next line.
                return false;
            }
            GradeFound grade = GradeFound.at(tokens, i);
            if (grade != null && grade.isCapitalised() && i + grade.words().split(" ", -1).length == tokens.size()) {
                return true;
            }
        }
        return false;
    }

    /** The only line of a name and a word that real reports have above their tables. */
    private static boolean isInspector(String line) {
        return line.contains("nspector") || line.endsWith("HMI");
    }

    private static boolean endsText(String line) {
        return endsSentence(line) || line.endsWith(":") || isInspector(line);
    }

    private static boolean endsSentence(String line) {
        return JudgementTable.endsSentence(Token.of(line, 0));
    }

    private UnclearReportException unknownRow(int index) {
        return UnclearReportException.unclear(
                "", "next to the table of grades there may be an unknown row: found " + Words.quoted(lines.get(index)));
    }
}
