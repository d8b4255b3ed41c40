package uk.regionalratings.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;

/** The process waits for a registry that is unavailable or not set up, and reports which one and what to do. */
class RegistryWaitTest {
    private final RegistryWait registry = new RegistryWait("http://registry:8081", Duration.ofMillis(10));
    private volatile boolean away;
    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient() {
        @Override
        public Collection<String> getAllSubjects() throws IOException, RestClientException {
            if (away) {
                throw new IOException("Connection refused");
            }
            return super.getAllSubjects();
        }
    });

    private CompletableFuture<Boolean> waiting(boolean writes) {
        return CompletableFuture.supplyAsync(() -> registry.awaitReady(serdes, writes));
    }

    private void awaitReason(String... words) {
        Awaitility.await().untilAsserted(() -> assertThat(registry.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains(words)));
    }

    @Test
    void waitsForARegistryThatIsAway() throws Exception {
        away = true;
        CompletableFuture<Boolean> waiting = waiting(false);
        awaitReason("http://registry:8081", "Connection refused", "start it, or correct schema.registry.url");
        assertThat(waiting).isNotDone();

        away = false;

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(registry.reason()).isEmpty();
    }

    @Test
    void waitsForSchemasWhereTheyAreNeeded() throws Exception {
        assertThat(waiting(false).get(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Boolean> waiting = waiting(true);
        awaitReason("lacks this version's schemas", "rating-changed-value", "./ratings setup");

        SchemaRegistration.register(serdes.registry());

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(registry.reason()).isEmpty();
    }

    @Test
    void stopsWaitingAtTheEndOfTheProcess() throws Exception {
        away = true;
        CompletableFuture<Boolean> waiting = waiting(false);
        awaitReason("Connection refused");

        registry.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
    }
}
