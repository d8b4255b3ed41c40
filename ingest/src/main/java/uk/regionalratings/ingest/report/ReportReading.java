package uk.regionalratings.ingest.report;

import java.util.Map;
import uk.regionalratings.vocabulary.Problem;

/** The result of reading one report. */
public sealed interface ReportReading {
    /**
     * The report was read with certainty.
     *
     * @param fields its texts by column of the CSV form: {@code started_on}, {@code help_and_protection}; grades in
     *     the report's own words
     * @param table the facts and where each was found, on several lines for people
     */
    record Understood(Map<String, String> fields, String table) implements ReportReading {
        public Understood {
            fields = Map.copyOf(fields);
        }
    }

    /**
     * The report was refused.
     *
     * @param problem why, and what was found; the field is a column of the CSV form, or empty
     */
    record Refused(Problem problem) implements ReportReading {}
}
