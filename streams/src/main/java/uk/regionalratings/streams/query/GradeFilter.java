package uk.regionalratings.streams.query;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * Which authorities a list shows.
 *
 * @param id as queries write it
 * @param grade their standing grade; null for those without one
 */
record GradeFilter(String id, @Nullable Grade grade) {
    /** One for each grade of the scale, and one for the lack of a grade. */
    static final List<GradeFilter> ALL = Stream.concat(
                    Arrays.stream(Grade.values()).map(grade -> new GradeFilter(grade.name(), grade)),
                    Stream.of(new GradeFilter("not_rated", null)))
            .toList();
}
