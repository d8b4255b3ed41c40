package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import uk.regionalratings.compact.CompactWriter;

class CountsSerdeTest {
    private final CompactWriter writer = new CompactWriter();

    @Property
    void countsOfEachLineComeBackAsTheyWere(@ForAll Map<@IntRange(max = 23) Integer, @Size(7) List<Integer>> counts) {
        Map<Integer, List<Integer>> read = new HashMap<>();
        byte[] row = CountsSerde.write(
                line -> counts.containsKey(line)
                        ? counts.get(line).stream().mapToInt(Integer::intValue).toArray()
                        : null,
                writer);
        if (row != null) {
            CountsSerde.read(
                    row,
                    (line, numbers) -> read.put(
                            line, java.util.Arrays.stream(numbers).boxed().toList()));
        }

        assertThat(read).isEqualTo(counts);
    }

    @Test
    void aDayOnWhichNothingChangesHasNoRow() {
        assertThat(CountsSerde.write(line -> null, writer)).isNull();
    }
}
