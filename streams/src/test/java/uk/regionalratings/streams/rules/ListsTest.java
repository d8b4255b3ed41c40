package uk.regionalratings.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;

class ListsTest {
    @Property
    void whatOneListHasAndTheOtherHasNotInItsOrder(
            @ForAll @UniqueElements List<@IntRange(max = 12) Integer> these,
            @ForAll @UniqueElements List<@IntRange(max = 12) Integer> those) {
        List<Integer> expected = new ArrayList<>(these);
        expected.removeAll(new HashSet<>(those));

        assertThat(Lists.minus(these, those)).isEqualTo(expected);
    }

    @Property
    void nothingIsMissingFromItself(@ForAll @UniqueElements List<Integer> some) {
        assertThat(Lists.minus(some, List.copyOf(some))).isEmpty();
    }
}
