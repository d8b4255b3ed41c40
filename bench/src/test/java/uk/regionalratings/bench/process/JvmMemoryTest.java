package uk.regionalratings.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmMemoryTest {
    @Test
    void whatIsHeldIsLiveAndWhatIsLetGoIsNot() throws Exception {
        long us = ProcessHandle.current().pid();
        double before = JvmMemory.liveHeapMegabytes(us);

        byte[] held = new byte[40_000_000];
        double meanwhile = JvmMemory.liveHeapMegabytes(us);
        assertThat(held).hasSize(40_000_000);
        held = null;
        double after = JvmMemory.liveHeapMegabytes(us);

        assertThat(meanwhile - before).isBetween(35.0, 45.0);
        assertThat(after - before).isLessThan(5);
    }
}
