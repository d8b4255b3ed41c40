package uk.regionalratings.ingest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * A grade as the report prints it.
 *
 * @param grade null if the report says that it makes no judgement
 * @param words the report's own words
 * @param firstLine index of the line on which it begins
 * @param lastLine index of the line on which it ends
 */
record GradeFound(@Nullable Grade grade, String words, int firstLine, int lastLine) {
    /**
     * Every word that can occur in a grade. No name of a judgement contains any of them, which distinguishes the two
     * columns.
     */
    static final Set<String> WORDS = Set.of(
            "outstanding", "good", "requires", "require", "improvement", "to", "be", "inadequate", "not", "judged");

    /** Longest first, so that "requires improvement to be good" is never cut short or read as "good". */
    private static final List<Map.Entry<List<String>, Answer>> PHRASES = List.of(
            Map.entry(List.of("requires", "improvement", "to", "be", "good"), new Answer(Grade.REQUIRES_IMPROVEMENT)),
            Map.entry(List.of("require", "improvement", "to", "be", "good"), new Answer(Grade.REQUIRES_IMPROVEMENT)),
            Map.entry(List.of("requires", "improvement"), new Answer(Grade.REQUIRES_IMPROVEMENT)),
            Map.entry(List.of("require", "improvement"), new Answer(Grade.REQUIRES_IMPROVEMENT)),
            Map.entry(List.of("not", "judged"), new Answer(null)),
            Map.entry(List.of("outstanding"), new Answer(Grade.OUTSTANDING)),
            Map.entry(List.of("good"), new Answer(Grade.GOOD)),
            Map.entry(List.of("inadequate"), new Answer(Grade.INADEQUATE)));

    private record Answer(@Nullable Grade grade) {}

    boolean isJudged() {
        return grade != null;
    }

    boolean isCapitalised() {
        return Character.isUpperCase(words.codePointAt(0));
    }

    /** Whether both have the same meaning, even in different words. */
    boolean agreesWith(GradeFound other) {
        return grade == other.grade;
    }

    /** The grades that make up all of {@code tokens}; null if they are anything else. */
    static @Nullable List<GradeFound> all(List<Token> tokens) {
        List<GradeFound> grades = new ArrayList<>();
        int position = 0;
        while (position < tokens.size()) {
            Map.Entry<List<String>, Answer> phrase = phraseAt(tokens, position);
            if (phrase == null) {
                return null;
            }
            int end = position + phrase.getKey().size();
            grades.add(of(phrase.getValue().grade(), tokens.subList(position, end)));
            position = end;
        }
        return grades;
    }

    /** The longest grade that begins at {@code position}; null if none does. */
    static @Nullable GradeFound at(List<Token> tokens, int position) {
        Map.Entry<List<String>, Answer> phrase = phraseAt(tokens, position);
        return phrase == null
                ? null
                : of(
                        phrase.getValue().grade(),
                        tokens.subList(position, position + phrase.getKey().size()));
    }

    private static Map.@Nullable Entry<List<String>, Answer> phraseAt(List<Token> tokens, int position) {
        for (Map.Entry<List<String>, Answer> phrase : PHRASES) {
            if (Phrases.standsAt(phrase.getKey(), tokens, position)) {
                return phrase;
            }
        }
        return null;
    }

    private static GradeFound of(@Nullable Grade grade, List<Token> tokens) {
        String words = tokens.stream().map(Token::text).collect(Collectors.joining(" "));
        return new GradeFound(
                grade,
                words,
                tokens.get(0).line(),
                tokens.get(tokens.size() - 1).line());
    }
}
