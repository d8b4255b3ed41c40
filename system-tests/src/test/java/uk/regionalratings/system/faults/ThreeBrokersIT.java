package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.system.kit.ChangesRecount;
import uk.regionalratings.system.kit.HistoryFeed;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.TroubledStreams;

/**
 * Any one of three brokers may be killed or suspended: records continue to be processed. Kills one and suspends one,
 * unless {@code -DbrokersKilled=3} asks for more.
 */
@Tag("thorough")
class ThreeBrokersIT {
    private static final String APPLICATION_ID = "on-three";
    private static final Duration CATCH_UP = Duration.ofMinutes(2);
    private static final int KILLED = Integer.getInteger("brokersKilled", 1);

    @Test
    void anyBrokerMayBeAway(@TempDir Path directory) throws Exception {
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (ThreeBrokers brokers = new ThreeBrokers(directory, temporary);
                TroubledStreams streams = instance(directory, temporary, brokers)) {
            streams.start();
            streams.awaitReady();
            HistoryFeed feed = new HistoryFeed(brokers.settings());
            feed.registerAuthorities();
            feed.publish(LocalDate.of(2014, 1, 1), LocalDate.of(2017, 1, 1));
            catchUp(brokers);
            requireThreeCopiesOfEverything(brokers);
            // A broker that lacks records also counts as down, and only one may be.
            brokers.awaitInSync();

            for (int i = 0; i < KILLED; i++) {
                brokers.kill(i);
                feed.publish(LocalDate.of(2017 + i, 1, 1), LocalDate.of(2018 + i, 1, 1));
                catchUp(brokers);
                brokers.start(i);
                brokers.awaitAll();
                brokers.awaitInSync();
            }
            brokers.signal(ThreeBrokers.COUNT - 1, "STOP");
            feed.publish(LocalDate.of(2017 + KILLED, 1, 1), LocalDate.of(2027, 1, 1));
            brokers.signal(ThreeBrokers.COUNT - 1, "CONT");
            catchUp(brokers);

            streams.requireAlive();
            try (Published published = new Published(brokers.settings())) {
                Map<String, ChangesRecount.Change> wanted = ChangesRecount.ofBundledHistory();
                assertThat(published.changeLog().stream()
                                .map(change -> change.getId())
                                .collect(Collectors.toSet()))
                        .isEqualTo(wanted.keySet());
                assertThat(published.rejections()).isEmpty();
            }
        }
    }

    private static TroubledStreams instance(Path directory, Path temporary, ThreeBrokers brokers) {
        Map<String, String> environment = new HashMap<>(brokers.environment());
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        return new TroubledStreams(directory, temporary, "streams", environment);
    }

    private static void catchUp(ThreeBrokers brokers) {
        try (CatchUp catchUp = new CatchUp(brokers.settings(), APPLICATION_ID)) {
            catchUp.await(null, CATCH_UP);
        }
    }

    /** Checks the topics for other readers, the changelogs and the topic between the halves. */
    private static void requireThreeCopiesOfEverything(ThreeBrokers brokers) throws Exception {
        try (Admin admin = Admin.create(brokers.settings().kafkaClient())) {
            Set<String> topics = admin.listTopics().names().get();
            assertThat(topics).hasSizeGreaterThan(10).anyMatch(name -> name.endsWith("-changelog"));
            for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                for (TopicPartitionInfo partition : topic.partitions()) {
                    assertThat(partition.replicas()).as(topic.name()).hasSize(ThreeBrokers.COUNT);
                }
            }
        }
    }
}
