package uk.regionalratings.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private static final int RECORDS = 200;

    @RepeatedTest(100)
    void thePositionNeverPassesWhatHasNotEndedAndItsTallyIsThatOfWhatIsBeforeIt(RepetitionInfo repetition) {
        // Given: offsets with gaps, as transactions leave them
        Random random = new Random(repetition.getCurrentRepetition());
        PartitionProgress progress = new PartitionProgress(100, Tally.NONE);
        List<Long> offsets = new ArrayList<>();
        long next = 100;
        for (int i = 0; i < RECORDS; i++) {
            next += random.nextInt(3) == 0 ? 2 : 1;
            offsets.add(next);
        }
        Map<Long, Outcome> outcomes = new HashMap<>();
        Set<Long> ended = new HashSet<>();
        List<Long> order = new ArrayList<>(offsets);
        Collections.shuffle(order, random);
        offsets.forEach(progress::begin);
        progress.reached(next + 1);

        for (long offset : order) {
            // When
            Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
            outcomes.put(offset, outcome);
            ended.add(offset);
            progress.end(offset, outcome, 2, offset);

            // Then
            OffsetAndMetadata position = progress.position();
            long firstOpen = offsets.stream()
                    .filter(one -> !ended.contains(one))
                    .findFirst()
                    .orElse(next + 1);
            assertThat(position.offset()).isEqualTo(firstOpen);
            Map<Outcome, Long> expected = new EnumMap<>(Outcome.class);
            offsets.stream()
                    .filter(one -> one < firstOpen)
                    .forEach(one -> expected.merge(outcomes.get(one), 1L, Long::sum));
            Tally tally = Tally.ofMetadata(position.metadata());
            assertThat(tally.outcomes()).isEqualTo(expected);
            assertThat(tally.waiting()).isEqualTo(RECORDS - ended.size());
        }
        assertThat(Tally.ofMetadata(progress.position().metadata()).retries()).isEqualTo(2L * RECORDS);
    }

    @Test
    void newsIsToldOnceUnlessItDidNotArrive() {
        PartitionProgress progress = new PartitionProgress(5, Tally.NONE);

        assertThat(progress.news()).isPresent();
        assertThat(progress.news()).isEmpty();
        progress.forgetTold();
        assertThat(progress.news()).isPresent();
        progress.begin(5);
        progress.failed("the receiver answered 503");
        assertThat(progress.news().orElseThrow().metadata()).contains("answered 503");
    }

    @Test
    void theMetadataStaysSmallAndForeignMetadataCountsForNothing() {
        Tally troubled = Tally.NONE.with(7, "x".repeat(10_000));

        assertThat(troubled.toMetadata().length()).isLessThan(1_000);
        assertThat(Tally.ofMetadata("of another program")).isEqualTo(Tally.NONE);
        assertThat(Tally.ofMetadata(null)).isEqualTo(Tally.NONE);
        assertThat(Tally.ofMetadata("{\"retries\":3,\"later\":true}").retries()).isEqualTo(3);
    }
}
