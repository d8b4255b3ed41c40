package uk.regionalratings.system.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.ingest.feed.OfstedHistory;
import uk.regionalratings.ingest.feed.OfstedStub;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.system.kit.FeedFiles;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Every inspection on the site is published exactly once, and every unreadable document is rejected once, however often
 * the feed is killed. Use {@code -DfeedKills=20} for a long run, and {@code -Dseed=N} to repeat the kills of an earlier
 * run.
 */
@Tag("sized")
class FeedCrashIT {
    private static final int KILLS = Integer.getInteger("feedKills", 1);
    private static final int AUTHORITIES = 60;

    private final long seed = Long.getLong("seed", new Random().nextLong());

    @TempDir
    private Path directory;

    @Test
    void everythingIsPublishedOnceHoweverOftenTheFeedIsKilled() throws Exception {
        System.out.println("FeedCrashIT: seed " + seed + ", " + KILLS + " kills");
        try (OfstedStub site = new OfstedStub();
                TestStack stack = TestStack.start()) {
            ClusterSetup.apply(stack.settings());
            Map<String, Inspection> expected = OfstedHistory.fillSmall(site, AUTHORITIES);
            Path config = FeedFiles.config(directory, stack, site);
            Jvm feed = FeedFiles.process(directory, config, "ofsted", "--once");
            int hit = killAgainAndAgain(feed, site);

            // When the kills have stopped
            Jvm.awaitEnd(feed.start());

            // Then
            String output = feed.output();
            assertThat(output).doesNotContain("Exception");
            try (Published topics = new Published(stack.settings())) {
                assertThat(topics.inspections())
                        .as(output)
                        .extracting(Inspection::inspectionId)
                        .containsExactlyInAnyOrderElementsOf(expected.keySet());
                assertThat(topics.inspections())
                        .extracting(Inspection::revision)
                        .containsOnly(1);
                assertThat(topics.size(Topics.INSPECTION_REJECTED)).isEqualTo(OfstedHistory.NOT_FOUND);
            }
            System.out.printf(
                    "FeedCrashIT: %d kills, %d of them while it worked; %d inspections, each once%n",
                    KILLS, hit, expected.size());
            assertThat(hit).as("kills that hit a feed at work").isPositive();
        }
    }

    /** Returns how many of the kills came between a run's first request and its end. */
    private int killAgainAndAgain(Jvm feed, OfstedStub site) {
        Random random = new Random(seed);
        int hit = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            AtomicInteger documents = new AtomicInteger();
            int most = random.nextInt(12);
            site.trouble(path -> {
                if (path.startsWith("/v1/file/")) {
                    documents.incrementAndGet();
                }
                return null;
            });
            Process process = feed.start();
            Awaitility.await("the feed has read " + most + " documents")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> documents.get() > most || !process.isAlive());
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(60)).toNanos());
            hit += process.isAlive() ? 1 : 0;
            Jvm.kill(process);
        }
        site.trouble(path -> null);
        return hit;
    }
}
