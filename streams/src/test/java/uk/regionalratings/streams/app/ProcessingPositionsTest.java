package uk.regionalratings.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessingPositionsTest {
    @Test
    void areForgottenWhenThereAreRecordsAndNoPositions() {
        assertThat(ProcessingPositions.areForgotten(() -> false, () -> true)).isTrue();
    }

    @Test
    void areKnownBeforeTheFirstCommit() {
        assertThat(ProcessingPositions.areForgotten(() -> false, () -> false)).isFalse();
    }

    /** Two instances that start at once on facts that were there: the one commits while the other looks. */
    @Test
    void areKnownWhenAnotherInstanceCommitsItsFirstRecordsMeanwhile() {
        Iterator<Boolean> positions = List.of(false, true).iterator();

        assertThat(ProcessingPositions.areForgotten(positions::next, () -> true))
                .isFalse();
        assertThat(positions).isExhausted();
    }
}
