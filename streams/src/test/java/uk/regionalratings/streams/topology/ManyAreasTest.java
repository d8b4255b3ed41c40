package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.Membership;

/** A record of rating changes has the counts of every area of the authority, and brokers take no more than 1 MiB. */
class ManyAreasTest {
    private static final int MOST = 700;

    private static Areas areas(int groups, String member) {
        List<Area> areas = new ArrayList<>(ReferenceFiles.bundledAreas().all());
        for (int i = 0; i < groups; i++) {
            areas.add(new Area(
                    "group-with-a-long-identity-%04d".formatted(i),
                    "G",
                    Area.Kind.GROUP,
                    null,
                    List.of(Membership.always(member))));
        }
        return new Areas(areas);
    }

    @Test
    void tooManyAreasAreRefusedBeforeAnythingIsCounted() {
        RatingsTopology.requireRoom(areas(MOST, "north-east"));

        assertThatThrownBy(() -> RatingsTopology.requireRoom(areas(1_000, "north-east")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the region north-east lies in 1004 areas")
                .hasMessageContaining("leave areas out");
        assertThatThrownBy(() -> RatingsTopology.requireRoom(areas(1_000, "394")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authority 394 lies in 100");
    }

    @Test
    void theLargestRecordIsTaken() {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            if (Framework.SIF.makes(judgement)) {
                grades.put(judgement, GradeGiven.of(Grade.GOOD));
            }
        }
        try (PipelineDriver pipeline = new PipelineDriver(areas(MOST, "394"))) {
            pipeline.register(PoisonRecords.authority("north-east"), 1);
            for (int i = 0; i < 2; i++) {
                LocalDate day = LocalDate.of(2015, 6, 1).plusYears(i);
                pipeline.publish(InspectionBuilder.inspection("i".repeat(99) + i)
                        .framework(Framework.SIF)
                        .fieldwork(day.minusDays(30), day.minusDays(20))
                        .publishedOn(day)
                        .grades(grades)
                        .reportUrl("https://example.org/" + "u".repeat(1_980))
                        .build());
            }

            assertThat(pipeline.values("rating-changed")).hasSize(2).allSatisfy(value -> assertThat(value.length)
                    .isBetween(200_000, 1_000_000));
        }
    }
}
