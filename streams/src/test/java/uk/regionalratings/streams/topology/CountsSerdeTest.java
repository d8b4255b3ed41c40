package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.vocabulary.Family;

class CountsSerdeTest {
    private static final String TOPIC = "any";

    private final Serde<Map<Family, Counts>> serde = CountsSerde.serde();

    @Test
    void countsOfEachFamilyComeBackAsTheyWere() {
        Map<Family, Counts> counts =
                Map.of(Family.ANY, counts(1, -1, 0, 0, 2, 3, 4), Family.ILACS, counts(0, 0, 0, -70_000, 70_000, -1, 0));

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
