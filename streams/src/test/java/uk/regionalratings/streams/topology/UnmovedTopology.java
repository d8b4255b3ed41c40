package uk.regionalratings.streams.topology;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.vocabulary.RejectionReason;

/** The topology as it was before records were moved to their key's partition: each is applied where it lies. */
public final class UnmovedTopology {
    private UnmovedTopology() {}

    /** Processes, and answers nothing, while {@code meanwhile} is done. */
    public static void run(
            Settings settings, ContractSerdes serdes, Path state, String applicationId, Runnable meanwhile) {
        Properties config = new Properties();
        Map<String, Object> client = settings.kafkaClient();
        config.putAll(client);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put("auto.offset.reset", "earliest");
        RatingsTopology topology = new RatingsTopology(
                ReferenceFiles.bundledAreas(),
                serdes,
                Set.of(Role.PROCESSOR),
                (key, partition) -> false,
                new NobodyListens());
        try (KafkaStreams streams = new KafkaStreams(topology.build(new StreamsConfig(config)), config)) {
            streams.start();
            meanwhile.run();
            // Whoever comes next need not wait for this member to time out.
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private static final class NobodyListens implements TopologyListener {
        @Override
        public void ratings(PublishedRecord row) {}

        @Override
        public void changed(PublishedRecord row) {}

        @Override
        public void canary(int partition, long sentAt) {}

        @Override
        public void skipped(String topic, int partition, long offset, String reason) {}

        @Override
        public void rejected(RejectionReason reason) {}
    }
}
