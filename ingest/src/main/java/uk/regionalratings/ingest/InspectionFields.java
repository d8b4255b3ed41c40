package uk.regionalratings.ingest;

import static uk.regionalratings.ingest.InspectionField.AUTHORITY_ID;
import static uk.regionalratings.ingest.InspectionField.ENDED_ON;
import static uk.regionalratings.ingest.InspectionField.FRAMEWORK;
import static uk.regionalratings.ingest.InspectionField.INSPECTION_ID;
import static uk.regionalratings.ingest.InspectionField.PUBLISHED_ON;
import static uk.regionalratings.ingest.InspectionField.REPORT_URL;
import static uk.regionalratings.ingest.InspectionField.REVISION;
import static uk.regionalratings.ingest.InspectionField.STARTED_ON;
import static uk.regionalratings.ingest.InspectionField.WITHDRAWN;
import static uk.regionalratings.ingest.InspectionField.WITHDRAWN_REASON;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;
import uk.regionalratings.vocabulary.VisibleText;

/** Reads the typed fields of one record and collects what is wrong with them. Used for one record only. */
final class InspectionFields {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern REVISION_NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Placeholders for unreadable identities, so that the other facts are still checked. */
    private static final String NO_INSPECTION = "none";

    private static final String NO_AUTHORITY = "000";

    private final Map<String, String> texts;
    private final AuthorityDirectory directory;
    private final List<Problem> problems;
    private final Set<String> faulty = new HashSet<>();

    InspectionFields(SourceRecord.Legible sourceRecord, AuthorityDirectory directory) {
        this.texts = sourceRecord.fields();
        this.directory = directory;
        this.problems = new ArrayList<>(sourceRecord.problems());
        this.problems.forEach(problem -> faulty.add(problem.field()));
    }

    /** What is wrong so far. */
    List<Problem> problems() {
        return problems;
    }

    /** Whether a grade field contains something that is not a grade. */
    boolean hasUnreadableGrades() {
        return faulty.contains(JsonRecords.GRADES)
                || Judgement.ids().stream().anyMatch(faulty::contains)
                || problems.stream().anyMatch(problem -> problem.reason() == RejectionReason.NO_GRADES);
    }

    /**
     * The inspection with everything that could be read; valid only if there are no problems. Null if the framework
     * or the dates can't be read, since nothing else can be checked without them.
     */
    @Nullable
    Inspection inspection() {
        String inspectionId = required(INSPECTION_ID);
        String authorityId = authorityId();
        int revision = revision();
        boolean withdrawn = withdrawn();
        LocalDate startedOn = date(STARTED_ON);
        LocalDate endedOn = date(ENDED_ON);
        LocalDate publishedOn = date(PUBLISHED_ON);
        Framework framework = framework();
        Map<Judgement, GradeGiven> grades = grades();
        if (framework == null || startedOn == null || endedOn == null || publishedOn == null) {
            return null;
        }
        return new Inspection(
                inspectionId == null ? NO_INSPECTION : inspectionId,
                authorityId == null ? NO_AUTHORITY : authorityId,
                revision,
                withdrawn,
                withdrawnReason(),
                framework,
                startedOn,
                endedOn,
                publishedOn,
                grades,
                optional(REPORT_URL.column()));
    }

    private @Nullable String authorityId() {
        String alias = required(AUTHORITY_ID);
        if (alias == null) {
            return null;
        }
        Optional<Authority> authority = directory.find(alias);
        if (authority.isEmpty()) {
            String hint = directory
                    .nearest(alias)
                    .map(near -> "did you mean " + Quoted.of(near.slug()) + " (" + near.authorityId() + ")?")
                    .orElse(RejectionReason.UNKNOWN_AUTHORITY.remedy());
            add(
                    RejectionReason.UNKNOWN_AUTHORITY,
                    AUTHORITY_ID,
                    quoted(AUTHORITY_ID.column()) + " is not an authority: " + hint);
        }
        return authority.map(Authority::authorityId).orElse(null);
    }

    private int revision() {
        String text = optional(REVISION.column());
        if (text == null) {
            return 1;
        }
        if (REVISION_NUMBER.matcher(text).matches()) {
            return Integer.parseInt(text);
        }
        add(
                RejectionReason.BAD_NUMBER,
                REVISION,
                quoted(REVISION.column()) + " is not a whole number from 1 to 999999999");
        return 1;
    }

    private boolean withdrawn() {
        String text = optional(WITHDRAWN.column());
        boolean withdrawn = text != null && text.equalsIgnoreCase("true");
        if (text != null && !withdrawn && !text.equalsIgnoreCase("false")) {
            add(RejectionReason.UNREADABLE, WITHDRAWN, quoted(WITHDRAWN.column()) + " must be true or false");
        }
        return withdrawn;
    }

    private @Nullable Framework framework() {
        String text = required(FRAMEWORK);
        if (text == null) {
            return null;
        }
        Optional<Framework> framework = Framework.ofId(text.toUpperCase(Locale.ROOT));
        if (framework.isEmpty()) {
            add(
                    RejectionReason.UNKNOWN_FRAMEWORK,
                    FRAMEWORK,
                    quoted(FRAMEWORK.column()) + " is not a framework: use one of "
                            + Arrays.toString(Framework.values()));
        }
        return framework.orElse(null);
    }

    private @Nullable LocalDate date(InspectionField field) {
        String text = required(field);
        if (text == null) {
            return null;
        }
        if (DATE.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                add(RejectionReason.BAD_DATE, field, quoted(field.column()) + " is not a day of the calendar");
                return null;
            }
        }
        add(RejectionReason.BAD_DATE, field, quoted(field.column()) + " must be written as YYYY-MM-DD");
        return null;
    }

    private Map<Judgement, GradeGiven> grades() {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            String text = optional(judgement.id());
            if (text != null) {
                GradeWords.parse(text)
                        .ifPresentOrElse(given -> grades.put(judgement, given), () -> addUnknownGrade(judgement));
            }
        }
        return grades;
    }

    private void addUnknownGrade(Judgement judgement) {
        String text = texts.getOrDefault(judgement.id(), "");
        problems.add(new Problem(RejectionReason.UNKNOWN_GRADE, judgement.id(), notAGrade(text)));
        faulty.add(judgement.id());
    }

    static String notAGrade(String text) {
        return Quoted.of(text.strip())
                + " is not a grade: use Outstanding, Good, Requires improvement or Inadequate, or leave it"
                + " empty where the report does not grade it";
    }

    private @Nullable String required(InspectionField field) {
        String text = optional(field.column());
        if (text == null && !faulty.contains(field.column())) {
            add(RejectionReason.MISSING_FIELD, field, "is empty");
        }
        return text;
    }

    /** A field exactly as sent, so that messages show invisible characters. */
    private String quoted(String field) {
        return Quoted.of(texts.getOrDefault(field, "").strip());
    }

    /** The visible text of a field; null if there is none. */
    private @Nullable String optional(String field) {
        String text = faulty.contains(field) ? null : texts.get(field);
        String visible = text == null ? "" : VisibleText.of(text);
        return visible.isEmpty() ? null : visible;
    }

    /** The reason as written, so that the check can see characters that do not belong in a sentence. */
    private @Nullable String withdrawnReason() {
        String field = WITHDRAWN_REASON.column();
        return optional(field) == null ? null : VisibleText.trimmed(texts.getOrDefault(field, ""));
    }

    private void add(RejectionReason reason, InspectionField field, String message) {
        problems.add(new Problem(reason, field.column(), message));
        faulty.add(field.column());
    }
}
