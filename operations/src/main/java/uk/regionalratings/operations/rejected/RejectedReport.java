package uk.regionalratings.operations.rejected;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * The output of {@code ./ratings rejected}.
 *
 * @param matching every matching letter, oldest first
 * @param shown how many of the newest are printed
 * @param inTopic the number of letters in the topic
 */
record RejectedReport(List<RejectedRecord> matching, int shown, long inTopic) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.UK).withZone(LondonDates.ZONE);

    private List<RejectedRecord> newest() {
        return matching.subList(Math.max(0, matching.size() - shown), matching.size());
    }

    /** For a person: each record, then the reasons with what to do. */
    String text() {
        String end = System.lineSeparator();
        if (matching.isEmpty()) {
            return (inTopic == 0
                            ? "Nothing was rejected."
                            : "None of the " + inTopic
                                    + " rejected records matches. An inspection whose authority is not"
                                    + " registered waits instead: ./ratings doctor lists these.")
                    + end;
        }
        StringBuilder text = new StringBuilder();
        for (RejectedRecord letter : newest()) {
            text.append(MINUTE.format(letter.at()))
                    .append("  ")
                    .append(letter.origin())
                    .append("  ")
                    .append(letter.reason())
                    .append(end);
            indented(text, letter.detail(), end);
            if (!letter.source().isEmpty()) {
                indented(
                        text,
                        "sent by: " + letter.source()
                                + (letter.eventId().isEmpty() ? "" : ", event " + letter.eventId()),
                        end);
            }
            indented(text, "record: " + letter.content(), end);
        }
        text.append(end).append(reasons().render());
        if (matching.size() > shown) {
            text.append(end)
                    .append("The newest " + shown + " of " + matching.size() + " are above; --limit " + matching.size()
                            + " shows all.")
                    .append(end);
        }
        return text.toString();
    }

    private static void indented(StringBuilder text, String words, String end) {
        text.append("    ").append(words).append(end);
    }

    private TextTable reasons() {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> remedies = new HashMap<>();
        for (RejectedRecord letter : matching) {
            counts.merge(letter.reason(), 1, Integer::sum);
            remedies.put(letter.reason(), letter.remedy());
        }
        TextTable table = new TextTable("#records", "reason", "what to do");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry ->
                        table.row(entry.getValue(), entry.getKey(), remedies.getOrDefault(entry.getKey(), "")));
        return table;
    }

    /** For a program: one object with the newest letters, oldest first. */
    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode();
        report.put("inTopic", inTopic).put("matching", matching.size());
        ArrayNode records = report.putArray("records");
        for (RejectedRecord letter : newest()) {
            records.addObject()
                    .put("at", letter.at().toString())
                    .put("origin", letter.origin())
                    .put("reason", letter.reason())
                    .put("field", letter.field())
                    .put("detail", letter.detail())
                    .put("remedy", letter.remedy())
                    .put("source", letter.source())
                    .put("eventId", letter.eventId())
                    .put("authority", letter.authority())
                    .put("content", letter.content());
        }
        return report.toPrettyString() + System.lineSeparator();
    }
}
