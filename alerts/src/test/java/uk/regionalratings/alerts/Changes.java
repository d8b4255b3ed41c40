package uk.regionalratings.alerts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Family;
import uk.regionalratings.contract.Framework;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.ContractSerdes;

/** Rating changes for tests. */
public final class Changes {
    public static final Instant PUBLISHED = Instant.parse("2021-08-20T09:30:00Z");

    static {
        // Avro copies only what it has been told to trust, and the serdes tell it.
        try {
            Class.forName(ContractSerdes.class.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private Changes() {}

    /** Sunderland's leap of August 2021, as the pipeline publishes it. */
    public static RatingChanged sunderland() {
        return RatingChanged.newBuilder()
                .setId("394/overall_effectiveness/394-2021-08-20")
                .setVersion(1)
                .setRetracted(false)
                .setLate(false)
                .setAuthorityId("394")
                .setAuthority("Sunderland")
                .setRegion("north-east")
                .setServiceProvider("Together for Children")
                .setJudgement(Judgement.OVERALL_EFFECTIVENESS)
                .setDirection(Direction.IMPROVED)
                .setFrom(Grade.INADEQUATE)
                .setTo(Grade.OUTSTANDING)
                .setSteps(3)
                .setFramework(Framework.ILACS)
                .setInspectionId("394-2021-08-20")
                .setEndedOn(LocalDate.of(2021, 7, 9))
                .setPublishedOn(LocalDate.of(2021, 8, 20))
                .setReportUrl("https://files.ofsted.gov.uk/v1/file/50168072")
                .setPreviousInspectionId("394-2018-07-25")
                .setPreviousPublishedOn(LocalDate.of(2018, 7, 25))
                .setPreviousReportUrl(null)
                .setFirstOfItsKind(true)
                .setCounts(List.of(
                        counts("england", Family.ILACS, 18),
                        counts("england", Family.ANY, 19),
                        counts("north-east", Family.ILACS, 2),
                        counts("north", Family.ILACS, 4),
                        counts("north", Family.ANY, 5)))
                .build();
    }

    /** One of many changes of an authority. */
    public static RatingChanged of(String authorityId, int number) {
        String inspection = authorityId + "-" + number;
        return RatingChanged.newBuilder(sunderland())
                .setId(authorityId + "/overall_effectiveness/" + inspection)
                .setAuthorityId(authorityId)
                .setInspectionId(inspection)
                .build();
    }

    public static Alert alert() {
        return Alert.of(sunderland(), PUBLISHED);
    }

    private static AreaCounts counts(String area, Family family, int outstanding) {
        return new AreaCounts(area, family, List.of(new GradeCount(Grade.OUTSTANDING, outstanding)), 0, 0, 152);
    }
}
