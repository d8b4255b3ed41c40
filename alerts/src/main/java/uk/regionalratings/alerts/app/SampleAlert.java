package uk.regionalratings.alerts.app;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Family;
import uk.regionalratings.contract.Framework;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.vocabulary.LondonDates;

/** A change of an authority that does not exist, so that nobody takes it for news. */
public final class SampleAlert {
    private static final String AUTHORITY = "000";

    private SampleAlert() {}

    static Alert create(Clock clock) {
        RatingChanged change =
                change(AUTHORITY, "Sampleshire (does not exist)", AUTHORITY + "-sample", LondonDates.today(clock));
        return new Alert(change, "sample_" + UUID.randomUUID(), clock.instant(), true);
    }

    /** A made-up change of an authority in the North East, published {@code today}. */
    public static RatingChanged change(String authorityId, String authority, String inspectionId, LocalDate today) {
        return RatingChanged.newBuilder()
                .setId(authorityId + "/overall_effectiveness/" + inspectionId)
                .setVersion(1)
                .setRetracted(false)
                .setLate(false)
                .setAuthorityId(authorityId)
                .setAuthority(authority)
                .setRegion("north-east")
                .setServiceProvider(null)
                .setJudgement(Judgement.OVERALL_EFFECTIVENESS)
                .setDirection(Direction.IMPROVED)
                .setFrom(Grade.REQUIRES_IMPROVEMENT)
                .setTo(Grade.GOOD)
                .setSteps(1)
                .setFramework(Framework.ILACS)
                .setInspectionId(inspectionId)
                .setEndedOn(today.minusDays(42))
                .setPublishedOn(today)
                .setReportUrl(null)
                .setPreviousInspectionId(null)
                .setPreviousPublishedOn(null)
                .setPreviousReportUrl(null)
                .setFirstOfItsKind(false)
                .setCounts(List.of(counts("england", Family.ILACS), counts("england", Family.ANY)))
                .build();
    }

    private static AreaCounts counts(String area, Family family) {
        return new AreaCounts(area, family, List.of(new GradeCount(Grade.GOOD, 1)), 0, 0, 1);
    }
}
