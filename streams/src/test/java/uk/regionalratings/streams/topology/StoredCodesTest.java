package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.Segment;
import uk.regionalratings.streams.topology.CountedTimelines.Line;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The bytes that lie in the stores of every installation. A constant that is added anywhere gets a code that nobody had; whoever has to change
 * an expectation in here changes what stored bytes mean, and raises {@link StateFormat}.
 */
class StoredCodesTest {
    private static final HexFormat HEX = HexFormat.of();

    private final Serde<Map<Line, Counts>> counts = CountsSerde.serde();

    private String stored(Judgement judgement, Family family, Counts ofLine) {
        return HEX.formatHex(counts.serializer().serialize("any", Map.of(new Line(judgement, family), ofLine)));
    }

    @Test
    void countsAreStoredInTheseBytes() {
        Counts numbers = Counts.ofArray(new int[] {1, 2, 3, 4, 5, 6, 7});

        assertThat(stored(Judgement.IN_CARE, Family.ANY, numbers))
                .isEqualTo("0302" + "00000001" + "00000002" + "00000003" + "00000004" + "00000005" + "00000006"
                        + "00000007");
        assertThat(numbers.of(Grade.OUTSTANDING)).isEqualTo(1);
        assertThat(numbers.of(Grade.GOOD)).isEqualTo(2);
        assertThat(numbers.of(Grade.REQUIRES_IMPROVEMENT)).isEqualTo(3);
        assertThat(numbers.of(Grade.INADEQUATE)).isEqualTo(4);
        assertThat(numbers.superseded()).isEqualTo(5);
        assertThat(numbers.authorities()).isEqualTo(6);
        assertThat(numbers.publications()).isEqualTo(7);
        assertThat(Counts.of(new Segment(Segment.BEGINNING, null, Grade.INADEQUATE, true, true))
                        .toArray())
                .containsExactly(0, 0, 0, 1, 1, 1, 0);
    }

    @Test
    void everyJudgementAndFamilyHasItsCode() {
        Map<Judgement, String> judgements = new TreeMap<>();
        for (Judgement judgement : Judgement.values()) {
            judgements.put(judgement, stored(judgement, Family.SIF, Counts.ZERO).substring(0, 2));
        }
        Map<Family, String> families = new TreeMap<>();
        for (Family family : Family.values()) {
            families.put(
                    family,
                    stored(Judgement.OVERALL_EFFECTIVENESS, family, Counts.ZERO).substring(2, 4));
        }

        assertThat(judgements)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Judgement.OVERALL_EFFECTIVENESS, "00",
                        Judgement.IMPACT_OF_LEADERS, "01",
                        Judgement.HELP_AND_PROTECTION, "02",
                        Judgement.IN_CARE, "03",
                        Judgement.CARE_LEAVERS, "04",
                        Judgement.IN_CARE_AND_CARE_LEAVERS, "05",
                        Judgement.ADOPTION, "06"));
        assertThat(families)
                .containsExactlyInAnyOrderEntriesOf(Map.of(Family.SIF, "00", Family.ILACS, "01", Family.ANY, "02"));
    }

    @Test
    void everyJudgementIsCountedInItsPartition() {
        Map<Integer, Set<Judgement>> groups = Arrays.stream(Judgement.values())
                .collect(Collectors.groupingBy(JudgementGroups::of, Collectors.toSet()));

        assertThat(groups)
                .isEqualTo(Map.of(
                        0,
                        Set.of(
                                Judgement.OVERALL_EFFECTIVENESS,
                                Judgement.HELP_AND_PROTECTION,
                                Judgement.CARE_LEAVERS,
                                Judgement.ADOPTION),
                        1,
                        Set.of(Judgement.IMPACT_OF_LEADERS, Judgement.IN_CARE, Judgement.IN_CARE_AND_CARE_LEAVERS)));
        assertThat(List.of(HEX.formatHex(JudgementGroups.key(0)), HEX.formatHex(JudgementGroups.key(1))))
                .containsExactly("30", "31");
    }
}
