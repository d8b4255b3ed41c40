package uk.regionalratings.ingest.table;

import static uk.regionalratings.ingest.record.InspectionField.AUTHORITY_ID;
import static uk.regionalratings.ingest.record.InspectionField.ENDED_ON;
import static uk.regionalratings.ingest.record.InspectionField.FRAMEWORK;
import static uk.regionalratings.ingest.record.InspectionField.INSPECTION_ID;
import static uk.regionalratings.ingest.record.InspectionField.PUBLISHED_ON;
import static uk.regionalratings.ingest.record.InspectionField.STARTED_ON;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.record.GradeFields;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;
import uk.regionalratings.vocabulary.VisibleText;

/** Converts one row of a list to the native form. Used for one row only. */
final class ListRow {
    /** The identity of a row that is rejected for another reason. */
    private static final String NO_INSPECTION = "none";

    /**
     * The sector's list has this for care leavers if the report judges them together with children in care; the joint
     * grade is then in the column of children in care.
     */
    private static final String JUDGED_TOGETHER = "inspection_pre_dates_judgement";

    /** What programs write for an empty cell. */
    private static final Set<String> NOTHING = Set.of("none", "nan", "null");

    private final Map<String, String> said;
    private final Map<String, String> texts;
    private final ListConventions conventions;
    private final List<Problem> problems;

    /**
     * @param texts the row's texts by native column, except the authority
     * @param conventions how the list writes dates and grades
     * @param problems receives what can't be read
     */
    ListRow(Map<String, String> texts, ListConventions conventions, List<Problem> problems) {
        this.said = Map.copyOf(texts);
        this.texts = new HashMap<>(texts);
        this.conventions = conventions;
        this.problems = problems;
    }

    /**
     * The row in the native form.
     *
     * @param authorityWords the row's words for its authority
     * @param hasIdentity whether the list has a column for the inspection's identity; otherwise it is built from
     *     authority and publication date, as in the bundled history
     */
    Map<String, String> nativeFields(List<String> authorityWords, ListAuthorities authorities, boolean hasIdentity) {
        writeJointJudgement();
        writeGrades();
        LocalDate started = writeDate(STARTED_ON);
        writeDate(ENDED_ON);
        LocalDate published = writeDate(PUBLISHED_ON);
        writeFramework(started);
        Authority authority = authorities.find(authorityWords, published == null ? started : published, problems);
        String shown = authorityWords.stream()
                .filter(text -> !VisibleText.isBlank(text))
                .findFirst()
                .orElse("");
        texts.put(AUTHORITY_ID.column(), authority == null ? shown : authority.authorityId());
        if (!hasIdentity) {
            String id =
                    authority == null || published == null ? NO_INSPECTION : authority.authorityId() + "-" + published;
            texts.put(INSPECTION_ID.column(), id);
        }
        return texts;
    }

    private @Nullable LocalDate writeDate(InspectionField field) {
        LocalDate date = conventions.date(field.column(), said, problems);
        if (date != null) {
            texts.put(field.column(), date.toString());
        }
        return date;
    }

    private void writeJointJudgement() {
        String together = Judgement.IN_CARE_AND_CARE_LEAVERS.id();
        boolean joint = ColumnNames.plain(texts.getOrDefault(Judgement.CARE_LEAVERS.id(), ""))
                .equals(ColumnNames.plain(JUDGED_TOGETHER));
        if (!joint) {
            return;
        }
        texts.remove(Judgement.CARE_LEAVERS.id());
        String grade = texts.remove(Judgement.IN_CARE.id());
        if (grade != null && VisibleText.isBlank(texts.getOrDefault(together, ""))) {
            texts.put(together, grade);
        }
    }

    /** If no grade can be read, this is the row's only problem, even if other fields are missing too. */
    private void writeGrades() {
        List<Problem> unreadable = new ArrayList<>();
        Set<String> words = new LinkedHashSet<>();
        boolean any = false;
        for (String judgement : Judgement.ids()) {
            String text = texts.getOrDefault(judgement, "");
            if (VisibleText.isBlank(text) || ListGrades.isNotMade(text)) {
                texts.remove(judgement);
                continue;
            }
            Optional<String> grade =
                    ListGrades.parse(text, conventions.numbered().contains(judgement));
            grade.ifPresent(found -> texts.put(judgement, found));
            any |= grade.isPresent();
            if (grade.isEmpty()) {
                words.add(Quoted.of(text.strip()));
                unreadable.add(new Problem(RejectionReason.UNKNOWN_GRADE, judgement, message(text)));
            }
        }
        if (!any && words.size() == 1 && unreadable.size() > 1) {
            unreadable.forEach(problem -> texts.remove(problem.field()));
            problems.add(new Problem(
                    RejectionReason.NO_GRADES,
                    "",
                    "no judgement has a grade: the columns say "
                            + words.stream().collect(Collectors.joining(", "))));
        } else {
            problems.addAll(unreadable);
        }
    }

    private static String message(String text) {
        return ListGrades.isNumber(text)
                ? Quoted.of(text.strip()) + " is a grade only if its whole column holds Ofsted's numbers, 1 to"
                        + " 4: write the grade in words"
                : GradeFields.notAGrade(text);
    }

    private void writeFramework(@Nullable LocalDate started) {
        String text = texts.getOrDefault(FRAMEWORK.column(), "").strip();
        if (VisibleText.isBlank(text) || NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
            texts.remove(FRAMEWORK.column());
            return;
        }
        boolean overall = texts.containsKey(Judgement.OVERALL_EFFECTIVENESS.id());
        Framework framework = ListFrameworks.parse(text, overall, started, problems);
        if (framework != null) {
            texts.put(FRAMEWORK.column(), framework.name());
        }
    }
}
