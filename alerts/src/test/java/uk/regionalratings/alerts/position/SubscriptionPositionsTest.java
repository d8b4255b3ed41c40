package uk.regionalratings.alerts.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.alerts.position.SubscriptionPositions.Written;
import uk.regionalratings.alerts.position.Whereabouts.Known;
import uk.regionalratings.alerts.position.Whereabouts.Lost;

/** Where a subscription goes on, and when nobody but a person can say so. */
class SubscriptionPositionsTest {
    private static final SourceTopic TOPIC = new SourceTopic(
            "rating-changed", "now", Map.of(0, new SourceTopic.Range(10, 100), 1, new SourceTopic.Range(0, 50)));

    private static Position at(String topicId, long offset) {
        return new Position(topicId, offset, Tally.NONE);
    }

    private static Whereabouts of(Written written, Map<Integer, Position> committed) {
        return new SubscriptionPositions(TOPIC, written, committed).of(0);
    }

    private static Written kept(Position position) {
        return new Written(null, Map.of(0, position));
    }

    private static void assertKnown(Whereabouts where, long offset) {
        assertThat(where).isEqualTo(new Known(at("now", offset)));
    }

    private static void assertLost(Whereabouts where, String reason) {
        assertThat(where).isInstanceOf(Lost.class);
        assertThat(((Lost) where).reason()).contains(reason);
    }

    @Test
    void aSubscriptionThatNothingIsKnownOfIsNew() {
        SubscriptionPositions positions = new SubscriptionPositions(TOPIC, Written.NOTHING, Map.of());

        assertThat(positions.isNew()).isTrue();
        assertThatThrownBy(() -> positions.of(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void goesOnWhereItWasThoughTheBrokersHaveForgottenItsGroup() {
        assertKnown(of(kept(at("now", 60)), Map.of()), 60);
    }

    @ParameterizedTest
    @CsvSource({"now, 60", "'', 60"})
    void goesOnAtTheCommittedOffsetThatAnEarlierVersionLeft(String topicId, long offset) {
        assertKnown(of(Written.NOTHING, Map.of(0, at(topicId, offset))), 60);
    }

    @Test
    void theFurthestOfBothCountsSinceAProcessThatWasAwayMayHaveKeptAnOldOneLate() {
        assertKnown(of(kept(at("now", 60)), Map.of(0, at("now", 70))), 70);
        assertKnown(of(kept(at("now", 70)), Map.of(0, at("now", 60))), 70);
        assertKnown(of(kept(at("now", 60)), Map.of(0, at("now", 101))), 60);
        assertKnown(of(kept(at("now", 60)), Map.of(0, at("before", 70))), 60);
    }

    @ParameterizedTest
    @CsvSource({"10", "100"})
    void bothEndsOfTheTopicAreInIt(long offset) {
        assertKnown(of(kept(at("now", offset)), Map.of()), offset);
    }

    @Test
    void aPositionThatTheTopicDoesNotHoldIsLost() {
        assertLost(of(kept(at("now", 101)), Map.of()), "offset 101 of rating-changed-0 is beyond the end, 100");
        assertLost(of(kept(at("now", 9)), Map.of()), "the partition begins at 10");
        assertLost(of(kept(at("before", 60)), Map.of()), "deleted and created again");
        assertLost(of(Written.NOTHING, Map.of(0, at("", 101))), "beyond the end");
    }

    @Test
    void aPartitionThatWasThereAtTheBeginningGoesOnFromThere() {
        Written begun = new Written(new Beginning("now", Map.of(0, 20L, 1, 5L)), Map.of(1, at("now", 30)));

        assertKnown(of(begun, Map.of()), 20);
        assertLost(of(new Written(new Beginning("before", Map.of(0, 20L)), Map.of()), Map.of()), "created again");
        assertLost(of(new Written(new Beginning("now", Map.of(0, 3L)), Map.of()), Map.of()), "begins at 10");
    }

    @Test
    void ofAPartitionThatIsYoungerThanTheSubscriptionNothingIsLeftOut() {
        assertKnown(of(new Written(new Beginning("now", Map.of(1, 5L)), Map.of()), Map.of()), 10);
        assertKnown(of(new Written(null, Map.of(1, at("now", 5))), Map.of()), 10);
        assertKnown(of(Written.NOTHING, Map.of(1, at("", 5))), 10);
    }
}
