package uk.regionalratings.local;

import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.KRaftVersion;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A broker and its controller in this JVM, put together like {@link KafkaRaftServer}, with a fault of Kafka 4.4
 * corrected (docs/decisions/0008): a partition that has no leader at the moment, as all have while their only broker
 * stops or starts, is not a deleted one, and still has to learn how a transaction ended.
 */
final class KafkaNode {
    private final BrokerServer broker;
    private final ControllerServer controller;
    private volatile boolean started;

    /** @param settings of a process that is broker and controller, whose log directory is formatted */
    KafkaNode(Properties settings) {
        KafkaConfig config = KafkaConfig.fromProps(settings, false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories = KafkaRaftServer.initializeLogDirs(
                config, LoggerFactory.getLogger(KafkaNode.class), "node " + config.nodeId() + ": ");
        Metrics metrics = Server.initializeMetrics(
                config, Time.SYSTEM, directories._1().clusterId().orElseThrow());
        QuorumConfig quorum = config.quorumConfig();
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                this::faultHandler,
                ServerSocketFactory.INSTANCE);
        broker = new Broker(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    }

    /** Until it has started, a fault is a failure of the start. Kafka's own handler ends the JVM, even for a port in use. */
    private FaultHandler faultHandler(String name, boolean fatal, Runnable action) {
        FaultHandler atStart = new LoggingFaultHandler(name, action);
        FaultHandler afterwards = new StandardFaultHandlerFactory().build(name, fatal, action);
        return (message, cause) -> (started ? afterwards : atStart).handleFault(message, cause);
    }

    /** Returns when the broker serves clients. */
    void start() {
        controller.startup();
        broker.startup();
        started = true;
    }

    /** Ends both in an orderly way, also after a start that failed. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
    }

    /** Kafka's broker, which looks partitions up in {@link KnownPartitions}. */
    private static final class Broker extends BrokerServer {
        private final int nodeId;

        private Broker(SharedServer shared) {
            super(shared);
            nodeId = shared.brokerConfig().nodeId();
        }

        @Override
        public void metadataCache_$eq(KRaftMetadataCache cache) {
            super.metadataCache_$eq(
                    new KnownPartitions(nodeId, () -> raftManager().client().kraftVersion()));
        }
    }

    /** Answers that a partition without a leader has no node. Kafka answers as if the partition did not exist. */
    static final class KnownPartitions extends KRaftMetadataCache {
        KnownPartitions(int nodeId, Supplier<KRaftVersion> version) {
            super(nodeId, version);
        }

        @Override
        public Optional<Node> getPartitionLeaderEndpoint(String topic, int partition, ListenerName listener) {
            return super.getPartitionLeaderEndpoint(topic, partition, listener)
                    .or(() -> contains(new TopicPartition(topic, partition))
                            ? Optional.of(Node.noNode())
                            : Optional.empty());
        }
    }
}
