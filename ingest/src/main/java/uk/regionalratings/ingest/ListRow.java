package uk.regionalratings.ingest;

import static uk.regionalratings.ingest.InspectionField.AUTHORITY_ID;
import static uk.regionalratings.ingest.InspectionField.ENDED_ON;
import static uk.regionalratings.ingest.InspectionField.FRAMEWORK;
import static uk.regionalratings.ingest.InspectionField.INSPECTION_ID;
import static uk.regionalratings.ingest.InspectionField.PUBLISHED_ON;
import static uk.regionalratings.ingest.InspectionField.STARTED_ON;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Problem;

/** Writes one row of a list in the native form. Made for one row and thrown away. */
final class ListRow {
    /** How lists say that a report does not make a judgement. */
    private static final Set<String> NOT_MADE = Set.of("-", "–", "n/a", "na", "not applicable", "not judged");

    /** Stands for the identity of a row that is rejected for another reason. */
    private static final String NO_INSPECTION = "none";

    private final Map<String, String> texts;
    private final List<Problem> problems;

    /**
     * @param texts what the row says, by column of the native form, the authority aside
     * @param problems takes what can't be read
     */
    ListRow(Map<String, String> texts, List<Problem> problems) {
        this.texts = new HashMap<>(texts);
        this.problems = problems;
    }

    /**
     * The row in the native form.
     *
     * @param said the row's words for its authority
     * @param hasIdentity whether the list has a column for the inspection's identity; otherwise it is made of authority and
     *     publication date, as in the bundled history
     */
    Map<String, String> nativeFields(List<String> said, ListAuthorities authorities, boolean hasIdentity) {
        LocalDate started = date(STARTED_ON);
        date(ENDED_ON);
        LocalDate published = date(PUBLISHED_ON);
        leaveOutWhatIsNotMade();
        writeFramework(started);
        Authority authority = authorities.find(said, published == null ? started : published, problems);
        String shown = said.stream().filter(text -> !text.isBlank()).findFirst().orElse("");
        texts.put(AUTHORITY_ID.column(), authority == null ? shown : authority.authorityId());
        if (!hasIdentity) {
            String id =
                    authority == null || published == null ? NO_INSPECTION : authority.authorityId() + "-" + published;
            texts.put(INSPECTION_ID.column(), id);
        }
        return texts;
    }

    private @Nullable LocalDate date(InspectionField field) {
        String text = texts.getOrDefault(field.column(), "").strip();
        if (text.isEmpty()) {
            return null;
        }
        LocalDate date = ListDates.parse(text, field.column(), problems);
        if (date != null) {
            texts.put(field.column(), date.toString());
        }
        return date;
    }

    private void leaveOutWhatIsNotMade() {
        for (String judgement : Judgement.ids()) {
            String text = texts.getOrDefault(judgement, "").strip().toLowerCase(Locale.ROOT);
            if (NOT_MADE.contains(text)) {
                texts.remove(judgement);
            }
        }
    }

    private void writeFramework(@Nullable LocalDate started) {
        String text = texts.getOrDefault(FRAMEWORK.column(), "").strip();
        if (text.isEmpty()) {
            return;
        }
        boolean overall =
                !texts.getOrDefault(Judgement.OVERALL_EFFECTIVENESS.id(), "").isBlank();
        Framework framework = ListFrameworks.parse(text, overall, started, problems);
        if (framework != null) {
            texts.put(FRAMEWORK.column(), framework.name());
        }
    }
}
