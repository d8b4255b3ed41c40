package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Family;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.topics.Topics;

/** The real sentences of the README, as the topology publishes them. */
class RealHistoryTest {
    private static final String SUNDERLAND_2021 = "394/overall_effectiveness/394-2021-08-20";

    /** For all tests, which only read. */
    @AutoClose
    private static final PipelineDriver PIPELINE = new PipelineDriver();

    @BeforeAll
    static void replayTheRealHistory() {
        ReferenceFiles.bundledAuthorities().forEach(authority -> PIPELINE.register(authority, 1));
        RealHistory.inspections().forEach(PIPELINE::publish);
    }

    @Test
    void announcesSunderlandAsTheFirstFromInadequateToOutstanding() {
        RatingChanged change = PIPELINE.changes().get(SUNDERLAND_2021);

        assertThat(change.getFrom()).isEqualTo(Grade.INADEQUATE);
        assertThat(change.getTo()).isEqualTo(Grade.OUTSTANDING);
        assertThat(change.getSteps()).isEqualTo(3);
        assertThat(change.getDirection()).isEqualTo(Direction.IMPROVED);
        assertThat(change.getFirstOfItsKind()).isTrue();
        assertThat(outstanding(change.getCounts(), "england", Family.ILACS)).isEqualTo(18);
        assertThat(outstanding(change.getCounts(), "north", Family.ILACS)).isEqualTo(4);
        assertThat(outstanding(change.getCounts(), "england", Family.ANY)).isEqualTo(19);
        assertThat(outstanding(change.getCounts(), "north", Family.ANY)).isEqualTo(5);
    }

    @Test
    void announcesOneNationalFirstFromInadequateToOutstanding() {
        List<String> firsts = PIPELINE.changes().values().stream()
                .filter(RatingChanged::getFirstOfItsKind)
                .filter(change -> change.getFrom() == Grade.INADEQUATE && change.getTo() == Grade.OUTSTANDING)
                .filter(change -> change.getId().contains("/overall_effectiveness/"))
                .map(RatingChanged::getId)
                .toList();

        assertThat(firsts).containsExactly(SUNDERLAND_2021);
    }

    @Test
    void announcesSunderland2025AsMaintained() {
        RatingChanged change = PIPELINE.changes().get("394/overall_effectiveness/394-2025-03-11");

        assertThat(change.getDirection()).isEqualTo(Direction.MAINTAINED);
        assertThat(change.getTo()).isEqualTo(Grade.OUTSTANDING);
        assertThat(outstanding(change.getCounts(), "england", Family.ILACS)).isEqualTo(33);
        assertThat(outstanding(change.getCounts(), "north", Family.ILACS)).isEqualTo(7);
    }

    @Test
    void publishesTheRunningCounts() {
        Map<String, AreaRatings> areas = PIPELINE.areaRatings();

        AreaRatings england = areas.get("england/any/overall_effectiveness");
        assertThat(england.getCounts().get(0).getAuthorities()).isEqualTo(46);
        assertThat(england.getAuthorities()).isEqualTo(153);
        assertThat(england.getSuperseded()).isEqualTo(11);
        AreaRatings north = areas.get("north/any/overall_effectiveness");
        assertThat(north.getCounts().get(0).getAuthorities()).isEqualTo(12);
        assertThat(north.getAuthorities()).isEqualTo(51);
    }

    @Test
    void appliesEveryRecordOnce() {
        InputTally inspections = PIPELINE.tallies().get(Topics.INSPECTION_PUBLISHED.name() + "-0");

        assertThat(inspections).isEqualTo(Tallies.of(488L, 488L, 0L, 0L, StateFormat.CURRENT));
        assertThat(PIPELINE.rejections()).isEmpty();
        assertThat(PIPELINE.authorityRatings()).hasSize(158).isEqualTo(PIPELINE.told.ratings);
    }

    private static int outstanding(List<AreaCounts> counts, String area, Family family) {
        return counts.stream()
                .filter(one -> one.getArea().equals(area) && one.getFamily() == family)
                .findFirst()
                .orElseThrow()
                .getCounts()
                .get(0)
                .getAuthorities();
    }
}
