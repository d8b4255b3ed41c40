package uk.regionalratings.topics;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import uk.regionalratings.settings.Settings;

/** Opens clients of the schema registry. */
public final class RegistryClients {
    /** Schemas kept by a client; the pipeline has about ten and each lives for years. */
    private static final int CACHED_SCHEMAS = 1_000;

    private RegistryClients() {}

    /** A client of the registry that the settings name; it connects at its first request. */
    public static SchemaRegistryClient open(Settings settings) {
        return new CachedSchemaRegistryClient(
                List.of(settings.text(Settings.SCHEMA_REGISTRY_URL)),
                CACHED_SCHEMAS,
                List.of(new AvroSchemaProvider()),
                settings.registryClient());
    }
}
