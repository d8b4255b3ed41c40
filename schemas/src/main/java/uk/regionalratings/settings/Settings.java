package uk.regionalratings.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
 * The settings of one process. Command-line options take precedence over {@code RATINGS_*} environment variables,
 * then the configuration file, then the defaults. {@code RATINGS_BOOTSTRAP_SERVERS} sets {@code bootstrap.servers};
 * {@code RATINGS_SASL_JAAS_CONFIG_FILE} names a file that holds {@code sasl.jaas.config}, as container engines pass
 * secrets. Settings of Kafka's clients (TLS, SASL, timeouts) are passed to every client unchanged, and {@code
 * schema.registry.*} to the registry client.
 */
public final class Settings {
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";

    /** Client settings on which correctness depends; a file that changes them would only seem to work. */
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

    /** A definition with the settings of every process, to which each process adds its own. */
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
     * @param furtherClientKeys keys that the process passes to a library, besides those of Kafka's clients
     * @param file a Java properties file; null for none
     * @param environment the process's environment
     * @param options the settings given on the command line
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
     * Like {@link #load(ConfigDef, Set, Path, Map, Map)}, with settings from a file of another format.
     *
     * @param file the settings of the file
     * @param fileName its name in messages
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
        Set<String> known = new TreeSet<>(clientKeys);
        known.addAll(definition.names());
        given.putAll(new EnvironmentSettings(environment, known).read(problems));
        options.forEach((key, value) -> given.put(key, new Given(value, "the command line")));

        Given registry = given.get(SCHEMA_REGISTRY_URL);
        if (registry != null && registry.value.contains("@")) {
            problems.add(SCHEMA_REGISTRY_URL + " (" + registry.source + ") must not hold a password, which logs and"
                    + " messages would show: use schema.registry.basic.auth.user.info");
        }
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

    /** The text of a setting. */
    public String text(String key) {
        return (String) value(key);
    }

    /** The text of an optional setting; null if it is not set. */
    public @Nullable String optionalText(String key) {
        return (String) own.get(key);
    }

    /** The whole number of a setting. */
    public int number(String key) {
        return (Integer) value(key);
    }

    /** The list of a setting. */
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

    /** The common configuration of every Kafka client: the brokers and the settings passed through. */
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

    /** The configuration of the registry client. */
    public Map<String, Object> registryClient() {
        Map<String, Object> config = new HashMap<>();
        client.forEach((key, value) -> {
            if (key.startsWith("schema.registry.")) {
                config.put(key, value);
            }
        });
        return config;
    }

    /** A value with its source; the value may be a secret. */
    record Given(String value, String source) {}
}
