package uk.regionalratings.alerts.subscription;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.service.ServerSettings;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.vocabulary.Areas;

/** The settings of {@code ./ratings alerts}, without its subscriptions. */
public final class AlertsSettings {
    public static final String GROUP_PREFIX = "group.prefix";
    public static final String MANAGEMENT_PORT = ServerSettings.MANAGEMENT_PORT;
    public static final String AREAS_FILE = "areas.file";
    public static final String AUTHORITIES_FILE = "authorities.file";

    private final Settings settings;
    private final ServerSettings server;

    private AlertsSettings(Settings settings) {
        this.settings = settings;
        this.server = new ServerSettings(settings);
    }

    /** The settings that this process knows, apart from those of Kafka's clients. */
    public static ConfigDef definition() {
        return ServerSettings.define(
                        Settings.common(),
                        "Address that the management port listens on; loopback unless changed.",
                        8091)
                .define(
                        GROUP_PREFIX,
                        ConfigDef.Type.STRING,
                        "regional-ratings-alerts",
                        new ConfigDef.NonEmptyString(),
                        ConfigDef.Importance.MEDIUM,
                        "Begins the name of each subscription's consumer group, under which its position is kept.")
                .define(
                        AREAS_FILE,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.LOW,
                        "Areas instead of the bundled ones; the same as those of ./ratings streams.")
                .define(
                        AUTHORITIES_FILE,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.LOW,
                        "Authorities instead of the bundled ones, for the names in filters.");
    }

    /**
     * Reads the settings.
     *
     * @param file the settings in the alerts file
     * @param fileName the file's name in messages
     * @param environment the process's environment
     * @param options settings that override both
     * @throws uk.regionalratings.settings.InvalidSettingsException naming every problem
     */
    public static AlertsSettings load(
            Map<String, String> file, String fileName, Map<String, String> environment, Map<String, String> options) {
        return new AlertsSettings(Settings.load(definition(), Set.of(), file, fileName, environment, options));
    }

    /** The settings themselves. */
    public Settings settings() {
        return settings;
    }

    /** The address of the management port. */
    public ListenAddress managementAddress() {
        return server.address(MANAGEMENT_PORT);
    }

    /** The consumer group of a subscription. */
    public String group(String subscription) {
        return settings.text(GROUP_PREFIX) + "." + subscription;
    }

    /**
     * The configuration of a consumer in one of our groups: it reads committed records, and commits only on request.
     */
    public Map<String, Object> consumer(String group) {
        Map<String, Object> config = settings.kafkaClient();
        // The others take over a killed instance's subscriptions after this time instead of Kafka's 45 s; brokers allow
        // no less than 6 s.
        config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        config.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        // Partitions that stay are served while others move.
        config.putIfAbsent(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Our positions determine where to read, and are never guessed: an offset that the topic lacks is an error.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    Areas areas() {
        String file = settings.optionalText(AREAS_FILE);
        return file == null ? ReferenceFiles.bundledAreas() : ReferenceFiles.areas(Path.of(file));
    }

    AuthorityDirectory authorities(Areas areas) {
        @Nullable String file = settings.optionalText(AUTHORITIES_FILE);
        return new AuthorityDirectory(
                file == null ? ReferenceFiles.bundledAuthorities() : ReferenceFiles.authorities(Path.of(file), areas));
    }
}
