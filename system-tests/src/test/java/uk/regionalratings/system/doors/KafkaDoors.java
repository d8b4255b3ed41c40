package uk.regionalratings.system.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.topics.Access;
import uk.regionalratings.topics.Access.Party;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/** Each party may do at the brokers exactly what the table of rights permits, and strangers may do nothing. */
abstract class KafkaDoors {
    @TempDir
    private static Path directory;

    private static GuardedSystem system;
    private static GuardedStack stack;

    @BeforeAll
    static void take() {
        system = GuardedSystem.shared();
        stack = system.stack();
    }

    @AfterAll
    static void noOutputHoldsASecret() {
        system.assertNoOutputHoldsASecret();
    }

    @Test
    void theBrokerLetsEachPartyDoWhatTheTableSaysAndNothingElse() throws Exception {
        int compared = 0;
        for (Party party : Party.values()) {
            Map<String, KafkaFuture<TopicDescription>> topics =
                    door(party).describe(Topics.all().stream().map(Topic::name).toList());
            for (Topic topic : Topics.all()) {
                Set<AclOperation> granted = new HashSet<>();
                Access.DEFAULT.of(party).stream()
                        .filter(grant -> grant.resource().name().equals(topic.name()))
                        .forEach(grant -> granted.addAll(grant.operations()));
                KafkaFuture<TopicDescription> described = topics.get(topic.name());
                if (granted.isEmpty()) {
                    system.assertRefused(
                            party.id() + " looks at " + topic.name(),
                            TopicAuthorizationException.class,
                            () -> KafkaDoor.await(described));
                } else {
                    assertThat(KafkaDoor.await(described).authorizedOperations())
                            .as("%s on %s", party, topic.name())
                            .isEqualTo(granted);
                }
                compared++;
            }
        }
        assertThat(compared).isEqualTo(Party.values().length * Topics.all().size());
    }

    @Test
    void theBrokerRefusesWhoIsNotKnownAndWhoMayNot() throws Exception {
        Map<String, Object> good =
                GuardedStack.settings(system.client(Party.INGEST)).kafkaClient();
        system.assertRefused("unknown user", SaslAuthenticationException.class, door("nobody", "secret")::connect);
        system.assertRefused(
                "wrong password",
                SaslAuthenticationException.class,
                door("ingest", GuardedSystem.WRONG_PASSWORD)::connect);
        system.assertRefused(
                "another's password",
                SaslAuthenticationException.class,
                door("ingest", stack.password(Party.FEED))::connect);
        refusedWithoutAnswer(Map.of(
                "no TLS", with(good, "security.protocol", "PLAINTEXT"),
                "password without TLS", with(good, "security.protocol", "SASL_PLAINTEXT"),
                "TLS without password", with(good, "security.protocol", "SSL")));
        Map<String, Object> trusting = new HashMap<>(good);
        trusting.remove("ssl.truststore.location");
        trusting.remove("ssl.truststore.type");
        system.assertRefused(
                "authority not trusted", SslAuthenticationException.class, new KafkaDoor(trusting)::connect);

        refusedTopic("ingest writes counts", () -> door(Party.INGEST).write(Topics.AREA_RATINGS.name()));
        refusedTopic("gateway writes changes", () -> door(Party.GATEWAY).write(Topics.RATING_CHANGED.name()));
        refusedTopic("gateway writes authorities", () -> door(Party.GATEWAY).write(Topics.AUTHORITY_REGISTERED.name()));
        refusedTopic("alerts writes changes", () -> door(Party.ALERTS).write(Topics.RATING_CHANGED.name()));
        refusedTopic("query writes ratings", () -> door(Party.QUERY).write(Topics.AUTHORITY_RATINGS.name()));
        refusedTopic("operator writes facts", () -> door(Party.OPERATOR).write(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("setup writes facts", () -> door(Party.SETUP).write(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("streams writes facts", () -> door(Party.STREAMS).write(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("feed writes authorities", () -> door(Party.FEED).write(Topics.AUTHORITY_REGISTERED.name()));
        refusedTopic("feed reads facts", () -> door(Party.FEED).read(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("feed reads rejections", () -> door(Party.FEED).read(Topics.INSPECTION_REJECTED.name()));
        refusedTopic("ingest reads facts", () -> door(Party.INGEST).read(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("setup reads facts", () -> door(Party.SETUP).read(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("setup deletes facts", () -> door(Party.SETUP)
                .ask(admin -> admin.deleteTopics(List.of(Topics.INSPECTION_PUBLISHED.name()))
                        .all()));
        refusedTopic("streams deletes facts", () -> door(Party.STREAMS)
                .ask(admin -> admin.deleteTopics(List.of(Topics.INSPECTION_PUBLISHED.name()))
                        .all()));
        system.assertRefused("alerts joins the topology", GroupAuthorizationException.class, () -> door(Party.ALERTS)
                .join(Access.DEFAULT.applicationId(), Topics.RATING_CHANGED.name()));
        system.assertRefused(
                "gateway takes the topology's transactions",
                TransactionalIdAuthorizationException.class,
                () -> door(Party.GATEWAY).takeTransactions(Access.DEFAULT.applicationId() + "-x-1"));
        system.assertRefused("ingest gives itself rights", ClusterAuthorizationException.class, () -> door(Party.INGEST)
                .ask(admin -> admin.createAcls(
                                Access.DEFAULT.of(Party.OPERATOR).get(0).bindings("User:ingest"))
                        .all()));
        system.assertRefused("setup sets a password", ClusterAuthorizationException.class, () -> door(Party.SETUP)
                .ask(admin -> admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                "streams", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096), "new")))
                        .all()));

        Map<String, String> wrong = stack.environment(Party.INGEST);
        wrong.remove("RATINGS_SASL_JAAS_CONFIG_FILE");
        wrong.put("RATINGS_SASL_JAAS_CONFIG", GuardedStack.jaas("ingest", stack.password(Party.FEED)));
        assertThat(stack.run("ingest-wrong", wrong, "ingest", system.history().toString()))
                .isEqualTo(1);
        assertThat(stack.output("ingest-wrong"))
                .contains("does not accept who we say we are", "Authentication failed")
                .doesNotContain("start it");
        system.noteRefused("ingest with another's password");
        assertThat(stack.output("broker"))
                .as("the broker's log tells who was refused")
                .contains("Failed authentication");
    }

    @Test
    void theDoctorTellsWhoIsNotKnownAndWhoMayNotLook() throws Exception {
        CommandRun stranger = run("doctor", stack.client("operator", GuardedSystem.WRONG_PASSWORD));
        assertThat(stranger.exitCode()).isEqualTo(1);
        assertThat(stranger.output())
                .contains("FAIL  Kafka: it does not accept who we say we are: ")
                .contains("Correct sasl.mechanism and sasl.jaas.config")
                .doesNotContain(GuardedSystem.WRONG_PASSWORD);

        CommandRun feed = run("doctor", system.client(Party.FEED));
        assertThat(feed.exitCode()).isEqualTo(1);
        assertThat(feed.output())
                .contains("FAIL  topic rating-changed: this user may not describe it: ")
                .contains("Grant DESCRIBE and DESCRIBE_CONFIGS on it")
                .contains("FAIL  topology regional-ratings: ")
                .contains("Grant DESCRIBE on this group")
                .doesNotContain(stack.everySecret());
    }

    @Test
    void theOperatorLooksComparesAndBacksUpAndIngestRestores() throws Exception {
        CommandRun doctor = run("doctor", system.client(Party.OPERATOR));
        assertThat(doctor.output()).doesNotContain("FAIL").contains("ok    topology regional-ratings: ");
        assertThat(doctor.exitCode()).isZero();
        CommandRun verify = run("verify", system.client(Party.OPERATOR));
        assertThat(verify.output()).as(verify.errors()).contains("no difference");

        String file = directory.resolve("facts.zip").toString();
        CommandRun backup = run("backup", system.client(Party.OPERATOR), file);
        assertThat(backup.exitCode()).as(backup.errors()).isZero();
        CommandRun refused = run("restore", system.client(Party.OPERATOR), "--append", file);
        assertThat(refused.exitCode()).isEqualTo(1);
        system.noteRefused("operator restores");
        CommandRun restored = run("restore", system.client(Party.INGEST), "--append", file);
        assertThat(restored.exitCode()).as(restored.errors()).isZero();
    }

    private static CommandRun run(String command, Map<String, String> settings, String... further) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--config", system.configFile(settings).toString()));
        arguments.addAll(List.of(further));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** At the same time, since each waits until its client gives up. */
    private static void refusedWithoutAnswer(Map<String, KafkaDoor> attempts) {
        ExecutorService all = Executors.newFixedThreadPool(attempts.size());
        try {
            List<CompletableFuture<Void>> waiting = attempts.entrySet().stream()
                    .map(attempt -> CompletableFuture.runAsync(
                            () -> system.assertRefused(
                                    attempt.getKey(), TimeoutException.class, attempt.getValue()::connect),
                            all))
                    .toList();
            waiting.forEach(CompletableFuture::join);
        } finally {
            all.shutdownNow();
        }
    }

    private static void refusedTopic(String attempt, ThrowingCallable attack) {
        system.assertRefused(attempt, TopicAuthorizationException.class, attack);
    }

    private static KafkaDoor door(Party party) {
        return door(party.id(), stack.password(party));
    }

    private static KafkaDoor door(String user, String password) {
        return new KafkaDoor(GuardedStack.settings(stack.client(user, password)).kafkaClient());
    }

    private static KafkaDoor with(Map<String, Object> client, String setting, String value) {
        Map<String, Object> changed = new HashMap<>(client);
        changed.put(setting, value);
        return new KafkaDoor(changed);
    }
}
