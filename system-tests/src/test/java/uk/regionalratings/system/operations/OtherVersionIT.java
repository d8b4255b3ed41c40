package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.Topics;

/** State of another version of the software in a different number of partitions: the process ends at once. */
class OtherVersionIT {
    @Test
    void aProcessThatCannotUseTheStateEndsAndWaitingForItEnds() throws Exception {
        try (TestStack stack = TestStack.start()) {
            Settings settings = stack.settings();
            ClusterSetup.apply(settings);
            try (StreamsProcess streams = new StreamsProcess(settings(stack), Clock.systemUTC())) {
                try (Admin admin = Admin.create(settings.kafkaClient())) {
                    String topic = TopologyNames.timelineChangeTopic(streams.applicationId());
                    int once = Topics.PARTITIONS + 1;
                    admin.createTopics(List.of(new NewTopic(topic, Optional.of(once), Optional.empty())))
                            .all()
                            .get();
                }
                streams.start();
                DemoHistory.publish(settings);
                try (CatchUp catchUp = new CatchUp(settings, streams.applicationId())) {
                    assertThatThrownBy(() -> catchUp.await(streams.view(), Duration.ofMinutes(5), streams::failure))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("the pipeline has failed: another version of the software");
                }
                assertThat(streams.awaitEnd())
                        .hasValueSatisfying(why -> assertThat(why).contains("docs/operations/upgrade.md"));
            }
        }
    }

    private static StreamsSettings settings(TestStack stack) {
        return RunningPipeline.settings(stack, Map.of());
    }
}
