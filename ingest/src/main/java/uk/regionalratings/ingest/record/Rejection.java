package uk.regionalratings.ingest.record;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Problem;

/**
 * A record that can't be published, and why.
 *
 * @param source the name of its source
 * @param line the line on which it begins
 * @param place the line as shown to people, preceded by the sheet in a workbook
 * @param original its bytes as received
 * @param authority the content of its authority field as received; null if unknown
 * @param problems what is wrong, at least one; the first gives the reason code; fields are named as in the source
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rejection(
        String source, long line, String place, byte[] original, @Nullable String authority, List<Problem> problems) {
    /** A record that is a line of its own. */
    public Rejection(String source, long line, byte[] original, @Nullable String authority, List<Problem> problems) {
        this(source, line, Long.toString(line), original, authority, problems);
    }

    /** The problem that gives the reason code. */
    public Problem first() {
        return problems.get(0);
    }

    /** All problems, in words. */
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
