package uk.regionalratings.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.topology.DamagedStateException;
import uk.regionalratings.streams.topology.StateFormatException;

class FailurePolicyTest {
    private final FailurePolicy policy = new FailurePolicy(
            Clock.fixed(Instant.parse("2026-10-01T11:00:00Z"), ZoneOffset.UTC),
            new RegistryWait("http://registry:8081"));

    @Test
    void stateOfAnotherFormatEndsThisInstanceAndNoOther() {
        StreamsException failure = new StreamsException("in a task", new StateFormatException(99));

        assertThat(policy.handle(failure)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(policy.reason()).hasValueSatisfying(why -> assertThat(why).contains("of format 99"));
    }

    @Test
    void damagedStateEndsThisInstanceWithWhatToDo() {
        StreamsException failure = new StreamsException(
                "in a task", new DamagedStateException("input-tally", "its value is not Avro", null));

        assertThat(policy.handle(failure)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(policy.reason()).hasValueSatisfying(why -> assertThat(why)
                .contains("the state input-tally holds a row", "its value is not Avro", "runbook.md"));
    }

    @Test
    void topicsOfAnotherTopologyEndThisInstance() {
        StreamsException failure = new StreamsException(
                "Existing internal topic a-timeline-change-repartition has invalid partitions: expected: 2; actual: 4.");

        assertThat(policy.handle(failure)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(policy.reason()).hasValueSatisfying(why -> assertThat(why).contains("upgrade.md"));
    }

    @Test
    void otherFailuresReplaceTheThreadUntilThereAreTooMany() {
        for (int i = 0; i < FailurePolicy.MOST_FAILURES; i++) {
            assertThat(policy.handle(new StreamsException("once more")))
                    .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        }
        assertThat(policy.reason()).isEmpty();

        assertThat(policy.handle(new StreamsException("in a task", new IllegalArgumentException("one too many"))))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(policy.reason())
                .contains("11 failures within 5 minutes, the last: java.lang.IllegalArgumentException: one too many");
    }
}
