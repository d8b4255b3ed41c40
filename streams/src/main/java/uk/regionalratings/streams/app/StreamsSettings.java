package uk.regionalratings.streams.app;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.topology.Role;
import uk.regionalratings.vocabulary.Areas;

/** The settings of {@code ./ratings streams}, and what Kafka Streams is configured with. */
public final class StreamsSettings {
    /** Which parts run here. */
    public static final String ROLE = "role";

    public static final String HTTP_HOST = "http.host";
    public static final String HTTP_PORT = "http.port";
    public static final String MANAGEMENT_PORT = "management.port";
    public static final String AREAS_FILE = "areas.file";
    public static final String STATE_DIR = StreamsConfig.STATE_DIR_CONFIG;
    public static final String APPLICATION_ID = StreamsConfig.APPLICATION_ID_CONFIG;

    private static final String ALL_ROLES = "all";

    private final Settings settings;

    private StreamsSettings(Settings settings) {
        this.settings = settings;
    }

    /** What this process understands besides the settings of Kafka's clients and of Kafka Streams. */
    static ConfigDef definition() {
        return Settings.common()
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
                        "127.0.0.1",
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
                        AREAS_FILE,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.LOW,
                        "Areas instead of the bundled ones, for instance with further groups of regions.");
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

    /**
     * What counts are kept for.
     *
     * @throws uk.regionalratings.reference.ReferenceFileException when the areas file can't be used
     */
    public Areas areas() {
        String file = settings.optionalText(AREAS_FILE);
        return file == null ? ReferenceFiles.bundledAreas() : ReferenceFiles.areas(Path.of(file));
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
        // The protocol that knows static membership and client-side standby settings; see docs/decisions.
        config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // Brokers come back: keep trying for the sake of those who read, rather than stop.
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        config.putAll(settings.kafkaClient());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.text(APPLICATION_ID));
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.text(STATE_DIR));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return new StreamsConfig(config);
    }
}
