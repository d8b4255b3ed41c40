package uk.regionalratings.ingest;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Problem;

/**
 * A record that can't be published, and why.
 *
 * @param source the name of its source
 * @param line where it begins
 * @param place the line as people are to be told it, in a workbook with the sheet before it
 * @param original its bytes as received
 * @param authority what stands in its authority field, as received; null when that can't be told
 * @param problems what was found; at least one, and the first gives the reason code; fields are named as in the source
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rejection(
        String source, long line, String place, byte[] original, @Nullable String authority, List<Problem> problems) {
    /** A record that stands in a line of its own. */
    public Rejection(String source, long line, byte[] original, @Nullable String authority, List<Problem> problems) {
        this(source, line, Long.toString(line), original, authority, problems);
    }

    /** The problem that gives the reason code. */
    public Problem first() {
        return problems.get(0);
    }

    /** All that was found, in words. */
    public String detail() {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    }

    /** {@code inspections.csv:12: published_on: bad-date - "2021-02-30" is not a day of the calendar; …} */
    public String inOneLine() {
        Problem first = first();
        String field = first.field().isEmpty() ? "" : first.field() + ": ";
        String further =
                problems.stream().skip(1).map(problem -> "; " + problem).collect(Collectors.joining());
        return source + ":" + place + ": " + field + first.reason().id() + " - " + first.message() + further;
    }
}
