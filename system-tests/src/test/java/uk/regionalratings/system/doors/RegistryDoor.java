package uk.regionalratings.system.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.topics.Access.Party;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegisteredSchemas;
import uk.regionalratings.topics.RegistryClients;

/**
 * The registry accepts only clients with a password and TLS; checks what {@code ./ratings doctor} reports to the
 * others.
 */
abstract class RegistryDoor {
    private static GuardedSystem system;

    @BeforeAll
    static void take() {
        system = GuardedSystem.shared();
    }

    @AfterAll
    static void noOutputHoldsASecret() {
        system.assertNoOutputHoldsASecret();
    }

    @Test
    void theRegistryRefusesWhoIsNotKnown() throws Exception {
        Map<String, String> good = system.client(Party.INGEST);
        registry(good);
        Map<String, String> nobody = new HashMap<>(good);
        nobody.remove("schema.registry.basic.auth.user.info");
        Map<String, String> wrong = new HashMap<>(good);
        wrong.put("schema.registry.basic.auth.user.info", "pipeline:" + GuardedSystem.WRONG_PASSWORD);
        Map<String, String> untrusting = new HashMap<>(good);
        untrusting.remove("schema.registry.ssl.truststore.location");
        untrusting.remove("schema.registry.ssl.truststore.type");
        Map<String, String> plaintext = new HashMap<>(good);
        plaintext.computeIfPresent("schema.registry.url", (key, url) -> url.replace("https:", "http:"));

        system.assertRefused("registry without password", IOException.class, () -> registry(nobody));
        system.assertRefused("registry with a wrong password", IOException.class, () -> registry(wrong));
        system.assertRefused("registry's authority not trusted", IOException.class, () -> registry(untrusting));
        system.assertRefused("registry without TLS", IOException.class, () -> registry(plaintext));
    }

    private static void registry(Map<String, String> options) throws IOException {
        RegisteredSchemas.requireReachable(new ContractSerdes(RegistryClients.open(GuardedStack.settings(options))));
    }

    @Test
    void theDoctorTellsWhoseDoorStaysShutAndComparesClocksOverTls() throws Exception {
        Map<String, String> good = system.client(Party.OPERATOR);
        Map<String, String> wrong = new HashMap<>(good);
        wrong.put("schema.registry.basic.auth.user.info", "pipeline:" + GuardedSystem.WRONG_PASSWORD);

        assertThat(doctor(good).output())
                .contains("ok    registry https://")
                .contains("ok    clock: agrees with the registry's");
        CommandRun refused = doctor(wrong);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .contains("warn  input: its tally can't be read without the registry")
                .containsPattern(
                        "FAIL  registry https://\\S+: it can't be reached: it does not accept our user and password .* and its credentials")
                .doesNotContain(system.stack().everySecret())
                .doesNotContain(GuardedSystem.WRONG_PASSWORD);
    }

    private static CommandRun doctor(Map<String, String> settings) throws IOException {
        return CommandRun.of("doctor", "--config", system.configFile(settings).toString());
    }
}
