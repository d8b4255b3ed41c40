package uk.regionalratings.ingest.record;

import static uk.regionalratings.ingest.record.InspectionField.AUTHORITY_ID;
import static uk.regionalratings.ingest.record.InspectionField.ENDED_ON;
import static uk.regionalratings.ingest.record.InspectionField.FRAMEWORK;
import static uk.regionalratings.ingest.record.InspectionField.INSPECTION_ID;
import static uk.regionalratings.ingest.record.InspectionField.PUBLISHED_ON;
import static uk.regionalratings.ingest.record.InspectionField.REPORT_URL;
import static uk.regionalratings.ingest.record.InspectionField.REVISION;
import static uk.regionalratings.ingest.record.InspectionField.STARTED_ON;
import static uk.regionalratings.ingest.record.InspectionField.WITHDRAWN;
import static uk.regionalratings.ingest.record.InspectionField.WITHDRAWN_REASON;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.OtherScale;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;
import uk.regionalratings.vocabulary.VisibleText;

/** Reads the typed fields of one record and collects what is wrong with them. Used for one record only. */
public final class InspectionFields {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern REVISION_NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Placeholders for unreadable identities, so that the other facts are still checked. */
    private static final String NO_INSPECTION = "none";

    private static final String NO_AUTHORITY = "000";

    private final RecordTexts texts;
    private final GradeFields gradeFields;
    private final AuthorityDirectory directory;

    public InspectionFields(SourceRecord.Legible sourceRecord, AuthorityDirectory directory, Frameworks frameworks) {
        this.texts = new RecordTexts(sourceRecord);
        this.gradeFields = new GradeFields(texts, frameworks);
        this.directory = directory;
    }

    /** The problems found so far. */
    public List<Problem> problems() {
        return texts.problems();
    }

    /** Whether a grade field contains something that is not a grade. */
    public boolean hasUnreadableGrades() {
        return gradeFields.hasUnreadable();
    }

    /**
     * The inspection with everything that could be read; valid only if there are no problems. Null if the framework
     * or the dates can't be read, since nothing else can be checked without them.
     */
    @Nullable
    public Inspection inspection() {
        String inspectionId = texts.required(INSPECTION_ID);
        String authorityId = authorityId();
        int revision = revision();
        boolean withdrawn = withdrawn();
        LocalDate startedOn = date(STARTED_ON);
        LocalDate endedOn = date(ENDED_ON);
        LocalDate publishedOn = date(PUBLISHED_ON);
        String foreign = gradeFields.foreignFramework();
        Framework framework = foreign == null ? framework() : Framework.OTHER;
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        OtherScale other = foreign == null ? null : gradeFields.readOutcomes(foreign, grades);
        if (foreign == null) {
            gradeFields.readGrades(grades);
        }
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
                texts.optional(REPORT_URL.column()),
                other);
    }

    private @Nullable String authorityId() {
        String alias = texts.required(AUTHORITY_ID);
        if (alias == null) {
            return null;
        }
        Optional<Authority> authority = directory.find(alias);
        if (authority.isEmpty()) {
            String hint = directory
                    .nearest(alias)
                    .map(near -> "did you mean " + Quoted.of(near.slug()) + " (" + near.authorityId() + ")?")
                    .orElse(RejectionReason.UNKNOWN_AUTHORITY.remedy());
            texts.add(
                    RejectionReason.UNKNOWN_AUTHORITY,
                    AUTHORITY_ID,
                    texts.quoted(AUTHORITY_ID.column()) + " is not an authority: " + hint);
        }
        return authority.map(Authority::authorityId).orElse(null);
    }

    private int revision() {
        String text = texts.optional(REVISION.column());
        if (text == null) {
            return 1;
        }
        if (REVISION_NUMBER.matcher(text).matches()) {
            return Integer.parseInt(text);
        }
        texts.add(
                RejectionReason.BAD_NUMBER,
                REVISION,
                texts.quoted(REVISION.column()) + " is not a whole number from 1 to 999999999");
        return 1;
    }

    private boolean withdrawn() {
        String text = texts.optional(WITHDRAWN.column());
        boolean withdrawn = text != null && text.equalsIgnoreCase("true");
        if (text != null && !withdrawn && !text.equalsIgnoreCase("false")) {
            texts.add(
                    RejectionReason.UNREADABLE, WITHDRAWN, texts.quoted(WITHDRAWN.column()) + " must be true or false");
        }
        return withdrawn;
    }

    private @Nullable Framework framework() {
        String text = texts.required(FRAMEWORK);
        if (text == null) {
            return null;
        }
        Optional<Framework> framework = Framework.ofId(text.toUpperCase(Locale.ROOT));
        if (framework.isEmpty()) {
            texts.add(
                    RejectionReason.UNKNOWN_FRAMEWORK,
                    FRAMEWORK,
                    texts.quoted(FRAMEWORK.column()) + " is not a framework: use one of " + Framework.known());
        }
        return framework.orElse(null);
    }

    private @Nullable LocalDate date(InspectionField field) {
        String text = texts.required(field);
        if (text == null) {
            return null;
        }
        if (DATE.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                texts.add(
                        RejectionReason.BAD_DATE,
                        field,
                        texts.quoted(field.column()) + " is not a day of the calendar");
                return null;
            }
        }
        texts.add(RejectionReason.BAD_DATE, field, texts.quoted(field.column()) + " must be written as YYYY-MM-DD");
        return null;
    }

    /** The reason as written, so that the check can see characters that do not belong in a sentence. */
    private @Nullable String withdrawnReason() {
        String field = WITHDRAWN_REASON.column();
        return texts.optional(field) == null ? null : VisibleText.trimmed(texts.asWritten(field));
    }
}
