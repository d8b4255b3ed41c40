package uk.regionalratings.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.app.GroupLag.Place;

class GroupLagTest {
    private static final TopicPartition READ = new TopicPartition("facts", 0);
    private static final TopicPartition NOT_BEGUN = new TopicPartition("facts", 1);
    private static final TopicPartition EMPTY = new TopicPartition("facts", 2);

    private static GroupLag lag(long position, long end) {
        return new GroupLag(Map.of(
                READ,
                new Place(position, 0, end),
                NOT_BEGUN,
                new Place(null, 5, 30),
                EMPTY,
                new Place(null, 0, 0),
                new TopicPartition("others", 0),
                new Place(null, 0, 1_000)));
    }

    @Test
    void aPartitionWithoutAPositionCountsFromItsFirstRecord() {
        GroupLag lag = lag(90, 100);

        assertThat(lag.records("facts")).isEqualTo(10 + 25);
        assertThat(lag.notBegun("facts")).containsExactly(NOT_BEGUN);
    }

    @Test
    void whatHasBeenDeletedIsNotUnread() {
        assertThat(new Place(3L, 10, 12).records()).isEqualTo(2);
        assertThat(new Place(12L, 10, 12).records()).isZero();
    }

    /** The topic was recreated, but the group's positions were not. */
    @Test
    void aPositionBeyondTheEndIsNone() {
        Place place = new Place(5_000L, 0, 100);

        assertThat(place.records()).isEqualTo(100);
        assertThat(place.isNotBegun()).isTrue();
    }

    @Test
    void itHasReachedAnEarlierEndWhateverCameSince() {
        GroupLag earlier = new GroupLag(Map.of(READ, new Place(50L, 0, 90), EMPTY, new Place(null, 0, 0)));

        assertThat(lag(90, 1_000).hasReachedEndOf("facts", earlier)).isTrue();
        assertThat(lag(89, 1_000).hasReachedEndOf("facts", earlier)).isFalse();
    }

    @Test
    void aPartitionThatIsNotBegunIsNotReached() {
        GroupLag earlier = lag(100, 100);

        assertThat(lag(100, 100).hasReachedEndOf("facts", earlier)).isFalse();
    }
}
