package uk.regionalratings.alerts.position;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How positions are kept. */
class PositionTest {
    private static final Tally COUNTED = new Tally(
            Map.of(AlertOutcome.DELIVERED, 7L, AlertOutcome.STALE, 2L),
            3,
            1_700_000_000_000L,
            2,
            "the receiver answered 503",
            Map.of(AlertOutcome.DELIVERED, List.of(2L, 5L)));

    private static final Position POSITION = new Position("q2XmYc0vSGuP3nB4tLw1Rg", 812, COUNTED);

    @Test
    void aPositionIsReadAsItWasWritten() {
        assertThat(Position.ofBytes(POSITION.toBytes())).contains(POSITION);
        assertThat(Position.ofCommitted(POSITION.toCommit())).isEqualTo(POSITION);
    }

    @Test
    void whatIsWrittenIsWhatLaterVersionsMustRead() {
        Position one = new Position("q2XmYc0vSGuP3nB4tLw1Rg", 812, Tally.NONE.plus(AlertOutcome.DELIVERED, 1, 5));

        assertThat(new String(one.toBytes(), UTF_8))
                .isEqualTo("{\"topicId\":\"q2XmYc0vSGuP3nB4tLw1Rg\",\"outcomes\":{\"DELIVERED\":1},\"retries\":1,"
                        + "\"lastDelivered\":5,\"waiting\":0,\"offset\":812}");
        Position later = Position.ofBytes("{\"topicId\":\"x\",\"offset\":9,\"further\":true}".getBytes(UTF_8))
                .orElseThrow();
        assertThat(later).isEqualTo(new Position("x", 9, Tally.NONE));
    }

    @Test
    void whatAnEarlierVersionCommittedNamesNoTopicAndKeepsItsCounts() {
        String metadata = "{\"outcomes\":{\"DELIVERED\":4},\"retries\":3,\"lastDelivered\":5,\"waiting\":0}";

        Position position = Position.ofCommitted(new OffsetAndMetadata(17, metadata));

        assertThat(position.topicId()).isEmpty();
        assertThat(position.offset()).isEqualTo(17);
        assertThat(position.tally().of(AlertOutcome.DELIVERED)).isEqualTo(4);
        assertThat(position.tally().retries()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "of another program", "{\"starts\":{\"0\":null}}"})
    void whatIsNoRecordOfAPositionIsNone(String value) {
        assertThat(Position.ofBytes(value.getBytes(UTF_8))).isEmpty();
        assertThat(Beginning.ofBytes(value.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "of another program", "[]", "{\"retries\":\"x\"}"})
    void theMetadataOfAnotherProgramCountsForNothing(String metadata) {
        assertThat(Position.ofCommitted(new OffsetAndMetadata(17, metadata)))
                .isEqualTo(new Position("", 17, Tally.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"offset\":1}", "{\"topicId\":\"x\",\"offset\":\"1\"}"})
    void whatIsNoPositionIsNotTakenForOne(String value) {
        assertThat(Position.ofBytes(value.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void theMetadataStaysSmall() {
        Position troubled = new Position("x", 1, Tally.NONE.with(7, "x".repeat(10_000), Map.of()));

        assertThat(troubled.toCommit().metadata().length()).isLessThan(1_000);
    }

    @Test
    void whatIsMovedKeepsItsCountsAlone() {
        Position moved = POSITION.movedTo("another", 0);

        assertThat(moved.topicId()).isEqualTo("another");
        assertThat(moved.offset()).isZero();
        assertThat(moved.tally().outcomes()).isEqualTo(COUNTED.outcomes());
        assertThat(moved.tally().ahead()).isEmpty();
        assertThat(moved.tally().waiting()).isZero();
    }

    @Test
    void aBeginningIsReadAsItWasWritten() {
        Beginning beginning = new Beginning("q2XmYc0vSGuP3nB4tLw1Rg", Map.of(0, 5L, 3, 0L));

        assertThat(Beginning.ofBytes(beginning.toBytes())).contains(beginning);
        assertThat(Beginning.ofBytes("x".getBytes(UTF_8))).isEmpty();
    }
}
