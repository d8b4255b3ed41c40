package uk.regionalratings.ingest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Places in a report's text that repeat a grade: headings ("The experiences and progress of children in care: good"),
 * and the SIF's sentences ("The graded judgement for adoption performance is that it requires improvement"). They
 * decide nothing but must not contradict the table.
 */
final class Statements {
    /** A heading in its own box takes five lines; longer runs are contents pages and the like. */
    private static final int MOST_LINES = 8;

    private static final Set<String> LINKS = Set.of("is", "are");
    private static final Set<String> OF_A_SENTENCE =
            Set.of("is", "are", "that", "it", "the", "for", "about", "graded", "judgement", "judgment");

    private Statements() {}

    /**
     * A judgement and a grade stated together.
     *
     * @param start index of their first line
     * @param end index of the line after them
     */
    record Statement(Judgement judgement, GradeFound grade, int start, int end) {}

    /** All statements from line {@code from} on, in order. */
    static List<Statement> find(List<String> lines, int from, Labels labels) {
        List<Statement> statements = new ArrayList<>();
        int line = from;
        while (line < lines.size()) {
            int end = endOfRun(lines, line, labels);
            Statement found = end > line ? heading(lines, line, end, labels) : sentence(lines, line, labels);
            if (found != null) {
                statements.add(found);
            }
            line = Math.max(end, line + 1);
        }
        return statements;
    }

    /** Index of the first line from {@code start} on that has words other than those of a heading. */
    private static int endOfRun(List<String> lines, int start, Labels labels) {
        int end = start;
        while (end < lines.size() && isOfHeading(lines.get(end), labels)) {
            end++;
        }
        return end;
    }

    /**
     * The heading in a run of lines; null if they are anything else, such as the list of an earlier inspection's
     * grades.
     */
    private static @Nullable Statement heading(List<String> lines, int start, int end, Labels labels) {
        if (end - start > MOST_LINES) {
            return null;
        }
        // Lines with nothing but names of judgements are the end of the paragraph above.
        for (int first = start; first < end; first++) {
            Statement statement = onlyPair(lines, first, end, labels);
            if (statement != null) {
                return statement;
            }
            if (!JudgementTable.gradesOnly(Token.of(lines, first, first + 1)).isEmpty()) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable Statement onlyPair(List<String> lines, int start, int end, Labels labels) {
        List<Token> tokens = Token.of(lines, start, end);
        List<Labels.Found> names = labels.all(JudgementTable.namesOnly(tokens, labels));
        List<GradeFound> grades = GradeFound.all(JudgementTable.gradesOnly(tokens));
        if (names == null || grades == null || names.size() != 1 || grades.size() != 1) {
            return null;
        }
        Labels.Found name = names.get(0);
        return name.inFull() ? new Statement(name.judgement(), grades.get(0), start, end) : null;
    }

    /** Headings consist of words; a line that begins with a dash is a list item. */
    private static boolean isOfHeading(String line, Labels labels) {
        if (!Character.isLetterOrDigit(line.codePointAt(0))) {
            return false;
        }
        List<Token> tokens = Token.of(line, 0);
        return !JudgementTable.endsSentence(tokens)
                && tokens.stream()
                        .allMatch(token -> LINKS.contains(token.word()) || JudgementTable.isOfTable(token, labels));
    }

    /** The sentence that begins on line {@code index}; null if none does. */
    private static @Nullable Statement sentence(List<String> lines, int index, Labels labels) {
        if (!lines.get(index).regionMatches(true, 0, "the graded judg", 0, "the graded judg".length())) {
            return null;
        }
        List<Token> tokens = Token.of(lines, index, Math.min(lines.size(), index + 3));
        int name = past(tokens, 0);
        Labels.Found found = labels.at(tokens, name);
        if (found == null) {
            return null;
        }
        GradeFound grade = GradeFound.at(tokens, past(tokens, found.end()));
        return grade == null ? null : new Statement(found.judgement(), grade, index, grade.lastLine() + 1);
    }

    /** Index of the first token from {@code from} on that is not part of the sentence's frame. */
    private static int past(List<Token> tokens, int from) {
        int position = from;
        while (position < tokens.size()
                && OF_A_SENTENCE.contains(tokens.get(position).word())) {
            position++;
        }
        return position;
    }
}
