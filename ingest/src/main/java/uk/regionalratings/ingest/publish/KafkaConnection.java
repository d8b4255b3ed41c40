package uk.regionalratings.ingest.publish;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegisteredSchemas;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/**
 * Opens the publisher after checking that broker and registry are available and have what is needed: a producer alone
 * would retry silently for minutes.
 */
public final class KafkaConnection {
    /**
     * How long the broker has to answer, unless {@code default.api.timeout.ms} is set. Long enough for a slow handshake, short
     * enough to wait for.
     */
    private static final int ANSWER_MS = 15_000;

    /** One of several brokers may hang and be asked again before that is known; this leaves time to ask the others. */
    private static final int ONE_BROKER_MS = 2_000;

    /** How long an event is retried: longer than temporary failures, but short enough to end an unattended run. */
    private static final int PATIENCE_MS = 600_000;

    /** For processes that read a failed source again and must stop quickly. */
    private static final Map<String, Object> BRIEFLY =
            Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000, ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);

    /** The topics that this module writes to. */
    static final List<Topic> TOPICS =
            List.of(Topics.INSPECTION_PUBLISHED, Topics.AUTHORITY_REGISTERED, Topics.INSPECTION_REJECTED);

    private KafkaConnection() {}

    /**
     * Opens a publisher with this module's producer settings.
     *
     * @throws IngestException if broker or registry can't be reached, or topics or schemas are missing
     */
    public static EventPublisher open(Settings settings, Clock clock) {
        return open(settings, new ContractSerdes(RegistryClients.open(settings)), clock, Map.of());
    }

    /**
     * Opens a publisher for a process that reads a source again after a failure: an event is retried for a minute.
     *
     * @throws IngestException if broker or registry can't be reached, or topics or schemas are missing
     */
    public static EventPublisher openBriefly(Settings settings, Clock clock) {
        return open(settings, new ContractSerdes(RegistryClients.open(settings)), clock, BRIEFLY);
    }

    /**
     * Opens a publisher with other producer settings.
     *
     * @param preferred settings that replace this module's; the user's take precedence
     * @throws IngestException if broker or registry can't be reached, or topics or schemas are missing
     */
    public static EventPublisher open(
            Settings settings, ContractSerdes serdes, Clock clock, Map<String, Object> preferred) {
        return new KafkaEventPublisher(openProducer(settings, serdes, preferred, TOPICS), serdes, clock);
    }

    /**
     * Opens an idempotent producer that waits for all replicas.
     *
     * @param preferred settings that replace this module's; the user's take precedence
     * @param topics the topics that the process writes to or reads
     * @throws IngestException if broker or registry can't be reached, or topics or schemas are missing
     */
    public static Producer<String, byte[]> openProducer(
            Settings settings, ContractSerdes serdes, Map<String, Object> preferred, List<Topic> topics) {
        checkBroker(settings, topics);
        checkRegistry(serdes, settings.text(Settings.SCHEMA_REGISTRY_URL), topics);
        Map<String, Object> config = new HashMap<>(preferred);
        config.putAll(settings.kafkaClient());
        try {
            return new KafkaProducer<>(producerConfig(config), new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new IngestException("the Kafka producer does not start: " + Causes.describe(e), e);
        }
    }

    private static void checkBroker(Settings settings, List<Topic> topics) {
        String address = settings.text(Settings.BOOTSTRAP_SERVERS);
        try (Admin admin = Admin.create(adminConfig(settings))) {
            admin.describeTopics(topics.stream().map(Topic::name).toList())
                    .allTopicNames()
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IngestException(
                        "Kafka at " + address + " lacks a topic of the pipeline: the topics must be created first"
                                + " (./ratings setup creates them)",
                        e);
            }
            throw refused(settings, e.getCause());
        } catch (KafkaException e) {
            throw unreachable("Kafka", address, Settings.BOOTSTRAP_SERVERS, Causes.describe(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException("interrupted while connecting to Kafka at " + address, e);
        }
    }

    /** @throws ConfigException if the time to answer is not a number */
    private static Map<String, Object> adminConfig(Settings settings) {
        Map<String, Object> config = settings.kafkaClient();
        int answerMs = answerMs(config);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(ONE_BROKER_MS, answerMs));
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, answerMs);
        return config;
    }

    private static int answerMs(Map<String, Object> client) {
        String key = AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;
        Object given = client.getOrDefault(key, ANSWER_MS);
        return (Integer) Objects.requireNonNull(ConfigDef.parseType(key, given, ConfigDef.Type.INT));
    }

    private static IngestException refused(Settings settings, @Nullable Throwable cause) {
        String address = settings.text(Settings.BOOTSTRAP_SERVERS);
        if (cause instanceof AuthenticationException) {
            return new IngestException(
                    "Kafka at " + address + " does not accept who we say we are (" + Causes.describe(cause)
                            + "): correct the settings of SASL and TLS",
                    cause);
        }
        if (cause instanceof AuthorizationException) {
            return new IngestException(
                    "Kafka at " + address + " does not let this user see the topics of the pipeline ("
                            + Causes.describe(cause) + "): ./ratings access gives the rights",
                    cause);
        }
        String detail = cause == null || cause instanceof TimeoutException
                ? "no answer within " + answerMs(settings.kafkaClient()) / 1_000 + " s"
                : Causes.describe(cause);
        return unreachable("Kafka", address, Settings.BOOTSTRAP_SERVERS, detail, cause);
    }

    static void checkRegistry(ContractSerdes serdes, String address, List<Topic> topics) {
        try {
            RegisteredSchemas.check(serdes, topics);
        } catch (RegisteredSchemas.MissingSchemaException e) {
            throw new IngestException(
                    "the schema registry at " + address + " does not have this version's schema of subject "
                            + e.subject() + " (" + Causes.describe(e)
                            + "): the schemas must be registered first (./ratings setup registers them)",
                    e);
        } catch (IOException e) {
            throw unreachable("the schema registry", address, Settings.SCHEMA_REGISTRY_URL, Causes.describe(e), e);
        }
    }

    private static IngestException unreachable(
            String what, String address, String setting, String detail, @Nullable Throwable cause) {
        return new IngestException(
                what + " at " + address + " can't be reached (" + detail
                        + "): start it (./ratings local starts both on this" + " machine) or correct the setting "
                        + setting,
                cause);
    }

    /** @param given the settings of the process and its user */
    static Map<String, Object> producerConfig(Map<String, Object> given) {
        Map<String, Object> config = new HashMap<>(given);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "ratings-ingest");
        // Grades and names repeat, so compression shrinks a batch to about a fifth for little CPU.
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // Files arrive in bulk; a short wait fills batches, and nobody notices 20 ms.
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
        // Nothing is confirmed until two of three brokers have agreed that one is unavailable and which one leads now.
        // On a busy machine this took more than a minute; meanwhile the watch reports that the run waits.
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        // The next event waits just as long for the first one's buffer, or for a broker that knows the leader.
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        // A broker that hangs may be asked twice, for the records and for the leader: Kafka's 30 s would add up to a
        // minute.
        config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return config;
    }
}
