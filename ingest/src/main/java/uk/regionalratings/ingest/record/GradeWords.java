package uk.regionalratings.ingest.record;

import java.util.Locale;
import java.util.Optional;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.VisibleText;

/** Reads grades as sources write them: {@code REQUIRES_IMPROVEMENT}, "Requires improvement to be good". */
public final class GradeWords {
    private GradeWords() {}

    /** The grade with the source's words, or nothing if they are not exactly those of a grade. */
    public static Optional<GradeGiven> parse(String text) {
        String words = VisibleText.of(text);
        return grade(words)
                .map(grade -> words.equals(grade.name()) ? GradeGiven.of(grade) : new GradeGiven(grade, words));
    }

    private static Optional<Grade> grade(String words) {
        // Only whole texts match: "requires improvement to be good" must never read as good.
        return switch (words.toLowerCase(Locale.ROOT)) {
            case "outstanding" -> Optional.of(Grade.OUTSTANDING);
            case "good" -> Optional.of(Grade.GOOD);
            // Headlines say "require": "Children's services in Brent require improvement to be good".
            case "requires_improvement",
                    "requires improvement",
                    "requires improvement to be good",
                    "require improvement",
                    "require improvement to be good" -> Optional.of(Grade.REQUIRES_IMPROVEMENT);
            case "inadequate" -> Optional.of(Grade.INADEQUATE);
            default -> Optional.empty();
        };
    }
}
