package uk.regionalratings.ingest.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * The table of judgements and grades on a report's first pages. Labels wrap around grades and grades wrap over lines,
 * so no line can be read on its own. But names of judgements and grades have no word in common. So all lines that
 * consist of such words are read together: the words of names, in order, must be names and nothing else; the words of
 * grades must be the same number of grades; and the lines of one pair must all come before those of the next.
 *
 * @param grades the grade in each row, including "Not judged"
 * @param start index of its first line
 * @param end index of the first line after it
 */
record JudgementTable(Map<Judgement, GradeFound> grades, int start, int end) {
    private static final Set<String> HEADER_WORDS =
            Set.of("key", "judgement", "judgements", "judgment", "grade", "grades");

    /** A heading in the text looks like one row, and the end of the sentence above it may add another. */
    private static final int FEWEST_ROWS = 3;

    /**
     * Finds and reads the only table in {@code lines}.
     *
     * @param from index of the first line to search
     * @param secondPage index of the first line on the second page
     * @throws UnclearReportException if there is no table, more than one, or a doubtful one
     */
    static JudgementTable find(List<String> lines, int from, int secondPage, Labels labels)
            throws UnclearReportException {
        JudgementTable table = null;
        for (Run run : runs(lines, from, labels)) {
            List<Token> tokens = Token.of(lines, run.start(), run.end());
            // A contents page has the names too, but no grades.
            if (names(tokens, labels) < FEWEST_ROWS || gradesOnly(tokens).isEmpty()) {
                continue;
            }
            if (table != null) {
                throw unclear("there is more than one table of grades, or one that is interrupted", lines, run);
            }
            table = read(lines, run, secondPage, labels);
        }
        if (table == null) {
            throw new UnclearReportException(
                    RejectionReason.UNCLEAR_REPORT,
                    "",
                    "no table of judgements and grades was found on its first pages");
        }
        return table;
    }

    /** The number of names of judgements anywhere in {@code tokens}, ignoring grades. */
    private static int names(List<Token> tokens, Labels labels) {
        List<Token> words = namesOnly(tokens, labels);
        int names = 0;
        int position = 0;
        while (position < words.size()) {
            Labels.Found found = labels.at(words, position);
            names += found == null ? 0 : 1;
            position = found == null ? position + 1 : found.end();
        }
        return names;
    }

    /** Reads the table in a run of lines, which may begin with the end of the preceding paragraph. */
    private static JudgementTable read(List<String> lines, Run run, int secondPage, Labels labels)
            throws UnclearReportException {
        boolean crossesPage = run.start() < secondPage && secondPage < run.end();
        // A table can continue on the next page; if it does not, that page may begin with a heading.
        for (int end : crossesPage ? new int[] {run.end(), secondPage} : new int[] {run.end()}) {
            for (int start = run.start(); start < end; start++) {
                Map<Judgement, GradeFound> grades = pairs(Token.of(lines, start, end), labels);
                if (grades != null && grades.size() >= FEWEST_ROWS) {
                    return new JudgementTable(grades, start, end);
                }
            }
        }
        throw unclear("the table of grades can't be read with certainty", lines, run);
    }

    /** Each judgement with its grade; null if {@code tokens} are not exactly a table. */
    private static @Nullable Map<Judgement, GradeFound> pairs(List<Token> tokens, Labels labels) {
        List<Labels.Found> names = labels.all(namesOnly(tokens, labels));
        List<GradeFound> grades = GradeFound.all(gradesOnly(tokens));
        if (names == null || grades == null || names.size() != grades.size()) {
            return null;
        }
        if (grades.stream().map(GradeFound::isCapitalised).distinct().count() > 1) {
            // A lower-case "good" among capitalised words is left over from "Requires improvement to be good".
            return null;
        }
        Map<Judgement, GradeFound> pairs = new EnumMap<>(Judgement.class);
        int lastLine = -1;
        for (int i = 0; i < names.size(); i++) {
            Labels.Found name = names.get(i);
            GradeFound grade = grades.get(i);
            if (Math.min(name.firstLine(), grade.firstLine()) <= lastLine) {
                return null;
            }
            lastLine = Math.max(name.lastLine(), grade.lastLine());
            if (pairs.put(name.judgement(), grade) != null) {
                return null;
            }
        }
        return pairs;
    }

    /** The words of judgements' names. */
    static List<Token> namesOnly(List<Token> tokens, Labels labels) {
        return tokens.stream().filter(token -> labels.hasWord(token.word())).toList();
    }

    /** The words of grades. */
    static List<Token> gradesOnly(List<Token> tokens) {
        return tokens.stream()
                .filter(token -> GradeFound.WORDS.contains(token.word()))
                .toList();
    }

    /** The longest runs of lines that contain only words of a table. */
    static List<Run> runs(List<String> lines, int from, Labels labels) {
        List<Run> runs = new ArrayList<>();
        int start = -1;
        for (int i = from; i <= lines.size(); i++) {
            boolean inside = i < lines.size() && isOfTable(lines.get(i), labels);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                runs.add(new Run(start, i));
                start = -1;
            }
        }
        return runs;
    }

    private static boolean isOfTable(String line, Labels labels) {
        List<Token> tokens = Token.of(line, 0);
        return !endsSentence(tokens) && tokens.stream().allMatch(token -> isOfTable(token, labels));
    }

    /** Whether a line is the header of such a table: "Judgement Grade". */
    static boolean isHeader(String line) {
        List<Token> tokens = Token.of(line, 0);
        return !tokens.isEmpty() && tokens.stream().allMatch(token -> HEADER_WORDS.contains(token.word()));
    }

    /** Rows and headings have no full stop, except after their numbers. */
    static boolean endsSentence(List<Token> tokens) {
        Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        return last != null && last.endsSentence() && !last.isNumber();
    }

    static boolean isOfTable(Token token, Labels labels) {
        String word = token.word();
        return labels.hasWord(word)
                || GradeFound.WORDS.contains(word)
                || HEADER_WORDS.contains(word)
                || token.isNumber();
    }

    private static UnclearReportException unclear(String what, List<String> lines, Run run) {
        return UnclearReportException.unclear(
                "", what + ": found " + Words.quoted(String.join(" / ", lines.subList(run.start(), run.end()))));
    }

    /** The lines from {@code start} (inclusive) to {@code end} (exclusive). */
    record Run(int start, int end) {}
}
