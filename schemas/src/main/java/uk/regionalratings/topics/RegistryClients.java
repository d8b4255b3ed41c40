package uk.regionalratings.topics;

import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BASIC_AUTH_CREDENTIALS_SOURCE;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.CLIENT_NAMESPACE;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.USER_INFO_CONFIG;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.security.SslFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.settings.Settings;

/** Opens clients of the schema registry. */
public final class RegistryClients {
    /** The number of schemas that a client caches; the pipeline has about ten, and each lasts for years. */
    private static final int CACHED_SCHEMAS = 1_000;

    private RegistryClients() {}

    /** The client's default is a minute, which a person at a terminal takes for a hang. */
    private static final String ANSWER_MS = "10000";

    /** The certificates to trust and the client certificate to present to the registry; null for the JVM's defaults. */
    public static @Nullable SSLContext tls(Settings settings) {
        Map<String, Object> config = new HashMap<>();
        settings.registryClient().forEach((key, value) -> {
            if (key.startsWith(CLIENT_NAMESPACE)) {
                config.put(key.substring(CLIENT_NAMESPACE.length()), value);
            }
        });
        return new SslFactory(config).sslContext();
    }

    /** A client of the registry that the settings name; it connects on its first request. */
    public static SchemaRegistryClient open(Settings settings) {
        Map<String, Object> config = new HashMap<>(settings.registryClient());
        if (config.containsKey(CLIENT_NAMESPACE + USER_INFO_CONFIG)) {
            // Without this setting the client ignores the user, and the registry's refusal does not say so.
            config.putIfAbsent(CLIENT_NAMESPACE + BASIC_AUTH_CREDENTIALS_SOURCE, "USER_INFO");
        }
        config.putIfAbsent(CLIENT_NAMESPACE + HTTP_CONNECT_TIMEOUT_MS, ANSWER_MS);
        config.putIfAbsent(CLIENT_NAMESPACE + HTTP_READ_TIMEOUT_MS, ANSWER_MS);
        return new CachedSchemaRegistryClient(
                List.of(settings.text(Settings.SCHEMA_REGISTRY_URL)),
                CACHED_SCHEMAS,
                List.of(new AvroSchemaProvider()),
                config);
    }
}
