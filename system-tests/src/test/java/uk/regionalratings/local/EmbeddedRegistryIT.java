package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.system.kit.Clients;

class EmbeddedRegistryIT {

    private static final AvroSchema TEXT = new AvroSchema("\"string\"");
    private static final AvroSchema NUMBER = new AvroSchema("\"long\"");
    private static final AvroSchema TRUTH = new AvroSchema("\"boolean\"");

    private final Path directory;

    EmbeddedRegistryIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void givesTheSameIdsAfterARestart() throws Exception {
        try (EmbeddedRegistry registry = new EmbeddedRegistry(0, directory)) {
            registry.start();
            String url = registry.url();
            int text;
            int number;
            try (CachedSchemaRegistryClient client = Clients.registry(url)) {
                text = client.register("text-value", TEXT);
                number = client.register("number-value", NUMBER);
            }
            assertThat(number).isNotEqualTo(text);

            // Stopping is a halt without shutdown hooks, which is as hard on the database as a kill.
            registry.stop();
            registry.start();

            assertThat(registry.url()).isEqualTo(url);
            try (CachedSchemaRegistryClient client = Clients.registry(url)) {
                assertThat(client.getId("text-value", TEXT)).isEqualTo(text);
                assertThat(client.getSchemaById(number)).isEqualTo(NUMBER);
                assertThat(client.register("text-value", TEXT)).isEqualTo(text);
                assertThat(client.register("truth-value", TRUTH)).isNotIn(text, number);
            }
        }
    }

    @Test
    void aBusyPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedRegistry registry = new EmbeddedRegistry(other.getLocalPort(), directory)) {
            assertThatThrownBy(registry::start)
                    .isInstanceOf(BusyPortException.class)
                    .hasMessageContaining("Port " + other.getLocalPort());
        }
    }

    @Test
    void anEarlyEndShowsTheEndOfTheLog() throws Exception {
        Path home = Files.createDirectories(directory.resolve("registry"));
        Files.writeString(
                home.resolve("schemas.mv.db"), "not a database, but long enough to be read as one".repeat(200));
        try (EmbeddedRegistry registry = new EmbeddedRegistry(0, directory)) {
            assertThatThrownBy(registry::start)
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining("ended while starting")
                    .hasMessageContaining("registry.log")
                    .hasMessageContaining("corrupt");
        }
    }

    /** Java ignores a file that does not fit, unless it is started with {@code -Xshare:on}. */
    @Test
    void theFileFitsTheCommandOfTheRegistry() throws Exception {
        RegistryDistribution distribution = RegistryDistribution.locate();
        List<String> options = RegistryClasses.options(distribution);
        assumeTrue(!options.isEmpty(), "the build has created no archive of the registry's classes");
        List<String> command = new ArrayList<>(List.of(EmbeddedRegistry.java().toString(), "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-Xshare:on", "-cp", distribution.classPath(), "-version"));

        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();

        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
    }
}
