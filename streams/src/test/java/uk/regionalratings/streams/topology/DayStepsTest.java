package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.vocabulary.Judgement;

class DayStepsTest {
    private static final List<Integer> CODES =
            Arrays.stream(Judgement.values()).map(Judgement::code).toList();

    private final CompactWriter writer = new CompactWriter();

    /** Of each line the state before and after; an even sum stands for a step that was published. */
    @Property
    void theStepsOfADayComeBackAsTheyWere(
            @ForAll @Size(max = 24)
                    Map<@IntRange(max = 23) Integer, @Size(2) List<@IntRange(min = 1, max = 9) Integer>> wanted) {
        DaySteps steps = new DaySteps();
        // Line numbers have room for more judgements than exist.
        wanted.keySet().removeIf(line -> CODES.stream().noneMatch(code -> code == Lines.judgementCode(line)));
        wanted.forEach((line, states) -> {
            steps.step(line, 9, 9, true, 1);
            steps.step(line, 9, 9, true, -1);
            steps.step(line, states.get(0), states.get(1), isPublished(states), 1);
        });
        Map<Integer, List<Integer>> read = new HashMap<>();
        byte[] row = steps.write(writer);
        if (row != null) {
            assertThat(DaySteps.read(row).write(writer)).isEqualTo(row);
            DaySteps.tell(row, 7, (line, day, from, to, published, times) -> {
                assertThat(day).isEqualTo(7);
                assertThat(published).isEqualTo(isPublished(List.of(from, to)));
                assertThat(read.put(line, List.of(from, to))).isNull();
            });
        }

        assertThat(read).isEqualTo(wanted);
    }

    private static boolean isPublished(List<Integer> states) {
        return (states.get(0) + states.get(1)) % 2 == 0;
    }

    @Test
    void aDayWhoseStepsWereTakenAwayHasNoRow() {
        DaySteps steps = new DaySteps();
        steps.step(3, 0, 1, false, 1);
        steps.step(3, 0, 1, false, -1);

        assertThat(steps.write(writer)).isNull();
    }

    @Test
    void whatIsNoRowIsRefused() {
        DaySteps steps = new DaySteps();
        steps.step(3, 0, 1, false, 1);
        byte[] row = steps.write(writer);

        assertThatThrownBy(() -> DaySteps.read(Arrays.copyOf(row, 2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DaySteps.read(new byte[] {99, 1, 0})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DaySteps.read(new byte[] {3, (byte) 0xF1, 0}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
