package uk.regionalratings.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each record is counted and reported once. */
class SkippedRecordsTest {
    private final SkippedRecords skipped = new SkippedRecords(Set.of("one", "other"));
    private final Logger logger = (Logger) LoggerFactory.getLogger(SkippedRecords.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void forget() {
        logger.detachAppender(log);
    }

    private List<String> told() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void tellsWhereARecordLiesAndWhatToDo() {
        skipped.skip("one", 2, 17, "it has no key", "Look at it.");

        assertThat(told()).containsExactly("one-2@17 is skipped, since it has no key. Look at it.");
    }

    @Test
    void countsARecordOnceHoweverOftenItIsRead() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        skipped.bindTo(metrics);

        skipped.skip("one", 2, 17, "it has no key", "Look at it.");
        skipped.skip("one", 2, 17, "it has no key", "Look at it.");
        skipped.skip("one", 1, 17, "it has no key", "Look at it.");

        assertThat(skipped.skipped("one")).isEqualTo(2);
        assertThat(told()).hasSize(2);
        assertThat(metrics.get("ratings.skipped.records")
                        .tag("topic", "one")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
        assertThat(metrics.get("ratings.skipped.records")
                        .tag("topic", "other")
                        .functionCounter()
                        .count())
                .isZero();
    }

    @Test
    void aFloodIsCountedAndNotTold() {
        for (int i = 0; i < 10 * SkippedRecords.MOST_TOLD; i++) {
            skipped.skip("one", 0, i, "it has no key", "Look at it.");
        }

        assertThat(skipped.skipped("one")).isEqualTo(10 * SkippedRecords.MOST_TOLD);
        assertThat(told())
                .hasSize(SkippedRecords.MOST_TOLD + 1)
                .last()
                .isEqualTo("Further skipped records of one are counted but not reported");
    }

    @Test
    void aTopicThatWasNotGivenIsAMistake() {
        assertThatThrownBy(() -> skipped.skip("third", 0, 0, "it has no key", "Look at it."))
                .hasMessageContaining("third is none of [one, other]");
    }
}
