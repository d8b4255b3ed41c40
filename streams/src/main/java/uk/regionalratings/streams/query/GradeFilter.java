package uk.regionalratings.streams.query;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * Selects the authorities in a list.
 *
 * @param id as written in queries
 * @param grade their standing grade; null selects those without one
 */
record GradeFilter(String id, @Nullable Grade grade) {
    /** One filter for each grade of the scale, and one for authorities without a grade. */
    static final List<GradeFilter> ALL = Stream.concat(
                    Arrays.stream(Grade.values()).map(grade -> new GradeFilter(grade.name(), grade)),
                    Stream.of(new GradeFilter("not_rated", null)))
            .toList();
}
