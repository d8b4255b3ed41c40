package uk.regionalratings.ingest.report;

import java.util.Map;
import uk.regionalratings.vocabulary.Problem;

/** What comes of reading one report. */
public sealed interface ReportReading {
    /**
     * It was read with certainty.
     *
     * @param fields its texts by column of the CSV form: {@code started_on}, {@code help_and_protection}; grades in the report's own
     *     words
     * @param table the reading and where each part of it stands, in several lines for a person
     */
    record Understood(Map<String, String> fields, String table) implements ReportReading {
        public Understood {
            fields = Map.copyOf(fields);
        }
    }

    /**
     * It was not.
     *
     * @param problem why, and what was found; the field is a column of the CSV form, or empty
     */
    record Refused(Problem problem) implements ReportReading {}
}
