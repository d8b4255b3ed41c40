package uk.regionalratings.operations.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.TextTable;

/**
 * The result of a comparison.
 *
 * @param comparedWith the source of the known data
 * @param same inspections that both sides have and that do not differ
 * @param differences by authority, then by publication
 * @param unreadable rows of the list that could not be read, each on one line
 */
record ComparisonReport(String comparedWith, int same, List<Difference> differences, List<String> unreadable) {
    private static final String LINE_END = "\r\n";

    /** Whether the list agrees with the known data as far as it goes. */
    boolean isSame() {
        return differences.isEmpty() && unreadable.isEmpty();
    }

    /** For a person to read. */
    String table() {
        StringBuilder text = new StringBuilder();
        if (!differences.isEmpty()) {
            TextTable table = new TextTable("authority", "published", "field", "theirs", "ours", "report");
            for (Difference one : differences) {
                table.row(
                        one.authority(),
                        one.publishedOn(),
                        one.field(),
                        shown(one.theirs()),
                        shown(one.ours()),
                        shown(one.link()));
            }
            text.append(table.render()).append(System.lineSeparator());
        }
        return text.append(summary()).append(System.lineSeparator()).toString();
    }

    private String summary() {
        return String.format(
                Locale.UK,
                "compared with %s: %d inspections are the same, %d differ in %d fields, only they have %d, only we have %d;"
                        + " %d rows can't be read",
                comparedWith,
                same,
                differences.stream()
                        .filter(one -> one.kind() == Difference.Kind.DIFFERENT)
                        .map(one -> one.authorityId() + one.publishedOn())
                        .distinct()
                        .count(),
                count(Difference.Kind.DIFFERENT),
                count(Difference.Kind.ONLY_THEIRS),
                count(Difference.Kind.ONLY_OURS),
                unreadable.size());
    }

    private long count(Difference.Kind kind) {
        return differences.stream().filter(one -> one.kind() == kind).count();
    }

    private static String shown(@Nullable String value) {
        return value == null ? "-" : value;
    }

    /** For a spreadsheet. */
    String csv() {
        StringBuilder text = new StringBuilder("kind,authority_id,authority,published_on,field,theirs,ours,report_url");
        text.append(LINE_END);
        for (Difference one : differences) {
            text.append(Stream.of(
                                    kind(one),
                                    one.authorityId(),
                                    one.authority(),
                                    one.publishedOn().toString(),
                                    one.field(),
                                    one.theirs(),
                                    one.ours(),
                                    one.link())
                            .map(ComparisonReport::cell)
                            .collect(Collectors.joining(",")))
                    .append(LINE_END);
        }
        return text.toString();
    }

    private static String kind(Difference one) {
        return one.kind().name().toLowerCase(Locale.ROOT);
    }

    /** A cell that spreadsheets do not treat as a formula. */
    private static String cell(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String safe = value.matches("(?s)[=+@\\-].*") ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** For a program. */
    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode();
        report.put("comparedWith", comparedWith).put("same", same);
        ArrayNode all = report.putArray("differences");
        for (Difference one : differences) {
            all.addObject()
                    .put("kind", kind(one))
                    .put("authorityId", one.authorityId())
                    .put("authority", one.authority())
                    .put("publishedOn", one.publishedOn().toString())
                    .put("field", one.field())
                    .put("theirs", one.theirs())
                    .put("ours", one.ours())
                    .put("reportUrl", one.link());
        }
        ArrayNode rows = report.putArray("unreadable");
        unreadable.forEach(rows::add);
        return report.toPrettyString() + System.lineSeparator();
    }
}
