package uk.regionalratings.ingest.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.regionalratings.ingest.record.GradeWords;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.VisibleText;

/** Reads grades as people write them in lists: abbreviated, followed by notes, or as Ofsted's numbers. */
final class ListGrades {
    /** How lists write that a report does not make a judgement. */
    private static final Set<String> NOT_MADE =
            Set.of("-", "–", "—", "n/a", "na", "not applicable", "not judged", "not_reported_post_reform");

    private static final Map<String, Grade> ABBREVIATED = Map.of(
            "o", Grade.OUTSTANDING,
            "g", Grade.GOOD,
            "ri", Grade.REQUIRES_IMPROVEMENT,
            "r", Grade.REQUIRES_IMPROVEMENT,
            "i", Grade.INADEQUATE);

    private static final Map<String, Grade> NUMBERED =
            Map.of("1", Grade.OUTSTANDING, "2", Grade.GOOD, "3", Grade.REQUIRES_IMPROVEMENT, "4", Grade.INADEQUATE);

    /** Footnote marks and full stops. */
    private static final Pattern MARKS = Pattern.compile("^[*†‡§\\s]+|[*†‡§¹²³⁰-⁹.,;:\\s]+$");

    private static final Pattern NOTE = Pattern.compile(
            "(?<grade>.+?)\\s*(?:\\((?<round>[^()]*)\\)|\\[(?<square>[^\\[\\]]*)]|\\s[-–—] (?<dash>.+))");

    private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z]+");

    /** A note with one of these may name another grade: "Good (outstanding leadership)". */
    private static final Set<String> WORDS_OF_GRADES = Set.of(
            "outstanding",
            "good",
            "requires",
            "require",
            "improvement",
            "inadequate",
            "adequate",
            "met",
            "ri",
            "o",
            "g",
            "r",
            "i");

    private ListGrades() {}

    /** Whether {@code text} says that the report does not make the judgement. */
    static boolean isNotMade(String text) {
        return NOT_MADE.contains(VisibleText.of(text).toLowerCase(Locale.ROOT));
    }

    /** Whether {@code text} may be one of Ofsted's numbers. */
    static boolean isNumber(String text) {
        return NUMBERED.containsKey(withoutDecimals(text));
    }

    /**
     * The grade in the native form, with the source's words unless they are just an abbreviation; nothing if it is
     * not a grade.
     *
     * @param numbered whether the column holds Ofsted's numbers, 1 for Outstanding to 4 for Inadequate
     */
    static Optional<String> parse(String text, boolean numbered) {
        Grade number = numbered ? NUMBERED.get(withoutDecimals(text)) : null;
        if (number != null) {
            return Optional.of(number.name());
        }
        String words = MARKS.matcher(VisibleText.of(text)).replaceAll("");
        Optional<String> plain = withoutNote(words);
        Matcher note = NOTE.matcher(words);
        if (plain.isPresent() || !note.matches()) {
            return plain;
        }
        String said = List.of("round", "square", "dash").stream()
                .map(note::group)
                .filter(part -> part != null)
                .findFirst()
                .orElse("");
        String graded = MARKS.matcher(note.group("grade")).replaceAll("");
        return saysOtherwise(said, graded) ? Optional.empty() : withoutNote(graded);
    }

    private static Optional<String> withoutNote(String words) {
        Grade abbreviated = ABBREVIATED.get(words.toLowerCase(Locale.ROOT));
        return abbreviated != null
                ? Optional.of(abbreviated.name())
                : GradeWords.parse(words).map(GradeGiven::words);
    }

    private static boolean saysOtherwise(String note, String graded) {
        boolean repeats = withoutNote(note)
                .flatMap(GradeWords::parse)
                .map(GradeGiven::grade)
                .equals(withoutNote(graded).flatMap(GradeWords::parse).map(GradeGiven::grade));
        return !repeats
                && NOT_LETTERS.splitAsStream(note.toLowerCase(Locale.ROOT)).anyMatch(WORDS_OF_GRADES::contains);
    }

    private static String withoutDecimals(String text) {
        String visible = VisibleText.of(text);
        return visible.endsWith(".0") ? visible.substring(0, visible.length() - 2) : visible;
    }
}
