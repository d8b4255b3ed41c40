package uk.regionalratings.streams.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.service.HttpServer;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.service.TlsFiles;
import uk.regionalratings.service.TlsSettings;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.topology.RatingsTopology;
import uk.regionalratings.streams.topology.Role;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;

/** The settings of {@code ./ratings streams}, and what Kafka Streams is configured with. */
public final class StreamsSettings {
    /** Which parts run here. */
    public static final String ROLE = "role";

    public static final String HTTP_HOST = "http.host";
    public static final String HTTP_PORT = "http.port";
    public static final String MANAGEMENT_PORT = "management.port";
    public static final String CANARY_INTERVAL = "canary.interval.seconds";
    public static final String AREAS_FILE = "areas.file";
    /** Who may frame a picture of the dashboard. */
    public static final String EMBED_HOSTS = "embed.hosts";

    public static final String STATE_DIR = StreamsConfig.STATE_DIR_CONFIG;
    /** A name of this instance that stays the same over restarts. */
    public static final String INSTANCE_ID = "instance.id";

    /** Where this instance runs: what has the same value fails together. */
    public static final String RACK = "rack";

    /** How long a stopping instance answers after it has said that it is not ready. */
    public static final String SHUTDOWN_GRACE = HttpServer.SHUTDOWN_GRACE;

    public static final String APPLICATION_ID = StreamsConfig.APPLICATION_ID_CONFIG;

    private static final String ALL_ROLES = "all";

    /** As a content security policy takes it; neither spaces nor semicolons, which would begin another rule of it. */
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:\\*\\.)?[A-Za-z0-9.-]+(?::[0-9]{1,5})?");

    private final Settings settings;
    private final @Nullable TlsFiles tls;

    private StreamsSettings(Settings settings) {
        this.settings = settings;
        this.tls = TlsSettings.read(settings);
    }

    /** What this process understands besides the settings of Kafka's clients and of Kafka Streams. */
    static ConfigDef definition() {
        return TlsSettings.define(Settings.common())
                .define(
                        APPLICATION_ID,
                        ConfigDef.Type.STRING,
                        "regional-ratings",
                        new ConfigDef.NonEmptyString(),
                        ConfigDef.Importance.MEDIUM,
                        "Names the group of instances that share the work, and their internal topics.")
                .define(
                        ROLE,
                        ConfigDef.Type.LIST,
                        ALL_ROLES,
                        ConfigDef.ValidList.in(false, ALL_ROLES, "processor", "query"),
                        ConfigDef.Importance.MEDIUM,
                        "What runs here: processor (applies events), query (answers), or all.")
                .define(
                        HTTP_HOST,
                        ConfigDef.Type.STRING,
                        ListenAddress.LOOPBACK,
                        new ConfigDef.NonEmptyString(),
                        ConfigDef.Importance.MEDIUM,
                        "Address that the query API and the management port listen on; loopback unless changed.")
                .define(
                        HTTP_PORT,
                        ConfigDef.Type.INT,
                        8080,
                        ConfigDef.Range.between(0, 65_535),
                        ConfigDef.Importance.MEDIUM,
                        "Port of the query API; 0 for a free one.")
                .define(
                        MANAGEMENT_PORT,
                        ConfigDef.Type.INT,
                        8090,
                        ConfigDef.Range.between(0, 65_535),
                        ConfigDef.Importance.MEDIUM,
                        "Port of health and metrics; 0 for a free one.")
                .define(
                        STATE_DIR,
                        ConfigDef.Type.STRING,
                        Path.of(System.getProperty("user.home"), ".regional-ratings", "state")
                                .toString(),
                        new ConfigDef.NonEmptyString(),
                        ConfigDef.Importance.MEDIUM,
                        "Folder of the local state; each instance on a machine needs its own. Outside the temporary"
                                + " folder, which systems empty.")
                .define(
                        CANARY_INTERVAL,
                        ConfigDef.Type.INT,
                        10,
                        ConfigDef.Range.between(0, 3_600),
                        ConfigDef.Importance.LOW,
                        "Seconds between the canaries that measure the way through the pipeline; 0 for none. For the role"
                                + " query.")
                .define(
                        INSTANCE_ID,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.MEDIUM,
                        "Name of this instance, another one for each of a group and the same after a restart. One that was"
                                + " killed and is back within `session.timeout.ms` then goes on at once.")
                .define(
                        RACK,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.LOW,
                        "What this instance fails together with, for instance its zone. Copies of the state are then kept in"
                                + " another one. For all instances of a group or for none.")
                .define(
                        SHUTDOWN_GRACE,
                        ConfigDef.Type.INT,
                        HttpServer.DEFAULT_SHUTDOWN_GRACE_MS,
                        ConfigDef.Range.between(0, 600_000),
                        ConfigDef.Importance.MEDIUM,
                        HttpServer.SHUTDOWN_GRACE_MEANING)
                .define(
                        AREAS_FILE,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.LOW,
                        "Areas instead of the bundled ones. A restart with another file publishes the rows of the areas that"
                                + " differ.")
                .define(
                        EMBED_HOSTS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        ConfigDef.LambdaValidator.with(
                                StreamsSettings::requireOrigins, () -> "origins with commas between"),
                        ConfigDef.Importance.LOW,
                        "Pages that may show pictures of the dashboard in a frame (`/embed`), as origins:"
                                + " `https://www.council.example,https://*.intranet.example`; none unless set.");
    }

    private static void requireOrigins(String name, @Nullable Object value) {
        if (value instanceof List<?> origins) {
            for (Object origin : origins) {
                if (!ORIGIN.matcher(origin.toString()).matches()) {
                    throw new ConfigException(
                            name,
                            origin,
                            "write an origin, such as https://www.council.example or http://localhost:3000");
                }
            }
        }
    }

    /** Origins of the pages that may frame a picture of the dashboard; empty for none. */
    List<String> embedHosts() {
        return settings.list(EMBED_HOSTS);
    }

    /**
     * Reads the settings.
     *
     * @param file a Java properties file; null for none
     * @param options what the command line sets
     * @throws uk.regionalratings.settings.InvalidSettingsException naming everything that is wrong
     */
    public static StreamsSettings load(
            @Nullable Path file, Map<String, String> environment, Map<String, String> options) {
        Set<String> streamsKeys = StreamsConfig.configDef().names();
        return new StreamsSettings(Settings.load(definition(), streamsKeys, file, environment, options));
    }

    /** The settings themselves. */
    public Settings settings() {
        return settings;
    }

    /** Where one of the two ports listens. */
    ListenAddress address(String portSetting) {
        return new ListenAddress(settings.text(HTTP_HOST), settings.number(portSetting), tls);
    }

    Set<Role> roles() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : settings.list(ROLE)) {
            if (role.equals(ALL_ROLES)) {
                return EnumSet.allOf(Role.class);
            }
            roles.add(Role.valueOf(role.toUpperCase(Locale.ROOT)));
        }
        return roles;
    }

    /** Between two canaries; zero for none. */
    Duration canaryInterval() {
        return Duration.ofSeconds(settings.number(CANARY_INTERVAL));
    }

    /**
     * What counts are kept for.
     *
     * @throws ReferenceFileException when the areas file can't be used
     */
    public Areas areas() {
        String file = settings.optionalText(AREAS_FILE);
        if (file == null) {
            return ReferenceFiles.bundledAreas();
        }
        Areas areas = ReferenceFiles.areas(Path.of(file));
        try {
            RatingsTopology.requireRoom(areas);
        } catch (IllegalArgumentException e) {
            throw new ReferenceFileException(file + ": " + e.getMessage(), e);
        }
        return areas;
    }

    /** The configuration of Kafka Streams: ours, then what the user set, then what correctness rests on. */
    StreamsConfig kafkaStreams() {
        Map<String, Object> config = new HashMap<>();
        // Two: the first half of the topology and the second half of it can work at the same time on the smallest
        // machine.
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        // How long an input waits to be seen, at most, in each half. Under exactly-once each commit is a transaction,
        // so that a
        // shorter interval costs throughput; 100 ms is what a person does not notice.
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // Without consumer or producer prefix, which would win over what the user sets.
        // A killed instance's work goes to the others after this time rather than Kafka's 45 s; the broker allows no
        // less than 6 s.
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        // A killed instance's open transaction holds back readers until it times out.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A second copy of the state on another instance: who takes over goes on at once instead of reading the state
        // back
        // first. Costs nothing while there is one instance alone.
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        // An instance that comes back with its state gets its share of the work at once; one that has lost it reads it
        // back beside the work. All parts at a time, since the state is small, and with a look every minute whether
        // they
        // are done: Kafka's defaults of two at a time and ten minutes are for states of gigabytes.
        config.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, 2 * Topics.PARTITIONS);
        config.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
        // The protocol that heeds the standby, warm-up and rack settings of the client; see docs/decisions.
        config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // The tables for queries are read partition after partition at each start, and a fetch that waits for news of
        // one that
        // has been read holds up the next: half a second for each of twelve, by Kafka's default.
        config.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
        // Order does not matter: nobody waits for one input before another one is read, nor asks whether it has ended.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // Brokers come back: keep trying for the sake of those who read, rather than stop.
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        placement(config);
        config.putAll(settings.kafkaClient());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.text(APPLICATION_ID));
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.text(STATE_DIR));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        for (String consumer : List.of(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG))) {
            config.put(consumer, List.of(SoundRecords.class.getName()));
        }
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return new StreamsConfig(config);
    }

    private void placement(Map<String, Object> config) {
        String instance = settings.optionalText(INSTANCE_ID);
        if (instance != null) {
            // Kafka Streams adds the number of the thread, since each thread is a member of the group.
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        }
        String rack = settings.optionalText(RACK);
        if (rack != null) {
            config.put(StreamsConfig.clientTagPrefix(RACK), rack);
            config.put(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG, RACK);
            // Reads from a replica in the same rack where brokers allow it.
            config.put(CommonClientConfigs.CLIENT_RACK_CONFIG, rack);
        }
    }
}
