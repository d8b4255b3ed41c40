package uk.regionalratings.ingest.record;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.OtherScale;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/** Reads the grades of one record, in the scale of its framework. Serves one record only. */
public final class GradeFields {
    /** The property of a JSON record that holds its grades by judgement. */
    public static final String OBJECT = "grades";

    /** Precedes the name of an unknown judgement in the fields of a record. */
    public static final String OTHER_JUDGEMENT = "other judgement ";

    private final RecordTexts texts;
    private final Frameworks frameworks;

    public GradeFields(RecordTexts texts, Frameworks frameworks) {
        this.texts = texts;
        this.frameworks = frameworks;
    }

    /** Whether a field contains something that is not a grade. */
    boolean hasUnreadable() {
        return texts.isFaulty(OBJECT)
                || Judgement.ids().stream().anyMatch(texts::isFaulty)
                || texts.problems().stream().anyMatch(problem -> problem.reason() == RejectionReason.NO_GRADES);
    }

    /**
     * The name of a framework with its own scale; null if the framework is one of ours or probably a slip, which
     * {@link InspectionFields} reports. A framework without a description must use words of its own: if all words are
     * ours, its name is probably a slip.
     */
    @Nullable
    String foreignFramework() {
        String name = texts.optional(InspectionField.FRAMEWORK.column());
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
        for (String field : texts.fields()) {
            boolean other = field.startsWith(OTHER_JUDGEMENT);
            String words = other || Judgement.ofId(field).isPresent() ? texts.optional(field) : null;
            if (words != null) {
                outcomes.put(other ? field.substring(OTHER_JUDGEMENT.length()) : field, words);
            }
        }
        return outcomes;
    }

    /** Words whose grade is published become grades; all others are kept. */
    OtherScale readOutcomes(String name, Map<Judgement, GradeGiven> grades) {
        Optional<Frameworks.Described> described = frameworks.find(name);
        Map<String, String> kept = new TreeMap<>();
        outcomes().forEach((id, words) -> {
            Optional<Judgement> judgement = Judgement.ofId(id);
            Optional<Grade> grade = described.flatMap(one -> one.gradeOf(words));
            if (described.isPresent() && !described.get().has(words)) {
                texts.add(new Problem(
                        RejectionReason.UNKNOWN_GRADE,
                        id,
                        Quoted.of(words) + " is not in the scale of " + name + ": use "
                                + String.join(", ", described.get().scale())));
            } else if (judgement.isPresent() && grade.isPresent()) {
                grades.put(judgement.get(), new GradeGiven(grade.get(), words));
            } else {
                kept.put(id, words);
            }
        });
        return new OtherScale(name, kept);
    }

    /** The grades in the scale of our frameworks. */
    void readGrades(Map<Judgement, GradeGiven> grades) {
        texts.fields().stream()
                .filter(field -> field.startsWith(OTHER_JUDGEMENT))
                .forEach(field -> texts.add(unknownJudgement(field.substring(OTHER_JUDGEMENT.length()))));
        for (Judgement judgement : Judgement.values()) {
            String text = texts.optional(judgement.id());
            if (text != null) {
                GradeWords.parse(text)
                        .ifPresentOrElse(given -> grades.put(judgement, given), () -> addUnknownGrade(judgement));
            }
        }
    }

    private void addUnknownGrade(Judgement judgement) {
        String text = texts.asWritten(judgement.id());
        texts.add(new Problem(RejectionReason.UNKNOWN_GRADE, judgement.id(), notAGrade(text)));
    }

    public static Problem unknownJudgement(String judgement) {
        return new Problem(
                RejectionReason.UNKNOWN_JUDGEMENT,
                OBJECT,
                Quoted.of(judgement) + " is not a judgement: use " + String.join(", ", Judgement.ids()));
    }

    public static String notAGrade(String text) {
        return Quoted.of(text.strip())
                + " is not a grade: use Outstanding, Good, Requires improvement or Inadequate, or leave it"
                + " empty where the report does not grade it";
    }
}
