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
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.OtherScale;
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

    /** Precedes the name of an unknown judgement in the fields of a record. */
    static final String OTHER_JUDGEMENT = "other judgement ";

    private final Map<String, String> texts;
    private final AuthorityDirectory directory;
    private final Frameworks frameworks;
    private final List<Problem> problems;
    private final Set<String> faulty = new HashSet<>();

    InspectionFields(SourceRecord.Legible sourceRecord, AuthorityDirectory directory, Frameworks frameworks) {
        this.texts = sourceRecord.fields();
        this.directory = directory;
        this.frameworks = frameworks;
        this.problems = new ArrayList<>(sourceRecord.problems());
        this.problems.forEach(problem -> faulty.add(problem.field()));
    }

    /** The problems found so far. */
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
        String foreign = foreignFramework();
        Framework framework = foreign == null ? framework() : Framework.OTHER;
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        OtherScale other = foreign == null ? null : readOutcomes(foreign, grades);
        if (foreign == null) {
            readGrades(grades);
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
                optional(REPORT_URL.column()),
                other);
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
                    quoted(FRAMEWORK.column()) + " is not a framework: use one of " + Framework.known());
        }
        return framework.orElse(null);
    }

    /**
     * The name of a framework with its own scale; null if the framework is one of ours or probably a slip, which
     * {@link #framework} reports. A framework that nobody has described must use words of its own: if all words are
     * ours, its name is probably a slip.
     */
    private @Nullable String foreignFramework() {
        String name = optional(FRAMEWORK.column());
        if (name == null || Framework.ofId(name.toUpperCase(Locale.ROOT)).isPresent()) {
            return null;
        }
        if (frameworks.find(name).isPresent()) {
            return name;
        }
        boolean ownWords = outcomes().values().stream()
                .anyMatch(words -> GradeWords.parse(words).isEmpty());
        return ownWords && frameworks.nearest(name).isEmpty() ? name : null;
    }

    /** Everything that the record says about judgements, by name, as written. */
    private Map<String, String> outcomes() {
        Map<String, String> outcomes = new TreeMap<>();
        for (String field : texts.keySet()) {
            boolean other = field.startsWith(OTHER_JUDGEMENT);
            String words = other || Judgement.ofId(field).isPresent() ? optional(field) : null;
            if (words != null) {
                outcomes.put(other ? field.substring(OTHER_JUDGEMENT.length()) : field, words);
            }
        }
        return outcomes;
    }

    /** Words whose grade is published become grades; all others are kept. */
    private OtherScale readOutcomes(String name, Map<Judgement, GradeGiven> grades) {
        Optional<Frameworks.Described> described = frameworks.find(name);
        Map<String, String> kept = new TreeMap<>();
        outcomes().forEach((id, words) -> {
            Optional<Judgement> judgement = Judgement.ofId(id);
            Optional<Grade> grade = described.flatMap(one -> one.gradeOf(words));
            if (described.isPresent() && !described.get().has(words)) {
                problems.add(new Problem(
                        RejectionReason.UNKNOWN_GRADE,
                        id,
                        Quoted.of(words) + " is not in the scale of " + name + ": use "
                                + String.join(", ", described.get().scale())));
                faulty.add(id);
            } else if (judgement.isPresent() && grade.isPresent()) {
                grades.put(judgement.get(), new GradeGiven(grade.get(), words));
            } else {
                kept.put(id, words);
            }
        });
        return new OtherScale(name, kept);
    }

    static Problem unknownJudgement(String judgement) {
        return new Problem(
                RejectionReason.UNKNOWN_JUDGEMENT,
                JsonRecords.GRADES,
                Quoted.of(judgement) + " is not a judgement: use " + String.join(", ", Judgement.ids()));
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

    private void readGrades(Map<Judgement, GradeGiven> grades) {
        texts.keySet().stream()
                .filter(field -> field.startsWith(OTHER_JUDGEMENT))
                .forEach(field -> {
                    problems.add(unknownJudgement(field.substring(OTHER_JUDGEMENT.length())));
                    faulty.add(JsonRecords.GRADES);
                });
        for (Judgement judgement : Judgement.values()) {
            String text = optional(judgement.id());
            if (text != null) {
                GradeWords.parse(text)
                        .ifPresentOrElse(given -> grades.put(judgement, given), () -> addUnknownGrade(judgement));
            }
        }
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
