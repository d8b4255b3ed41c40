package uk.regionalratings.vocabulary;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds inspections for tests. By default an inspection is like Sunderland's of 2021: a first revision under ILACS,
 * published on 20 August, but without grades and a report.
 */
public final class InspectionBuilder {
    private String inspectionId;
    private String authorityId = "394";
    private int revision = 1;
    private boolean withdrawn;
    private @Nullable String withdrawnReason;
    private Framework framework = Framework.ILACS;
    private LocalDate startedOn = LocalDate.of(2021, 6, 28);
    private LocalDate endedOn = LocalDate.of(2021, 7, 9);
    private LocalDate publishedOn = LocalDate.of(2021, 8, 20);
    private Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
    private @Nullable String reportUrl;
    private @Nullable OtherScale other;

    private InspectionBuilder(String inspectionId) {
        this.inspectionId = inspectionId;
    }

    public static InspectionBuilder inspection(String inspectionId) {
        return new InspectionBuilder(inspectionId);
    }

    /** Starts from {@code known}; the test changes only what it needs. */
    public static InspectionBuilder like(Inspection known) {
        return inspection(known.inspectionId())
                .authority(known.authorityId())
                .revision(known.revision())
                .withdrawn(known.withdrawn(), known.withdrawnReason())
                .framework(known.framework())
                .fieldwork(known.startedOn(), known.endedOn())
                .publishedOn(known.publishedOn())
                .grades(known.grades())
                .reportUrl(known.reportUrl())
                .otherScale(known.other());
    }

    public InspectionBuilder id(String id) {
        this.inspectionId = id;
        return this;
    }

    public InspectionBuilder authority(String id) {
        this.authorityId = id;
        return this;
    }

    public InspectionBuilder revision(int number) {
        this.revision = number;
        return this;
    }

    /** Withdrawn or not, without a reason. */
    public InspectionBuilder withdrawn(boolean isWithdrawn) {
        return withdrawn(isWithdrawn, null);
    }

    public InspectionBuilder withdrawn(boolean isWithdrawn, @Nullable String reason) {
        this.withdrawn = isWithdrawn;
        this.withdrawnReason = reason;
        return this;
    }

    public InspectionBuilder framework(Framework rules) {
        this.framework = rules;
        return this;
    }

    public InspectionBuilder fieldwork(LocalDate first, LocalDate last) {
        this.startedOn = first;
        this.endedOn = last;
        return this;
    }

    public InspectionBuilder publishedOn(LocalDate day) {
        this.publishedOn = day;
        return this;
    }

    /** Carried out and published on one day. */
    public InspectionBuilder on(LocalDate day) {
        return fieldwork(day, day).publishedOn(day);
    }

    /** Adds a grade, in our own words. */
    public InspectionBuilder grade(Judgement judgement, Grade grade) {
        return grade(judgement, GradeGiven.of(grade));
    }

    public InspectionBuilder grade(Judgement judgement, GradeGiven given) {
        Map<Judgement, GradeGiven> more = new EnumMap<>(Judgement.class);
        more.putAll(grades);
        more.put(judgement, given);
        return grades(more);
    }

    /** Replaces all grades. */
    public InspectionBuilder grades(Map<Judgement, GradeGiven> all) {
        this.grades = all;
        return this;
    }

    public InspectionBuilder reportUrl(@Nullable String url) {
        this.reportUrl = url;
        return this;
    }

    public InspectionBuilder otherScale(@Nullable OtherScale scale) {
        this.other = scale;
        return this;
    }

    public Inspection build() {
        return new Inspection(
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
                other);
    }
}
