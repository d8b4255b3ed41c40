package uk.regionalratings.alerts.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import uk.regionalratings.alerts.position.AlertOutcome;
import uk.regionalratings.alerts.position.Position;
import uk.regionalratings.alerts.position.Tally;
import uk.regionalratings.vocabulary.Judgement;

class PartitionProgressTest {
    private static final int RECORDS = 60;

    private static PartitionProgress begun(long offset) {
        return new PartitionProgress(new Position("q2XmYc0vSGuP3nB4tLw1Rg", offset, Tally.NONE));
    }

    @Test
    void everyChangeOfARecordHasItsPlace() {
        assertThat(Judgement.values()).hasSizeLessThanOrEqualTo(PartitionProgress.PLACES);
    }

    @RepeatedTest(40)
    void thePositionNeverPassesWhatHasNotEndedAndItsTallyIsThatOfWhatIsBeforeIt(RepetitionInfo repetition) {
        // Given: offsets with gaps, as transactions leave them
        Random random = new Random(repetition.getCurrentRepetition());
        PartitionProgress progress = begun(100);
        List<Long> offsets = new ArrayList<>();
        long next = 100;
        for (int i = 0; i < RECORDS; i++) {
            next += random.nextInt(3) == 0 ? 2 : 1;
            offsets.add(next);
        }
        Map<Long, AlertOutcome> outcomes = new HashMap<>();
        Set<Long> ended = new HashSet<>();
        List<Long> order = new ArrayList<>(offsets);
        Collections.shuffle(order, random);
        offsets.forEach(offset -> progress.begin(offset, 1));
        progress.reached(next + 1);

        for (long offset : order) {
            // When
            AlertOutcome outcome = AlertOutcome.values()[random.nextInt(AlertOutcome.values().length)];
            outcomes.put(offset, outcome);
            ended.add(offset);
            progress.end(offset, 0, outcome, 2, offset);

            // Then
            Position position = progress.position();
            long firstOpen = offsets.stream()
                    .filter(one -> !ended.contains(one))
                    .findFirst()
                    .orElse(next + 1);
            assertThat(position.offset()).isEqualTo(firstOpen);
            Map<AlertOutcome, Long> expected = new EnumMap<>(AlertOutcome.class);
            offsets.stream()
                    .filter(one -> one < firstOpen)
                    .forEach(one -> expected.merge(outcomes.get(one), 1L, Long::sum));
            Tally tally = position.tally();
            assertThat(tally.outcomes()).isEqualTo(expected);
            assertThat(tally.waiting()).isEqualTo(RECORDS - ended.size());
        }
        assertThat(progress.position().tally().retries()).isEqualTo(2L * RECORDS);
    }

    @RepeatedTest(30)
    void whatWasDeliveredBeyondThePositionIsNotToldAgainAfterARestart(RepetitionInfo repetition) {
        // Given
        Random random = new Random(repetition.getCurrentRepetition());
        PartitionProgress before = begun(0);
        Map<Long, AlertOutcome> ended = new HashMap<>();
        for (long offset = 0; offset < RECORDS; offset++) {
            assertThat(before.begin(offset, 1)).containsExactly(0);
        }
        before.reached(RECORDS);
        for (long offset = 0; offset < RECORDS; offset++) {
            if (random.nextInt(4) > 0) {
                AlertOutcome outcome = AlertOutcome.values()[random.nextInt(AlertOutcome.values().length)];
                before.end(offset, 0, outcome, 0, offset);
                ended.put(offset, outcome);
            }
        }

        // When: twice, the second time in the middle of reading again
        Position first = before.position();
        PartitionProgress between = new PartitionProgress(first);
        between.begin(first.offset(), 1);
        between.reached(first.offset() + 1);
        Position second = between.position();
        PartitionProgress after = new PartitionProgress(second);

        // Then
        assertThat(second.offset()).isEqualTo(first.offset());
        for (long offset = second.offset(); offset < RECORDS; offset++) {
            AlertOutcome how = ended.get(offset);
            boolean told = how == AlertOutcome.DELIVERED || how == AlertOutcome.UNDELIVERED;
            assertThat(after.begin(offset, 1)).hasSize(told ? 0 : 1);
            if (!told) {
                after.end(offset, 0, AlertOutcome.FILTERED, 0, 0);
            }
        }
        after.reached(RECORDS);
        Tally tally = after.position().tally();
        assertThat(after.position().offset()).isEqualTo(RECORDS);
        assertThat(tally.outcomes().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(RECORDS);
        for (AlertOutcome sent : List.of(AlertOutcome.DELIVERED, AlertOutcome.UNDELIVERED)) {
            assertThat(tally.of(sent))
                    .isEqualTo(ended.values().stream().filter(sent::equals).count());
        }
        assertThat(tally.ahead()).isEmpty();
        assertThat(tally.waiting()).isZero();
    }

    /** Each change of a record ends by itself, and none of them is told or counted twice. */
    @RepeatedTest(40)
    void changesOfARecordEndByThemselvesThoughTheProcessRestartsBetweenThem(RepetitionInfo repetition) {
        // Given
        Random random = new Random(repetition.getCurrentRepetition());
        int[] changes = random.ints(12, 1, 8).toArray();
        Map<String, AlertOutcome> ended = new HashMap<>();
        Position position = begun(7).position();

        // When: at each start all is read from the position, some of it ends in any order, and the process is killed
        while (position.offset() < 7 + changes.length) {
            PartitionProgress progress = new PartitionProgress(position);
            List<long[]> open = new ArrayList<>();
            for (long offset = position.offset(); offset < 7 + changes.length; offset++) {
                for (int place : progress.begin(offset, changes[(int) offset - 7])) {
                    open.add(new long[] {offset, place});
                }
                progress.reached(offset + 1);
            }
            Collections.shuffle(open, random);
            for (long[] change : open.subList(0, Math.min(open.size(), 1 + random.nextInt(20)))) {
                String name = change[0] + "/" + change[1];
                AlertOutcome outcome = ended.getOrDefault(name, AlertOutcome.values()[random.nextInt(4)]);
                boolean sent = outcome == AlertOutcome.DELIVERED || outcome == AlertOutcome.UNDELIVERED;
                assertThat(sent && ended.containsKey(name))
                        .as("told twice: " + name)
                        .isFalse();
                ended.put(name, outcome);
                progress.end(change[0], (int) change[1], outcome, 0, 0);
            }
            assertThat(progress.position().offset()).isGreaterThanOrEqualTo(position.offset());
            position = progress.position();
        }

        // Then
        Map<AlertOutcome, Long> expected = new EnumMap<>(AlertOutcome.class);
        ended.values().forEach(one -> expected.merge(one, 1L, Long::sum));
        assertThat(ended).hasSize(Arrays.stream(changes).sum());
        assertThat(position.tally().outcomes()).isEqualTo(expected);
        assertThat(position.tally().ahead()).isEmpty();
    }

    @Test
    void thePositionFitsIntoWhatABrokerTakesHoweverMuchHasEndedBeyondIt() {
        PartitionProgress progress = begun(1_000_000_000L);
        for (long i = 0; i < 5_000; i++) {
            progress.begin(1_000_000_000L + 50 * i, 1);
        }
        for (long i = 1; i < 5_000; i++) {
            progress.end(1_000_000_000L + 50 * i, 0, AlertOutcome.DELIVERED, 0, Long.MAX_VALUE);
        }
        progress.failed("ü".repeat(1_000));

        assertThat(progress.position().toCommit().metadata().getBytes(UTF_8).length)
                .isLessThan(4_096);
    }

    @Test
    void newsIsToldOnceUnlessItDidNotArrive() {
        PartitionProgress progress = begun(5);

        assertThat(progress.news()).isPresent();
        assertThat(progress.news()).isEmpty();
        progress.forgetTold();
        assertThat(progress.news()).isPresent();
        progress.begin(5, 1);
        progress.failed("the receiver answered 503");
        assertThat(progress.news().orElseThrow().tally().trouble()).contains("answered 503");
    }

    @Test
    void readIsEndedAndHandedOverWhateverEndsLate() {
        PartitionProgress progress = begun(0);
        int read = 0;
        for (long offset = 0; offset < 5; offset++) {
            read += progress.begin(offset, 1).size();
        }
        int ended = 0;
        for (long offset : new long[] {3, 0, 3}) {
            ended += progress.end(offset, 0, AlertOutcome.DELIVERED, 0, offset) ? 1 : 0;
        }
        assertThat(progress.waiting()).isEqualTo(read - ended);

        int handedOver = progress.handOver();
        ended += progress.end(1, 0, AlertOutcome.DELIVERED, 0, 1) ? 1 : 0;

        assertThat(ended).isEqualTo(2);
        assertThat(ended + handedOver).isEqualTo(read);
        assertThat(progress.waiting()).isZero();
    }
}
