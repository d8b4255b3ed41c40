package uk.regionalratings.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.InputTally;

class InputCheckTest {
    private static final Instant NOW = Instant.parse("2026-10-01T11:00:00Z");

    @Test
    void saysNothingButTheEquationWhereAllIsInPlaceAndKnown() {
        assertThat(InputCheck.findings(
                        Map.of("inspection-published-0", new InputTally(4L, 2L, 1L, 1L, 3, 0L, 0L, 0L, null)), NOW))
                .containsExactly(
                        Finding.ok("input", "in 4 = applied 2 + duplicate 1 + rejected 1 + waiting 0; moved 0"));
    }

    @Test
    void namesWhatLiesInWrongPartitionsAndWhatWaitsWithItsAge() {
        long since = NOW.minus(Duration.ofHours(50)).toEpochMilli();

        assertThat(InputCheck.findings(
                        Map.of(
                                "inspection-published-1", new InputTally(5L, 6L, 0L, 0L, 3, 0L, 1L, 0L, null),
                                "inspection-published-3", new InputTally(1L, 0L, 0L, 0L, 3, 1L, 0L, 0L, null),
                                "waiting/999", new InputTally(0L, 0L, 0L, 0L, 3, 0L, 0L, 2L, since)),
                        NOW))
                .extracting(Finding::line)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "ok    input: in 6 = applied 4 + duplicate 0 + rejected 0 + waiting 2; moved 1"),
                        line -> assertThat(line)
                                .startsWith(
                                        "warn  partitions of records: 1 records of inspection-published-3 lay in another")
                                .contains("partitioner=murmur2_random"),
                        line -> assertThat(line)
                                .startsWith("warn  waiting inspections: 2 of authority 999, which is unknown")
                                .contains("the first sent 2 d ago"));
    }
}
