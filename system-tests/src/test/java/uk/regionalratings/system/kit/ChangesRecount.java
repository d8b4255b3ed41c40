package uk.regionalratings.system.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.regionalratings.streams.Recount;

/**
 * Every rating change of the bundled history, recounted from the rows of the file: written from docs/domain-rules.md alone and with
 * the JDK alone, so that it shares no mistake with the topology.
 */
public final class ChangesRecount {
    private static final List<String> WORST_FIRST =
            List.of("INADEQUATE", "REQUIRES_IMPROVEMENT", "GOOD", "OUTSTANDING");

    /**
     * What one inspection did to one judgement.
     *
     * @param direction FIRST, IMPROVED, DECLINED or MAINTAINED
     * @param from the grade before; empty for the first one
     * @param to the grade given
     */
    public record Change(String direction, String from, String to) {}

    private ChangesRecount() {}

    /** The changes by id: authority, judgement and inspection with a slash between. */
    public static Map<String, Change> ofBundledHistory() {
        List<Map<String, String>> rows = new ArrayList<>(Recount.rows("inspections.csv"));
        rows.sort(Recount.IN_ORDER);
        Map<String, Change> changes = new HashMap<>();
        Map<String, String> standing = new HashMap<>();
        for (Map<String, String> row : rows) {
            for (String judgement : Recount.JUDGEMENTS) {
                String grade = row.get(judgement);
                if (!grade.isEmpty()) {
                    String subject = row.get("authority_id") + "/" + judgement + "/";
                    String before = standing.getOrDefault(subject, "");
                    changes.put(
                            subject + row.get("inspection_id"), new Change(direction(before, grade), before, grade));
                    standing.put(subject, grade);
                }
            }
        }
        return changes;
    }

    private static String direction(String from, String to) {
        int steps = WORST_FIRST.indexOf(to) - WORST_FIRST.indexOf(from);
        return from.isEmpty() ? "FIRST" : steps > 0 ? "IMPROVED" : steps < 0 ? "DECLINED" : "MAINTAINED";
    }
}
