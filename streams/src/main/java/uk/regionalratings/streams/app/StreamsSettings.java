package uk.regionalratings.streams.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.service.HttpServer;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.service.ServerSettings;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.topology.RatingsTopology;
import uk.regionalratings.streams.topology.Role;
import uk.regionalratings.vocabulary.Areas;

/** The settings of {@code ./ratings streams}. {@link KafkaStreamsConfig} derives those of Kafka Streams from them. */
public final class StreamsSettings {
    /** The roles of this instance. */
    public static final String ROLE = "role";

    public static final String HTTP_HOST = ServerSettings.HTTP_HOST;
    public static final String HTTP_PORT = "http.port";
    public static final String MANAGEMENT_PORT = ServerSettings.MANAGEMENT_PORT;
    public static final String CANARY_INTERVAL = "canary.interval.seconds";
    public static final String AREAS_FILE = "areas.file";
    /** Frameworks in addition to the bundled ones, or in their place; without it, the bundled ones. */
    public static final String FRAMEWORKS_FILE = "frameworks.file";
    /** The pages that may show the dashboard's charts in a frame. */
    public static final String EMBED_HOSTS = "embed.hosts";

    /**
     * The time in milliseconds after which brokers end the open transaction of a killed instance, which holds back readers until then.
     * {@code transaction.timeout.ms} changes it.
     */
    public static final int TRANSACTION_TIMEOUT_MS = 10_000;

    public static final String STATE_DIR = StreamsConfig.STATE_DIR_CONFIG;
    /** A name for this instance that does not change when it restarts. */
    public static final String INSTANCE_ID = "instance.id";

    /** The place where this instance runs: instances with the same value fail together. */
    public static final String RACK = "rack";

    /** How long a stopping instance continues to answer after it has reported that it is not ready. */
    public static final String SHUTDOWN_GRACE = HttpServer.SHUTDOWN_GRACE;

    public static final String APPLICATION_ID = StreamsConfig.APPLICATION_ID_CONFIG;

    private static final String ALL_ROLES = "all";

    /**
     * An origin in a content security policy. Spaces and semicolons, which would begin another rule, are not allowed.
     */
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:\\*\\.)?[A-Za-z0-9.-]+(?::[0-9]{1,5})?");

    private final Settings settings;
    private final ServerSettings server;

    private StreamsSettings(Settings settings) {
        this.settings = settings;
        this.server = new ServerSettings(settings);
    }

    /** The settings that this process knows, apart from those of Kafka's clients and of Kafka Streams. */
    static ConfigDef definition() {
        ConfigDef definition = ServerSettings.define(
                Settings.common(),
                "Address that the query API and the management port listen on; loopback unless changed.",
                8090);
        return ServerSettings.definePort(definition, HTTP_PORT, 8080, "Port of the query API; 0 for a free one.")
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
                        "The roles of this instance: processor (applies events), query (answers), or all.")
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
                        "Name of this instance: unique in its group and the same after a restart. An instance that was"
                                + " killed and returns within `session.timeout.ms` then continues at once.")
                .define(
                        RACK,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.LOW,
                        "The failure domain of this instance, for instance its zone. Copies of the state are then kept in"
                                + " another one. Set it for all instances of a group or for none of them.")
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
                        FRAMEWORKS_FILE,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.LOW,
                        "Frameworks in addition to the bundled ones, or in their place, for /v1/meta.")
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

    /** Origins of the pages that may show a chart of the dashboard in a frame; may be empty. */
    List<String> embedHosts() {
        return settings.list(EMBED_HOSTS);
    }

    /**
     * Reads the settings.
     *
     * @param file a Java properties file; null if there is none
     * @param options the settings from the command line
     * @throws uk.regionalratings.settings.InvalidSettingsException naming every problem
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

    /** The address of one of the two ports. */
    ListenAddress address(String portSetting) {
        return server.address(portSetting);
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

    /** The time between two canaries; zero if none are sent. */
    Duration canaryInterval() {
        return Duration.ofSeconds(settings.number(CANARY_INTERVAL));
    }

    /**
     * The frameworks of inspections, and their scales.
     *
     * @throws ReferenceFileException if the frameworks file can't be used
     */
    Frameworks frameworks() {
        String file = settings.optionalText(FRAMEWORKS_FILE);
        return file == null ? Frameworks.bundled() : Frameworks.of(Path.of(file));
    }

    /**
     * The areas to keep counts for.
     *
     * @throws ReferenceFileException if the areas file can't be used
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
}
