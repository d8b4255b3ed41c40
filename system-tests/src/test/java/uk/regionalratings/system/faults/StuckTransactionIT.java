package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.ClassicGroupState;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.EndTxnRequest;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.system.faults.ProtocolFaults.Treatment;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.SteadyFeed;
import uk.regionalratings.system.kit.TestStack;

/**
 * A coordinator does not end the transactions of one thread. The thread still sends heartbeats. So a rebalance, which stops all threads of the
 * group, waits for it; it must end without the thread. In {@code mvn verify} CrashIT shows that others take over the work of threads that are killed.
 */
@Tag("thorough")
class StuckTransactionIT {
    private static final String APPLICATION_ID = "stuck-transaction";

    /** Two in each instance. */
    private static final int ALL_THREADS = 4;

    /** Longer than the test: the thread does not give up by itself. */
    private static final Duration PATIENCE_OF_THE_THREAD = Duration.ofMinutes(20);

    /** Less than the five minutes after which Kafka's own settings let a group go on. */
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    @Test
    void theGroupGoesOnWithoutTheThread(@TempDir Path directory) {
        StuckTransactions stuck = new StuckTransactions();
        try (TestStack stack = TestStack.start()) {
            Settings settings = stack.settings();
            ClusterSetup.apply(settings);
            int broker = Integer.parseInt(stack.bootstrapServers().replaceFirst(".*:", ""));
            Map<String, String> addresses = new HashMap<>(stack.addresses());
            try (KafkaProxy proxy = new KafkaProxy(broker, stuck);
                    SteadyFeed feed = new SteadyFeed(settings);
                    Admin admin = Admin.create(settings.kafkaClient());
                    CatchUp catchUp = new CatchUp(settings, APPLICATION_ID)) {
                addresses.put(Settings.BOOTSTRAP_SERVERS, proxy.bootstrapServers());
                try (StreamsProcess one = streams(addresses, directory, "one");
                        StreamsProcess two = streams(stack.addresses(), directory, "two")) {
                    one.start();
                    catchUp.await(null, RECOVERY);
                    stuck.begin();
                    Awaitility.await("a transaction that does not end")
                            .atMost(RECOVERY)
                            .until(() -> {
                                feed.publishRound();
                                return stuck.hasBegun();
                            });
                    two.start();
                    Awaitility.await("a group without the thread")
                            .atMost(RECOVERY)
                            .until(() -> members(admin).size() == ALL_THREADS - 1);
                    stuck.end();
                    feed.publishRound();
                    catchUp.await(null, RECOVERY);
                    assertThat(one.failure()).isEmpty();
                    assertThat(two.failure()).isEmpty();
                }
            }
        }
    }

    /** The members of the group; none while it rebalances. */
    private static Collection<MemberDescription> members(Admin admin) throws Exception {
        ClassicGroupDescription group =
                admin.describeClassicGroups(List.of(APPLICATION_ID)).all().get().get(APPLICATION_ID);
        return group.state() == ClassicGroupState.STABLE ? group.members() : List.of();
    }

    private static StreamsProcess streams(Map<String, String> addresses, Path directory, String name) {
        Map<String, String> own = new HashMap<>(addresses);
        own.put(StreamsSettings.APPLICATION_ID, APPLICATION_ID);
        own.put(StreamsSettings.STATE_DIR, directory.resolve("state-" + name).toString());
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(PATIENCE_OF_THE_THREAD.toMillis()));
        return new StreamsProcess(RunningPipeline.settings(own), Clock.systemUTC());
    }

    /** From {@link #begin} to {@link #end}, one producer is always told that its transaction is still being ended: the first that ends one. */
    private static final class StuckTransactions implements KafkaProxy.RequestFaults {
        private static final Treatment NOT_YET =
                new Treatment(Duration.ofMillis(100), false, Errors.CONCURRENT_TRANSACTIONS, false);

        private boolean waiting;
        private @Nullable String transactionalId;

        synchronized void begin() {
            waiting = true;
        }

        synchronized boolean hasBegun() {
            return transactionalId != null;
        }

        synchronized void end() {
            transactionalId = null;
        }

        @Override
        public Treatment treat(ApiKeys api, ByteBuffer request) {
            return List.of(ApiKeys.END_TXN, ApiKeys.INIT_PRODUCER_ID).contains(api) && isStuck(transactionalId(request))
                    ? NOT_YET
                    : Treatment.NONE;
        }

        private synchronized boolean isStuck(@Nullable String id) {
            if (id == null) {
                return false;
            }
            if (waiting) {
                waiting = false;
                transactionalId = id;
            }
            return id.equals(transactionalId);
        }

        private static @Nullable String transactionalId(ByteBuffer request) {
            RequestHeader header = RequestHeader.parse(request);
            AbstractRequest body = AbstractRequest.parseRequest(
                            header.apiKey(), header.apiVersion(), new ByteBufferAccessor(request))
                    .request;
            return body instanceof EndTxnRequest end
                    ? end.data().transactionalId()
                    : ((InitProducerIdRequest) body).data().transactionalId();
        }
    }
}
