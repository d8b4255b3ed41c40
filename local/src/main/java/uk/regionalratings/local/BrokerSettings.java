package uk.regionalratings.local;

import java.nio.file.Path;
import java.util.Properties;

/** The embedded broker's settings that differ from Kafka's defaults, with the reasons. */
final class BrokerSettings {

    /** This broker is its own controller and the only voter of its quorum. */
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
        // Uses a static list rather than a stored one, because the controller's port may differ at each start.
        settings.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
    }

    /** The defaults require three brokers. With only one, Kafka could not create its internal topics. */
    private static void singleBroker(Properties settings) {
        settings.setProperty("default.replication.factor", "1");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    }

    private static void correctness(Properties settings) {
        // A mistyped topic name must cause an error. It must not create a topic with one partition and seven days of
        // retention.
        settings.setProperty("auto.create.topics.enable", "false");
        // Ten years: without its offsets the topology loses its position, and a demo's data may be unused for longer
        // than the default of 7 days.
        settings.setProperty("offsets.retention.minutes", "5256000");
    }

    private static void speed(Properties settings) {
        // By default a new group waits 3 s for more members before it gets its first assignment.
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // Lets fault tests detect a killed member sooner than the default minimum of 6 s.
        settings.setProperty("group.min.session.timeout.ms", "1000");
        // The transaction of a killed member blocks readers and the member that takes over. By default the broker
        // checks for such transactions every 10 s.
        settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // A killed broker is rejected as a duplicate until its old session expires, after 9 s by default. With less
        // than 3 s, a long pause of this JVM could fence its only broker.
        settings.setProperty("broker.session.timeout.ms", "3000");
        // At most a quarter of the session time-out. A controlled shutdown also waits for this long; the default is 2
        // s.
        settings.setProperty("broker.heartbeat.interval.ms", "500");
    }

    private static void footprint(Properties settings) {
        // The default is 50 partitions each. Every partition costs files, and time at each start.
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
        // Active segments preallocate two indexes of 10 MiB by default. 1 MiB still covers 350 MB of log before a
        // segment is rolled.
        settings.setProperty("log.index.size.max.bytes", "1048576");
        // By default the log cleaner reserves 128 MiB of this JVM's heap. 16 MiB is enough to compact 600,000 keys in
        // one pass.
        settings.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
        // A few local clients do not need the threads of a server: by default 3 network, 8 request and 10 background
        // threads.
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("background.threads", "2");
    }
}
