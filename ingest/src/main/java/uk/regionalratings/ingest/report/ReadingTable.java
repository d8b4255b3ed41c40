package uk.regionalratings.ingest.report;

import java.util.HashMap;
import java.util.Map;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Presents the facts as fields of a record, and as a table for people. */
final class ReadingTable {
    private ReadingTable() {}

    static ReportReading.Understood of(ReportFacts facts) {
        return new ReportReading.Understood(fields(facts), table(facts));
    }

    private static Map<String, String> fields(ReportFacts facts) {
        Map<String, String> fields = new HashMap<>();
        String authorityId = facts.authority().authorityId();
        fields.put("inspection_id", authorityId + "-" + facts.publication().day());
        fields.put("authority_id", authorityId);
        fields.put("framework", facts.framework().name());
        fields.put("started_on", facts.startedOn().toString());
        fields.put("ended_on", facts.endedOn().toString());
        fields.put("published_on", facts.publication().day().toString());
        facts.grades().grades().forEach((judgement, found) -> {
            if (found.isJudged()) {
                fields.put(judgement.id(), found.words());
            }
        });
        return fields;
    }

    private static String table(ReportFacts facts) {
        Authority authority = facts.authority();
        StringBuilder table = new StringBuilder();
        row(table, "authority", authority.name() + " (" + authority.authorityId() + ")");
        row(table, "framework", facts.framework().name());
        row(table, "inspected", facts.startedOn() + " to " + facts.endedOn());
        row(
                table,
                "published",
                facts.publication().day() + ", " + facts.publication().origin());
        facts.grades()
                .grades()
                .forEach((judgement, found) -> row(table, judgement.id(), grade(facts, judgement, found)));
        return table.toString();
    }

    private static String grade(ReportFacts facts, Judgement judgement, GradeFound found) {
        Grade grade = found.grade();
        int repeated = facts.grades().statements().getOrDefault(judgement, 0);
        return String.format(
                "%-22s%-34s%s",
                grade == null ? "-" : grade.name(),
                Words.quoted(found.words()),
                repeated == 0 ? "stated once" : "and repeated " + repeated + (repeated == 1 ? " time" : " times"));
    }

    private static void row(StringBuilder table, String what, String value) {
        table.append(String.format("  %-26s%s%n", what, value.stripTrailing()));
    }
}
