package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortsTest {
    @AfterEach
    void forget() {
        System.clearProperty(Ports.SHARE);
    }

    @Test
    void noPortIsChosenAgainBeforeItIsUsed() {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            chosen.addAll(Ports.free(2));
        }

        assertThat(chosen).doesNotHaveDuplicates().allMatch(port -> port >= 20_000 && port < 32_000);
    }

    @Test
    void aShareHasPortsOfItsOwn() {
        System.setProperty(Ports.SHARE, "2/8");
        assertThat(Ports.free(50)).allMatch(port -> port >= 21_500 && port < 23_000);

        System.setProperty(Ports.SHARE, "8/8");
        assertThat(Ports.free(50)).allMatch(port -> port >= 30_500 && port < 32_000);
    }
}
