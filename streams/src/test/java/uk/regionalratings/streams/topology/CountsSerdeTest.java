package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.topology.CountedTimelines.Line;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

class CountsSerdeTest {
    private static final String TOPIC = "any";

    private final Serde<Map<Line, Counts>> serde = CountsSerde.serde();

    @Test
    void countsOfEachLineComeBackAsTheyWere() {
        Map<Line, Counts> counts = Map.of(
                new Line(Judgement.IN_CARE, Family.ANY),
                counts(1, -1, 0, 0, 2, 3, 4),
                new Line(Judgement.IN_CARE, Family.ILACS),
                counts(0, 0, 0, -70_000, 70_000, -1, 0),
                new Line(Judgement.ADOPTION, Family.ANY),
                counts(0, 1, 0, 0, 0, 0, 1));

        assertThat(serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, counts)))
                .isEqualTo(counts);
    }

    @Test
    void aRowThatIsDeletedStaysDeleted() {
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    }

    private static Counts counts(int... numbers) {
        int[] all = new int[Counts.SIZE];
        System.arraycopy(numbers, 0, all, 0, Math.min(numbers.length, all.length));
        return Counts.ofArray(all);
    }
}
