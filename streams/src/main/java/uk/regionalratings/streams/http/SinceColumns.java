package uk.regionalratings.streams.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.authority.AuthorityDetail;

/** The columns of a table about how long grades have stood. */
final class SinceColumns {
    /** The columns for the grade of a row. */
    static final List<String> NAMES = List.of("standingSince", "inspectionsInARow");

    private SinceColumns() {}

    /** The columns for one of several judgements. */
    static List<String> of(String judgement) {
        return NAMES.stream().map(name -> judgement + "_" + name).toList();
    }

    static void addTo(List<@Nullable Object> row, AuthorityDetail.@Nullable Rating rating) {
        row.addAll(
                rating == null
                        ? CsvTables.cells(null, null)
                        : CsvTables.cells(rating.standingSince(), rating.inspectionsInARow()));
    }
}
