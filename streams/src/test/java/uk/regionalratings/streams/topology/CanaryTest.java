package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** Canaries go all the way, and nothing that is counted or published knows of them. */
class CanaryTest {
    private final List<Authority> authorities = ReferenceFiles.bundledAuthorities();
    private final List<Inspection> inspections = RealHistory.inspections().subList(0, 60);

    @Test
    void changeNoCountNoTallyAndNoTable() {
        try (PipelineDriver plain = new PipelineDriver();
                PipelineDriver disturbed = new PipelineDriver()) {
            for (Authority authority : authorities) {
                plain.register(authority, 1);
                disturbed.register(authority, 1);
            }
            sendCanary(disturbed, null);
            for (Inspection inspection : inspections) {
                plain.publish(inspection);
                disturbed.publish(inspection);
                // Whatever somebody puts there.
                sendCanary(disturbed, inspection.authorityId());
            }

            assertThat(disturbed.tallies()).isEqualTo(plain.tallies());
            assertThat(disturbed.authorityRatings()).isEqualTo(plain.authorityRatings());
            assertThat(disturbed.areaRatings()).isNotEmpty().isEqualTo(plain.areaRatings());
            assertThat(disturbed.changes()).isNotEmpty().isEqualTo(plain.changes());
            assertThat(disturbed.rejections()).isEmpty();
            assertThat(plain.told.canaries).isEmpty();
            assertThat(disturbed.told.canaries)
                    .as("by partition, with the time of sending")
                    .containsOnlyKeys(0)
                    .containsValue(PipelineDriver.SENT.toEpochMilli());
        }
    }

    private static void sendCanary(PipelineDriver pipeline, String key) {
        pipeline.send(Topics.CANARY_SENT, key == null ? null : key.getBytes(StandardCharsets.UTF_8), null);
    }

    @Test
    void aKeyOfSomebodyElsesMakingStopsNobody() {
        assertThat(Canary.partition(Canary.key(3))).isEqualTo(3);
        assertThat(Canary.partition("x".getBytes(StandardCharsets.UTF_8))).isNegative();
        assertThat(Canary.partition(new byte[0])).isNegative();
    }
}
