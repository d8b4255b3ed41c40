package uk.regionalratings.ingest.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.ingest.gateway.admission.Admission;
import uk.regionalratings.ingest.gateway.admission.FeedAuthentication;
import uk.regionalratings.ingest.gateway.admission.FeedRates;
import uk.regionalratings.ingest.gateway.answer.GatewayMeters;
import uk.regionalratings.ingest.gateway.intake.DeliveryFailures;
import uk.regionalratings.ingest.gateway.intake.InFlight;
import uk.regionalratings.ingest.gateway.intake.Intake;
import uk.regionalratings.ingest.gateway.intake.KafkaReachability;
import uk.regionalratings.ingest.gateway.known.AuthorityTable;
import uk.regionalratings.ingest.gateway.known.CurrentInspections;
import uk.regionalratings.ingest.gateway.known.RecentInspections;
import uk.regionalratings.ingest.publish.EventPublisher;
import uk.regionalratings.ingest.publish.KafkaConnection;
import uk.regionalratings.ingest.source.DeclaredSources;
import uk.regionalratings.service.ManagementApi;
import uk.regionalratings.service.SkippedRecords;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;

/** The gateway's process: one producer that all requests share, the table that corrections use, and the two ports. */
final class GatewayProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

    private final GatewaySettings settings;
    private final EventPublisher publisher;
    private final AuthorityTable table;
    private final KafkaReachability reachability;
    private final DeliveryFailures failures;
    private final GatewayApi api;
    private final ManagementApi managementApi;
    private volatile boolean started;
    private volatile boolean draining;
    private volatile boolean stopping;

    /**
     * A process that does not listen yet.
     *
     * @throws uk.regionalratings.ingest.problem.IngestException if it must not start, or Kafka or the registry can't be reached
     */
    GatewayProcess(GatewaySettings settings, Clock clock) {
        this.settings = settings;
        FeedAuthentication authentication = settings.authentication();
        DeclaredSources bodies = new DeclaredSources(settings.names(), clock);
        Settings kafka = settings.settings();
        ContractSerdes serdes = new ContractSerdes(RegistryClients.open(kafka));
        this.publisher = KafkaConnection.open(kafka, serdes, clock, settings.producer());
        this.reachability = new KafkaReachability(Admin.create(kafka.kafkaClient()), serdes, clock);
        this.failures = new DeliveryFailures(reachability::note);
        SkippedRecords skipped = new SkippedRecords(Set.of(Topics.AUTHORITY_RATINGS.name()));
        this.table = new AuthorityTable(() -> consumer(kafka), serdes.authorityRatingsReader(), skipped);

        InFlight inFlight = new InFlight(
                settings.number(GatewaySettings.MAX_EVENTS), settings.millis(GatewaySettings.ROOM_TIMEOUT));
        GatewayMeters meters = new GatewayMeters(inFlight::size);
        RecentInspections recent = new RecentInspections(settings.number(GatewaySettings.RECENT_INSPECTIONS));
        Intake intake = new Intake(publisher, recent, inFlight, failures);
        this.api = new GatewayApi(
                admission(authentication, meters),
                inspections(bodies, intake, meters),
                new CorrectionsHandler(
                        bodies,
                        intake,
                        new CurrentInspections(table, recent),
                        settings.bodyLimits(),
                        settings.confirmation(),
                        meters,
                        clock),
                settings.httpLimits());
        this.managementApi =
                new ManagementApi(failures::fatal, this::whyNotReady, List.of(meters, skipped, api.meters()));
    }

    private Admission admission(FeedAuthentication authentication, GatewayMeters meters) {
        FeedRates rates =
                new FeedRates(settings.number(GatewaySettings.FEED_RATE), settings.number(GatewaySettings.FEED_BURST));
        return new Admission(authentication, rates, settings.room(), () -> stopping, this::whyNotSending, meters);
    }

    private InspectionsHandler inspections(DeclaredSources bodies, Intake intake, GatewayMeters meters) {
        IdempotencyKeys keys = new IdempotencyKeys(
                settings.number(GatewaySettings.IDEMPOTENCY_BYTES),
                Duration.ofHours(settings.number(GatewaySettings.IDEMPOTENCY_HOURS)));
        return new InspectionsHandler(bodies, intake, keys, settings.bodyLimits(), settings.confirmation(), meters);
    }

    private static Consumer<byte[], byte[]> consumer(Settings settings) {
        Map<String, Object> config = new HashMap<>(settings.kafkaClient());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Starts to listen.
     *
     * @throws uk.regionalratings.service.PortUnavailableException if a port is in use
     */
    void start() {
        managementApi.start(settings.address(GatewaySettings.MANAGEMENT_PORT));
        reachability.start();
        table.start();
        api.start(settings.address(GatewaySettings.HTTP_PORT));
        started = true;
    }

    /** The addresses of the gateway, in one line for a person. */
    String describe() {
        return "gateway on " + settings.address(GatewaySettings.HTTP_PORT).url(port()) + GatewayApi.INSPECTIONS
                + ", health and metrics on "
                + settings.address(GatewaySettings.MANAGEMENT_PORT).url(managementApi.port());
    }

    /** The port of the gateway. */
    int port() {
        return api.port();
    }

    private Optional<String> whyNotSending() {
        return failures.fatal().or(reachability::kafkaProblem);
    }

    private Optional<String> whyNotReady() {
        if (draining) {
            return Optional.of("the gateway is stopping");
        }
        if (!started) {
            return Optional.of("the gateway is starting");
        }
        return whyNotSending().or(reachability::registryProblem);
    }

    /** Reports that it is not ready and continues to accept requests for the grace period, so that load balancers stop first. */
    void drain() throws InterruptedException {
        draining = true;
        api.drain();
        TimeUnit.MILLISECONDS.sleep(settings.number(GatewaySettings.SHUTDOWN_GRACE));
    }

    /** Accepts no new requests, answers those in progress, and makes sure that Kafka has what was sent. */
    @Override
    public void close() {
        draining = true;
        stopping = true;
        api.close();
        LOG.info("All requests are answered");
        publisher.close();
        table.close();
        reachability.close();
        managementApi.close();
    }
}
