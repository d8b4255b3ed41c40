package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** A record of rating changes has the counts of every area of the authority, and brokers take no more than 1 MiB. */
class ManyAreasTest {
    private static final int MOST = 700;

    private static Areas areas(int groups) {
        List<Area> areas = new ArrayList<>(ReferenceFiles.bundledAreas().all());
        for (int i = 0; i < groups; i++) {
            areas.add(new Area(
                    "group-with-a-long-identity-%04d".formatted(i), "G", Area.Kind.GROUP, null, Set.of("north-east")));
        }
        return new Areas(areas);
    }

    @Test
    void tooManyAreasAreRefusedBeforeAnythingIsCounted() {
        RatingsTopology.requireRoom(areas(MOST));

        assertThatThrownBy(() -> RatingsTopology.requireRoom(areas(1_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the region north-east lies in 1003 areas")
                .hasMessageContaining("leave areas out");
    }

    @Test
    void theLargestRecordIsTaken(@TempDir Path state) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            if (Framework.SIF.makes(judgement)) {
                grades.put(judgement, GradeGiven.of(Grade.GOOD));
            }
        }
        try (PipelineDriver pipeline = new PipelineDriver(state, areas(MOST))) {
            pipeline.register(PoisonRecords.authority("north-east"), 1);
            for (int i = 0; i < 2; i++) {
                LocalDate day = LocalDate.of(2015, 6, 1).plusYears(i);
                pipeline.publish(new Inspection(
                        "i".repeat(99) + i,
                        "394",
                        1,
                        false,
                        Framework.SIF,
                        day.minusDays(30),
                        day.minusDays(20),
                        day,
                        grades,
                        "https://example.org/" + "u".repeat(1_980)));
            }

            assertThat(pipeline.values("rating-changed")).hasSize(2).allSatisfy(value -> assertThat(value.length)
                    .isBetween(200_000, 1_000_000));
        }
    }
}
