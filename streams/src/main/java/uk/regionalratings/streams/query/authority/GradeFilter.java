package uk.regionalratings.streams.query.authority;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.count.Carried;
import uk.regionalratings.vocabulary.Grade;

/**
 * Selects authorities for a list.
 *
 * @param id as written in queries
 * @param grade their standing grade; null selects those without one
 * @param unsettled among those without one, whether it selects the unsettled ones or the others
 */
record GradeFilter(String id, @Nullable Grade grade, boolean unsettled) {
    /** One filter for each grade of the scale, and two for authorities without a grade. */
    static final List<GradeFilter> ALL = Stream.concat(
                    Arrays.stream(Grade.values()).map(grade -> new GradeFilter(grade.name(), grade, false)),
                    Stream.of(new GradeFilter("not_rated", null, false), new GradeFilter("unsettled", null, true)))
            .toList();

    /** Whether the filter selects an authority with the value {@code carried} and the grade {@code standing}. */
    boolean selects(Carried<?> carried, @Nullable Grade standing) {
        return grade == standing && (standing != null || unsettled == carried.unsettled());
    }
}
