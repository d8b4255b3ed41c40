package uk.regionalratings.vocabulary;

/**
 * A grade as one report gave it.
 *
 * @param grade the grade on today's scale
 * @param words the source's own words for it, such as "Requires improvement to be good"
 */
public record GradeGiven(Grade grade, String words) {
    /** A grade whose source wrote nothing but the grade itself. */
    public static GradeGiven of(Grade grade) {
        return new GradeGiven(grade, grade.label());
    }
}
