package uk.regionalratings.vocabulary;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One graded full inspection of one authority, in one revision.
 *
 * @param inspectionId identity; the same for every revision
 * @param authorityId the authority's 3-digit DfE code
 * @param revision 1 for the first publication; the highest revision of an inspection is the one that holds
 * @param withdrawn whether Ofsted has taken the report back; a withdrawn inspection counts nowhere
 * @param withdrawnReason why, in words; null if it was not withdrawn or when no reason is known
 * @param framework the rules it was made under
 * @param startedOn first day of fieldwork
 * @param endedOn last day of fieldwork
 * @param publishedOn the day on which Ofsted published the report
 * @param grades a grade for each judgement that the report makes, and no other
 * @param reportUrl where the report is published; null if unknown
 * @param other what the report says on another scale; null unless the framework is {@link Framework#OTHER}
 */
public record Inspection(
        String inspectionId,
        String authorityId,
        int revision,
        boolean withdrawn,
        @Nullable String withdrawnReason,
        Framework framework,
        LocalDate startedOn,
        LocalDate endedOn,
        LocalDate publishedOn,
        Map<Judgement, GradeGiven> grades,
        @Nullable String reportUrl,
        @Nullable OtherScale other)
        implements PublicationOrder {

    /** The order of the inspections of one authority. */
    public static final Comparator<Inspection> ORDER = PublicationOrder::compare;

    public Inspection {
        grades = GradesGiven.of(grades);
    }

    @Override
    public int publishedDay() {
        return (int) publishedOn.toEpochDay();
    }

    @Override
    public int endedDay() {
        return (int) endedOn.toEpochDay();
    }

    /** An inspection under a framework of ours. */
    public Inspection(
            String inspectionId,
            String authorityId,
            int revision,
            boolean withdrawn,
            @Nullable String withdrawnReason,
            Framework framework,
            LocalDate startedOn,
            LocalDate endedOn,
            LocalDate publishedOn,
            Map<Judgement, GradeGiven> grades,
            @Nullable String reportUrl) {
        this(
                inspectionId,
                authorityId,
                revision,
                withdrawn,
                withdrawnReason,
                framework,
                startedOn,
                endedOn,
                publishedOn,
                grades,
                reportUrl,
                null);
    }

    /** An inspection of which no reason for a withdrawal is known. */
    public Inspection(
            String inspectionId,
            String authorityId,
            int revision,
            boolean withdrawn,
            Framework framework,
            LocalDate startedOn,
            LocalDate endedOn,
            LocalDate publishedOn,
            Map<Judgement, GradeGiven> grades,
            @Nullable String reportUrl) {
        this(
                inspectionId,
                authorityId,
                revision,
                withdrawn,
                null,
                framework,
                startedOn,
                endedOn,
                publishedOn,
                grades,
                reportUrl);
    }

    /** The same facts under another revision. */
    public Inspection withRevision(int other) {
        return new Inspection(
                inspectionId,
                authorityId,
                other,
                withdrawn,
                withdrawnReason,
                framework,
                startedOn,
                endedOn,
                publishedOn,
                grades,
                reportUrl,
                this.other);
    }

    /**
     * The revision that takes this inspection back, with all its other facts as they were.
     *
     * @param withdrawal its revision, greater than this one's
     */
    public Inspection withdrawal(int withdrawal, String reason) {
        return new Inspection(
                inspectionId,
                authorityId,
                withdrawal,
                true,
                reason,
                framework,
                startedOn,
                endedOn,
                publishedOn,
                grades,
                reportUrl,
                this.other);
    }

    /** The framework's name: that of the source where it is none of ours. */
    public String frameworkName() {
        return other == null ? framework.name() : other.framework();
    }

    /** The words of judgements that are no grades, by judgement; empty for most. */
    public Map<String, String> outcomes() {
        return other == null ? Map.of() : other.outcomes();
    }

    /** The grade that this report gives for {@code judgement}, if it makes it. */
    public Optional<Grade> grade(Judgement judgement) {
        return Optional.ofNullable(grades.get(judgement)).map(GradeGiven::grade);
    }

    /** Whether this report makes {@code judgement}. */
    public boolean makes(Judgement judgement) {
        return grades.containsKey(judgement);
    }
}
