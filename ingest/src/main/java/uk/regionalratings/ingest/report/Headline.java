package uk.regionalratings.ingest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that rates the services as a whole: "Children's services in Sunderland are inadequate", "The overall
 * judgement is that children's services require improvement". In SIF reports nothing else gives the overall grade.
 *
 * @param place the sentence's name for the authority; null if it gives none
 * @param grade the grade with the sentence's words
 */
record Headline(@Nullable String place, GradeFound grade) {
    /** A longer sentence is prose. */
    private static final int MOST_LINES = 3;

    /** "The London Borough of Richmond upon Thames"; a longer text is not a name. */
    private static final int MOST_WORDS_OF_PLACE = 10;

    private static final List<List<String>> JUDGEMENT_IS =
            List.of(List.of("the", "overall", "judgement", "is"), List.of("the", "overall", "judgment", "is"));
    private static final List<String> SERVICES = List.of("children's", "services");
    private static final Set<String> IS = Set.of("is", "are");
    private static final Set<String> REQUIRE = Set.of("require", "requires");

    /**
     * The sentence that begins on line {@code index}; null if none does. It must end with its line or with a full
     * stop: "are good at planning" does not rate the services as a whole.
     */
    static @Nullable Headline at(List<String> lines, int index) {
        String first = lines.get(index);
        // A cheap test that rules out most lines.
        if (!startsWith(first, "the overall judg") && !startsWith(first, "children's services")) {
            return null;
        }
        // One more line, to see whether the sentence continues on it.
        List<Token> tokens = Token.of(lines, index, Math.min(lines.size(), index + MOST_LINES + 1));
        for (List<String> start : JUDGEMENT_IS) {
            if (Phrases.standsAt(start, tokens, 0)) {
                boolean that = start.size() < tokens.size()
                        && tokens.get(start.size()).word().equals("that");
                return that ? ofServices(tokens, start.size() + 1) : ending(tokens, start.size(), null);
            }
        }
        return ofServices(tokens, 0);
    }

    /** Reads "children's services in X are good". */
    private static @Nullable Headline ofServices(List<Token> tokens, int from) {
        if (!Phrases.standsAt(SERVICES, tokens, from)) {
            return null;
        }
        int position = from + SERVICES.size();
        List<Token> place = new ArrayList<>();
        if (word(tokens, position).equals("in")) {
            position++;
            // No name contains a word of a grade: "Coventry require improvement to be" is not a place that is good.
            while (!isVerb(word(tokens, position))) {
                boolean ofName = position < tokens.size() && !GradeFound.WORDS.contains(word(tokens, position));
                if (!ofName || place.size() == MOST_WORDS_OF_PLACE) {
                    return null;
                }
                place.add(tokens.get(position));
                position++;
            }
        }
        if (!isVerb(word(tokens, position))) {
            return null;
        }
        String name = place.stream().map(Token::text).collect(Collectors.joining(" "));
        int grade = IS.contains(word(tokens, position)) ? position + 1 : position;
        return ending(tokens, grade, name.isEmpty() ? null : name);
    }

    /** Reads a grade at the end of the sentence. */
    private static @Nullable Headline ending(List<Token> tokens, int position, @Nullable String place) {
        GradeFound grade = GradeFound.at(tokens, position);
        if (grade == null || !grade.isJudged()) {
            return null;
        }
        int next = position + grade.words().split(" ", -1).length;
        Token last = tokens.get(next - 1);
        return last.endsSentence() || next == tokens.size() || isNewLine(last, tokens.get(next))
                ? new Headline(place, grade)
                : null;
    }

    /** A line that starts in lower case continues the sentence, unless it is the first grade of the table below. */
    private static boolean isNewLine(Token last, Token next) {
        boolean goesOn = Character.isLowerCase(next.text().codePointAt(0)) && !GradeFound.WORDS.contains(next.word());
        return next.line() > last.line() && !goesOn;
    }

    private static boolean isVerb(String word) {
        return IS.contains(word) || REQUIRE.contains(word);
    }

    private static String word(List<Token> tokens, int position) {
        return position < tokens.size() ? tokens.get(position).word() : "";
    }

    private static boolean startsWith(String line, String start) {
        return line.regionMatches(true, 0, start, 0, start.length());
    }
}
