package uk.regionalratings.ingest.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;
import uk.regionalratings.vocabulary.VisibleText;

/** The texts of one record by field, and what is wrong with them. A field with a problem is not read again. */
final class RecordTexts {
    private final Map<String, String> texts;
    private final List<Problem> problems;
    private final Set<String> faulty = new HashSet<>();

    RecordTexts(SourceRecord.Legible sourceRecord) {
        this.texts = sourceRecord.fields();
        this.problems = new ArrayList<>(sourceRecord.problems());
        this.problems.forEach(problem -> faulty.add(problem.field()));
    }

    /** The problems found so far; more may be added. */
    List<Problem> problems() {
        return problems;
    }

    /** Whether the field has a problem. */
    boolean isFaulty(String field) {
        return faulty.contains(field);
    }

    /** The fields of the source, including empty ones. */
    Set<String> fields() {
        return texts.keySet();
    }

    /** The visible text of a mandatory field; if there is none, null, and the field gets a problem. */
    @Nullable
    String required(InspectionField field) {
        String text = optional(field.column());
        if (text == null && !faulty.contains(field.column())) {
            add(RejectionReason.MISSING_FIELD, field, "is empty");
        }
        return text;
    }

    /** A field exactly as sent, so that messages show invisible characters. */
    String quoted(String field) {
        return Quoted.of(texts.getOrDefault(field, "").strip());
    }

    /** The visible text of a field; null if there is none. */
    @Nullable
    String optional(String field) {
        String text = faulty.contains(field) ? null : texts.get(field);
        String visible = text == null ? "" : VisibleText.of(text);
        return visible.isEmpty() ? null : visible;
    }

    /** A field exactly as sent; empty if there is none. */
    String asWritten(String field) {
        return texts.getOrDefault(field, "");
    }

    void add(RejectionReason reason, InspectionField field, String message) {
        add(new Problem(reason, field.column(), message));
    }

    void add(Problem problem) {
        problems.add(problem);
        faulty.add(problem.field());
    }
}
