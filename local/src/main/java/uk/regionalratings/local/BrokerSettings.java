package uk.regionalratings.local;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of the embedded broker that differ from Kafka's defaults, and why. */
final class BrokerSettings {

    /** This broker is its own controller, the only voter of its quorum. */
    static final int NODE_ID = 1;

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Properties of(Path logDirectory, int port, int controllerPort) {
        Properties settings = new Properties();
        identity(settings, logDirectory, port, controllerPort);
        singleBroker(settings);
        correctness(settings);
        speed(settings);
        footprint(settings);
        return settings;
    }

    private static void identity(Properties settings, Path logDirectory, int port, int controllerPort) {
        String client = "PLAINTEXT://" + Ports.HOST + ":" + port;
        String controller = Ports.HOST + ":" + controllerPort;
        settings.setProperty("node.id", Integer.toString(NODE_ID));
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("log.dirs", logDirectory.toString());
        settings.setProperty("listeners", client + "," + CONTROLLER_LISTENER + "://" + controller);
        settings.setProperty("advertised.listeners", client);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        // A fixed list, not a stored one: the controller's port may differ from one start to the next.
        settings.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
    }

    /** The defaults ask for three brokers; with one, internal topics could not be created. */
    private static void singleBroker(Properties settings) {
        settings.setProperty("default.replication.factor", "1");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    }

    private static void correctness(Properties settings) {
        // A mistyped topic name must fail, not create a topic with one partition and seven days of retention.
        settings.setProperty("auto.create.topics.enable", "false");
        // Ten years: the topology loses its place with its offsets, and a demo's data may lie about for more than the
        // default of 7 days.
        settings.setProperty("offsets.retention.minutes", "5256000");
    }

    private static void speed(Properties settings) {
        // The default waits 3 s for further members before a new group gets its first assignment.
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // Lets fault tests notice a killed member sooner than the default minimum of 6 s allows.
        settings.setProperty("group.min.session.timeout.ms", "1000");
        // A killed member's transaction holds back readers and the member that takes over; it is looked for every 10 s
        // by default.
        settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // A killed broker is refused as a duplicate until its old session ends, 9 s by default. Less than 3 s would let
        // a long
        // pause of this JVM fence its only broker.
        settings.setProperty("broker.session.timeout.ms", "3000");
        // A quarter of the session or less; also what a controlled shutdown waits for, 2 s by default.
        settings.setProperty("broker.heartbeat.interval.ms", "500");
    }

    private static void footprint(Properties settings) {
        // Fifty partitions each by default; every one costs files, and time at each start.
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
        // Active segments preallocate two indexes of 10 MiB; 1 MiB still covers 350 MB of log before a segment is
        // rolled.
        settings.setProperty("log.index.size.max.bytes", "1048576");
        // The log cleaner reserves 128 MiB of this JVM's heap by default; 16 MiB compacts 600,000 keys in one pass.
        settings.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
        // A few local clients do not need the threads of a server: 3 network, 8 request and 10 background threads.
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("background.threads", "2");
    }
}
