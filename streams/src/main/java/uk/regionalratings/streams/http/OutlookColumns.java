package uk.regionalratings.streams.http;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.authority.Outlook;

/** The columns of a table about the wait for the next inspection. */
final class OutlookColumns {
    /** Their names. The first five are known facts, the ones that begin with {@code estimated} are estimates. */
    static final List<String> NAMES = List.of(
            "daysWaited",
            "waitRank",
            "waitOutOf",
            "pathway",
            "pathwayReason",
            "estimatedEarliest",
            "estimatedLikely",
            "estimatedLatest",
            "estimatedFromIntervals",
            "estimateErrorMedianDays",
            "estimateWithin");

    private static final int OF_ESTIMATE = 6;

    private OutlookColumns() {}

    static void addTo(List<@Nullable Object> row, @Nullable Outlook outlook) {
        if (outlook == null) {
            row.addAll(Collections.nCopies(NAMES.size(), null));
            return;
        }
        row.addAll(CsvTables.cells(
                outlook.daysWaited(), outlook.rank(), outlook.outOf(), outlook.pathway(), outlook.pathwayReason()));
        Outlook.Estimate estimate = outlook.estimate();
        if (estimate == null) {
            row.addAll(Collections.nCopies(OF_ESTIMATE, null));
            return;
        }
        Outlook.EstimateError error = estimate.backtest();
        row.addAll(CsvTables.cells(
                estimate.earliest(),
                estimate.likely(),
                estimate.latest(),
                estimate.intervals(),
                error == null ? null : error.medianErrorDays(),
                error == null ? null : error.within()));
    }
}
