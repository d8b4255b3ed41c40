package uk.regionalratings.alerts.position;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody else writes into the topic of positions, the positions beside it can be read. */
class PositionRecordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{\"offset\":\"1\",\"topicId\":\"t\"}",
                "{\"starts\":3}",
                "\u0000\u0001"
            })
    void whatIsNoneOfOursHoldsNothing(String value) {
        assertThat(Beginning.ofBytes(value.getBytes(UTF_8))).isEmpty();
        assertThat(Position.ofBytes(value.getBytes(UTF_8))).isEmpty();
    }
}
