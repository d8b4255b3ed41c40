package uk.regionalratings.system.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.system.kit.Feed;
import uk.regionalratings.system.kit.SteadyFeed;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.TroubledBroker;
import uk.regionalratings.system.kit.TroubledGateway;
import uk.regionalratings.system.kit.TroubledStreams;
import uk.regionalratings.vocabulary.Inspection;

/**
 * While many clients are slow, silent, endless, too fast or hostile, the questions and the inspections of others are answered, and the processes
 * need no more memory afterwards than before. In {@code mvn verify} AdmissionTest, BodyLimitsTest and HttpDoors show what is refused. Each process has a heap of 320 MB. {@code -Ddoor.idle=3000 -Ddoor.clients=100 -Ddoor.seconds=60} for more.
 */
@Tag("thorough")
class DoorsUnderLoadIT {
    private static final int IDLE = Integer.getInteger("door.idle", 3_000);
    private static final int CLIENTS = Integer.getInteger("door.clients", 60);
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("door.seconds", 10));
    private static final Duration SETTLED = Duration.ofMinutes(1);
    /** A heap is never the same twice. */
    private static final long SPARE_BYTES = 24L << 20;
    /** A connection that is idle when all are in use is closed; so a question may have to be asked again. */
    private static final double MOST_FAILED = 0.02;

    /** When all connections are in use, a new one waits until one that is idle has been closed for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> failed = new ArrayList<>();
    private int asked;

    @Test
    void othersAreAnsweredAndMemoryStaysBounded(@TempDir Path directory) throws Exception {
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (TestStack stack = TestStack.start()) {
            ClusterSetup.apply(stack.settings());
            DemoHistory.publish(stack.settings());
            Map<String, String> environment = new HashMap<>(TroubledBroker.environment(stack.addresses()));
            environment.put("RATINGS_FEED_REQUESTS_AT_ONCE", "8");
            // A rate that a busy machine can exceed.
            environment.put("RATINGS_FEED_REQUESTS_PER_SECOND", "10");
            environment.put("RATINGS_FEED_REQUESTS_BURST", "20");
            try (TroubledStreams streams = new TroubledStreams(directory, temporary, "one", environment(stack));
                    TroubledGateway gateway = new TroubledGateway(directory, temporary, environment)) {
                streams.start();
                streams.awaitReady();
                streams.awaitAnswer("/v1/areas/england/ratings?framework=ilacs&asOf=2021-08-20", "\"OUTSTANDING\":18");
                underLoad(streams, gateway);
            }
        }
    }

    private static Map<String, String> environment(TestStack stack) {
        return new HashMap<>(TroubledBroker.environment(stack.addresses()));
    }

    private void underLoad(TroubledStreams streams, TroubledGateway gateway) throws Exception {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            others.add(gateway.admit("other-" + i));
        }
        Set<String> acknowledged = new HashSet<>(post(gateway, 0).acknowledged());
        ask(streams);
        long gatewayHeap = gateway.liveHeap();
        long streamsHeap = streams.liveHeap();
        int attempts = 0;
        int posts = 0;
        Map<String, Integer> outcomes;
        try (DoorAttack attack = new DoorAttack()) {
            begin(attack, streams.api().getPort(), gateway.port(), others);
            long end = System.nanoTime() + LASTS.toNanos();
            while (System.nanoTime() - end < 0) {
                Feed.Delivery delivery = post(gateway, ++posts);
                acknowledged.addAll(delivery.acknowledged());
                attempts += delivery.attempts();
                for (int i = 0; i < 5; i++) {
                    ask(streams);
                }
            }
            outcomes = attack.outcomes();
        }
        System.out.printf(
                "DoorsUnderLoadIT: %d questions, failed %s; %d posts in %d attempts; the others: %s%n",
                asked, failed, posts, attempts, outcomes);
        assertThat((double) failed.size() / asked).as("failed: %s", failed).isLessThanOrEqualTo(MOST_FAILED);
        assertThat(acknowledged).hasSize(posts + 1);
        assertThat(attempts).isLessThanOrEqualTo(3 * posts);
        assertThat(outcomes.keySet())
                .contains("flood: 429", "gzip bomb: 413", "endless body: 413", "header bomb: 431")
                .anyMatch(outcome -> outcome.startsWith("workbook bomb: 4"))
                .noneMatch(outcome -> outcome.endsWith(": 500"));
        settles("gateway", gateway::liveHeap, gatewayHeap);
        settles("streams", streams::liveHeap, streamsHeap);
        streams.requireAlive();
        assertThat(gateway.isReady()).isTrue();
    }

    /** Two feeds are slow, one sends bombs, and all of them far too much. */
    private static void begin(DoorAttack attack, int queries, int gateway, List<String> tokens) {
        attack.idle(queries, IDLE);
        attack.idle(gateway, IDLE);
        attack.slowListeners(queries, CLIENTS);
        attack.headerBombs(queries);
        attack.headerBombs(gateway);
        attack.slowBodies(gateway, tokens.get(0), CLIENTS);
        attack.slowBodies(gateway, tokens.get(1), CLIENTS);
        attack.slowBodies(gateway, "of-nobody", CLIENTS);
        attack.endlessBodies(gateway, tokens.get(2));
        attack.bombs(gateway, tokens.get(3));
        tokens.subList(4, tokens.size()).forEach(token -> attack.flood(gateway, token));
    }

    private static Feed.Delivery post(TroubledGateway gateway, int number) {
        List<Inspection> history = RealHistory.inspections();
        Inspection next = SteadyFeed.revision(history.get(number % history.size()), 2 + number / history.size());
        return gateway.feed().deliver("load-" + number, List.of(next));
    }

    private void ask(TroubledStreams streams) throws InterruptedException {
        asked++;
        HttpRequest question = HttpRequest.newBuilder(streams.api().resolve("/v1/areas/england/ratings"))
                .timeout(PATIENCE)
                .build();
        try {
            int status =
                    http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                failed.add(String.valueOf(status));
            }
        } catch (IOException e) {
            failed.add(String.valueOf(e));
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }

    private interface Heap {
        long size();
    }

    private static void settles(String process, Heap heap, long before) {
        Awaitility.await(process)
                .atMost(SETTLED)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(heap.size())
                        .as("live bytes of %s, %d before", process, before)
                        .isLessThan(before + SPARE_BYTES));
    }
}
