package uk.regionalratings.streams.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.vocabulary.Inspection;

class FactLogTest {
    private static final Inspection INSPECTION = RealHistory.inspections().get(0);

    private final AtomicInteger decoded = new AtomicInteger();
    private final FactLog log = new FactLog((topic, key, value, sentAt) -> decoded(value), 2, 1);
    private long next;

    private InputEvent decoded(byte[] value) {
        decoded.incrementAndGet();
        return new InputEvent.Inspected(
                INSPECTION.withRevision(ByteBuffer.wrap(value).getInt()));
    }

    private Fact add(int place, int revision) {
        byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt(revision).array();
        InputEvent event = new InputEvent.Inspected(INSPECTION.withRevision(revision));
        return log.add(place, next++, 0, INSPECTION.authorityId(), value, event);
    }

    @Test
    void decodesAFewFactsForEachCorrectionHoweverManyCameBefore() {
        for (int revision = 1; revision <= 1_000; revision++) {
            add(revision % 2, revision);
        }

        assertThat(decoded.get()).isLessThan(10 * 1_000);
        assertThat(log.weight(INSPECTION.authorityId())).isEqualTo(1_000);
        assertThat(log.of(INSPECTION.authorityId())).hasSize(1_000);
    }

    @Test
    void ignoresWhatItsPlaceAlreadySaysAndKeepsWhatOnlyAnotherPlaceSays() {
        assertThat(List.of(add(0, 1), add(0, 3))).doesNotContainNull();
        assertThat(add(0, 2)).isNull();
        assertThat(add(0, 3)).isNull();
        assertThat(add(1, 2)).isNotNull();
        assertThat(log.weight(INSPECTION.authorityId())).isEqualTo(3);
    }

    @Test
    void aRemovedFactUncoversThoseThatItReplaced() {
        add(0, 1);
        add(0, 2);
        log.remove(add(0, 3));

        assertThat(log.weight(INSPECTION.authorityId())).isEqualTo(2);
        assertThat(add(0, 2)).isNull();
        assertThat(add(0, 3)).isNotNull();
    }
}
