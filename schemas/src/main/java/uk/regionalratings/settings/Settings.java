package uk.regionalratings.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one process. Command-line options go above {@code RATINGS_*} environment variables, these above the
 * configuration file, that above the defaults. {@code RATINGS_BOOTSTRAP_SERVERS} sets {@code bootstrap.servers}. Settings
 * of Kafka's clients (TLS, SASL, timeouts) pass straight through to every client, and {@code schema.registry.*}
 * to the registry client.
 */
public final class Settings {
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";

    private static final String ENVIRONMENT_PREFIX = "RATINGS_";

    /** Variables with our prefix that are no settings: the launcher reads the first, the logging configuration the others. */
    private static final Set<String> NO_SETTINGS =
            Set.of("RATINGS_JAVA_OPTS", "RATINGS_LOG_FORMAT", "RATINGS_LOG_LEVEL", "RATINGS_LOG_LEVEL_LIBRARIES");

    /** Client settings that correctness rests on; a file that sets them differently would only seem to work. */
    private static final Set<String> OWNED = Set.of(
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "processing.guarantee");

    private final Map<String, Object> own;
    private final Map<String, String> client;

    private Settings(Map<String, Object> own, Map<String, String> client) {
        this.own = Map.copyOf(own);
        this.client = Map.copyOf(client);
    }

    /** A definition with what every process needs; each process adds its own settings. */
    public static ConfigDef common() {
        return new ConfigDef()
                .define(
                        BOOTSTRAP_SERVERS,
                        ConfigDef.Type.STRING,
                        "localhost:9092",
                        new ConfigDef.NonEmptyString(),
                        ConfigDef.Importance.HIGH,
                        "Kafka brokers to start from, as host:port,host:port.")
                .define(
                        SCHEMA_REGISTRY_URL,
                        ConfigDef.Type.STRING,
                        "http://localhost:8081/apis/ccompat/v7",
                        new ConfigDef.NonEmptyString(),
                        ConfigDef.Importance.HIGH,
                        "Address of a schema registry that speaks the Confluent API; the default is that of ./ratings local.");
    }

    /**
     * Reads and checks the settings.
     *
     * @param definition what this process understands, from {@link #common()}
     * @param furtherClientKeys keys that the process hands to a library, besides those of Kafka's clients
     * @param file a Java properties file; null for none
     * @param environment the process's environment
     * @param options what the command line sets
     * @throws InvalidSettingsException naming every unknown, owned or invalid setting at once
     */
    public static Settings load(
            ConfigDef definition,
            Set<String> furtherClientKeys,
            @Nullable Path file,
            Map<String, String> environment,
            Map<String, String> options) {
        List<String> problems = new ArrayList<>();
        Map<String, String> settings = file == null ? Map.of() : readFile(file, problems);
        return load(definition, furtherClientKeys, settings, String.valueOf(file), environment, options, problems);
    }

    /**
     * Reads and checks settings that a file of another format holds; otherwise as {@link #load(ConfigDef, Set, Path, Map,
     * Map)}.
     *
     * @param file the settings of the file
     * @param fileName what messages call it
     */
    public static Settings load(
            ConfigDef definition,
            Set<String> furtherClientKeys,
            Map<String, String> file,
            String fileName,
            Map<String, String> environment,
            Map<String, String> options) {
        return load(definition, furtherClientKeys, file, fileName, environment, options, new ArrayList<>());
    }

    private static Settings load(
            ConfigDef definition,
            Set<String> furtherClientKeys,
            Map<String, String> file,
            String fileName,
            Map<String, String> environment,
            Map<String, String> options,
            List<String> problems) {
        Set<String> clientKeys = new TreeSet<>(furtherClientKeys);
        clientKeys.addAll(AdminClientConfig.configNames());
        clientKeys.addAll(ProducerConfig.configNames());
        clientKeys.addAll(ConsumerConfig.configNames());

        Map<String, Given> given = new TreeMap<>();
        file.forEach((key, value) -> given.put(key, new Given(value, fileName)));
        readEnvironment(environment, given);
        options.forEach((key, value) -> given.put(key, new Given(value, "the command line")));

        Map<String, String> own = new HashMap<>();
        Map<String, String> client = new HashMap<>();
        given.forEach((key, setting) -> {
            if (OWNED.contains(key)) {
                problems.add(key + " (" + setting.source + ") is set by the software itself: remove it");
            } else if (definition.names().contains(key)) {
                own.put(key, setting.value);
            } else if (clientKeys.contains(key) || key.startsWith("schema.registry.")) {
                client.put(key, setting.value);
            } else {
                problems.add(key + " (" + setting.source + ") is not a setting of this command");
            }
        });
        for (ConfigValue value : definition.validate(own)) {
            problems.addAll(value.errorMessages());
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new Settings(definedValues(definition, own), client);
    }

    private static Map<String, Object> definedValues(ConfigDef definition, Map<String, String> own) {
        Map<String, Object> values = new HashMap<>(definition.parse(own));
        values.values().removeIf(value -> value == null);
        return values;
    }

    private static Map<String, String> readFile(Path file, List<String> problems) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("the configuration file " + file + " can't be read: " + e.getMessage());
        }
        Map<String, String> settings = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> settings.put(key, properties.getProperty(key).strip()));
        return settings;
    }

    private static void readEnvironment(Map<String, String> environment, Map<String, Given> given) {
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX) && !NO_SETTINGS.contains(name)) {
                String key = name.substring(ENVIRONMENT_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                given.put(key, new Given(value, "environment variable " + name));
            }
        });
    }

    /** A text setting of the definition. */
    public String text(String key) {
        return (String) value(key);
    }

    /** A text setting of the definition that may be left out. */
    public @Nullable String optionalText(String key) {
        return (String) own.get(key);
    }

    /** A whole number of the definition. */
    public int number(String key) {
        return (Integer) value(key);
    }

    /** A list of the definition. */
    @SuppressWarnings("unchecked")
    public List<String> list(String key) {
        return (List<String>) value(key);
    }

    private Object value(String key) {
        Object value = own.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the setting " + key + " is not defined");
        }
        return value;
    }

    /** What every Kafka client of the process starts from: the brokers and the settings that pass through. */
    public Map<String, Object> kafkaClient() {
        Map<String, Object> config = new HashMap<>();
        client.forEach((key, value) -> {
            if (!key.startsWith("schema.registry.")) {
                config.put(key, value);
            }
        });
        config.put(BOOTSTRAP_SERVERS, text(BOOTSTRAP_SERVERS));
        return config;
    }

    /** What the registry client starts from. */
    public Map<String, Object> registryClient() {
        Map<String, Object> config = new HashMap<>();
        client.forEach((key, value) -> {
            if (key.startsWith("schema.registry.")) {
                config.put(key, value);
            }
        });
        return config;
    }

    private record Given(String value, String source) {}
}
