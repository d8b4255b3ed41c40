package uk.regionalratings.streams.app;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.service.ManagementApi;
import uk.regionalratings.service.SkippedRecords;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.http.QueryApi;
import uk.regionalratings.streams.http.ViewMeters;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.record.EventReader;
import uk.regionalratings.streams.topology.RatingsTopology;
import uk.regionalratings.streams.topology.Role;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.streams.view.VersionedView;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.vocabulary.Areas;

/**
 * One instance: Kafka Streams with its roles, the query API and the management port. Both APIs answer from the start,
 * and report until when there is no data yet.
 */
public final class StreamsProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsProcess.class);

    /** The time for committing and leaving the group; orchestrators kill after 30 s by default. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    /**
     * How long to wait for the facts at startup. Answers without them are better than no answers, and say what they
     * lack.
     */
    private static final Duration FACTS_TIMEOUT = Duration.ofSeconds(5);

    /** Makes other instances take over at once, whether this one returns or not; see docs/decisions/0014. */
    private static final CloseOptions LEAVING = CloseOptions.groupMembershipOperation(
                    CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSE_TIMEOUT);

    private final StreamsSettings settings;
    private final Set<Role> roles;
    private final StreamsConfig config;
    private final ContractSerdes serdes;
    private final RegistryWait registry;
    private final SkippedRecords skipped;
    private final Gaps gaps;
    private final ReadModels models;
    private final Canaries canaries;
    private final KafkaChangeLog changeLog;
    private final VersionedView versions;
    private final FactReader factReader;
    private final Backlog backlog;
    private final InstanceHealth health;
    private final RejectionMeters rejections = new RejectionMeters();
    private final KafkaStreams streams;
    private final RestoreProgress restoring = new RestoreProgress();
    private final QueryApi queryApi;
    private final ManagementApi managementApi;
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * @throws uk.regionalratings.reference.ReferenceFileException if the areas file can't be used
     * @throws NativeLibraryException if an instance with the processor role can't keep its state here
     */
    public StreamsProcess(StreamsSettings settings, Clock clock) {
        this.settings = settings;
        this.roles = settings.roles();
        Areas areas = settings.areas();
        if (roles.contains(Role.PROCESSOR)) {
            NativeLibrary.load();
        }
        this.canaries =
                new Canaries(settings.canaryInterval(), settings.settings().kafkaClient(), clock);
        this.config = KafkaStreamsConfig.of(settings.settings());
        this.serdes = new ContractSerdes(RegistryClients.open(settings.settings()));
        this.registry = new RegistryWait(settings.settings().text(Settings.SCHEMA_REGISTRY_URL));
        this.skipped = new SkippedRecords(Gaps.topics(applicationId()));
        this.gaps = new Gaps(skipped);
        this.changeLog = new KafkaChangeLog(settings.settings().kafkaClient());
        InspectionSources sources = new InspectionSources();
        this.backlog = new Backlog(settings.settings().kafkaClient(), applicationId());
        this.models = new ReadModels(
                new RatingsView(areas),
                new ChangesView(changeLog),
                serdes,
                gaps,
                registry,
                rejections,
                canaries,
                clock);
        EventReader events = new EventReader(areas, serdes);
        this.versions = new VersionedView(models.ratings(), events::read);
        models.onRow(versions::shown);
        this.factReader = new FactReader(
                () -> FactReader.consumer(settings.settings().kafkaClient()),
                () -> FactReader.identity(settings.settings().kafkaClient()),
                events::read,
                registry,
                sources,
                versions);
        Topology topology = new RatingsTopology(areas, serdes, roles, models).build(config);
        this.streams = new KafkaStreams(topology, config, new StreamsClients());
        FailurePolicy failures = new FailurePolicy(clock, registry);
        this.health = new InstanceHealth(streams, roles, failures, registry, restoring);
        streams.setUncaughtExceptionHandler(failures);
        streams.setGlobalStateRestoreListener(restoring);
        streams.setStateListener((now, before) -> {
            LOG.info("Kafka Streams is {}", now);
            if (now == KafkaStreams.State.ERROR) {
                health.failed();
                ended.countDown();
            }
        });
        QueryService queries = new QueryService(
                models.ratings(),
                models.changes(),
                sources,
                settings.frameworks(),
                this::status,
                health::whyNotAnswering,
                new AnswerGaps(gaps, registry, backlog, factReader, versions, models.ratings())::reasons,
                clock);
        this.queryApi = new QueryApi(new VersionedQueries(queries, versions, clock), settings.embedHosts());
        this.managementApi = new ManagementApi(health::failure, health::whyNotReady, meters(clock));
    }

    private PipelineStatus status() {
        return new PipelineStatus(models.waiting(), backlog.behind());
    }

    private List<MeterBinder> meters(Clock clock) {
        List<MeterBinder> meters = new ArrayList<>();
        meters.add(new StreamsMeters(streams, restoring, backlog, roles, applicationId()));
        meters.add(backlog);
        meters.add(skipped);
        if (roles.contains(Role.QUERY)) {
            meters.add(new ViewMeters(view()));
            meters.add(queryApi.meters());
            meters.add(models);
            if (sendsCanaries()) {
                meters.add(canaries);
            }
        }
        if (roles.contains(Role.PROCESSOR)) {
            meters.add(new InputMeters(streams, clock));
            meters.add(rejections);
        }
        return meters;
    }

    /**
     * Deletes the local state, which is then read back from Kafka. To be called before {@link #start()}.
     *
     * @throws ProcessorStateException if it can't be deleted
     */
    public void deleteLocalState() {
        try {
            streams.cleanUp();
        } catch (StreamsException e) {
            throw new ProcessorStateException("can't delete the local state: " + e.getMessage(), e);
        }
    }

    /**
     * Starts everything; returns when the table for queries is in memory. While the registry is unavailable it waits,
     * and the readiness probe says so. A failed start leaves nothing behind.
     *
     * @return false if the process was closed meanwhile
     * @throws uk.regionalratings.service.PortUnavailableException if a port is in use
     * @throws ProcessorStateException if the local state can't be opened
     * @throws StreamsException if the brokers refuse, or have forgotten how far the processing is
     */
    public boolean start() {
        try {
            managementApi.start(settings.address(StreamsSettings.MANAGEMENT_PORT));
            if (roles.contains(Role.QUERY)) {
                queryApi.start(settings.address(StreamsSettings.HTTP_PORT));
            }
            if (!registry.awaitReady(serdes, roles.contains(Role.PROCESSOR))) {
                return false;
            }
            if (roles.contains(Role.PROCESSOR)) {
                ProcessingPositions.requireKnown(settings.settings().kafkaClient(), applicationId());
                RepartitionTopics.createMissing(config);
            }
            backlog.start();
            if (roles.contains(Role.QUERY)) {
                factReader.start();
            }
            streams.start();
            if (roles.contains(Role.QUERY)) {
                changeLog.open();
                factReader.awaitCaughtUp(FACTS_TIMEOUT);
            }
            models.live();
            health.restored();
            if (sendsCanaries()) {
                canaries.start();
            }
            return true;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private boolean sendsCanaries() {
        return roles.contains(Role.QUERY) && !settings.canaryInterval().isZero();
    }

    /** The addresses of this instance, in one line for a person. */
    public String describe() {
        String management = "health and metrics on "
                + settings.address(StreamsSettings.MANAGEMENT_PORT).url(managementPort());
        return roles.contains(Role.QUERY)
                ? "query API on " + settings.address(StreamsSettings.HTTP_PORT).url(port()) + "/v1/areas, " + management
                : management;
    }

    /** The group of instances that this one belongs to. */
    public String applicationId() {
        return settings.settings().text(StreamsSettings.APPLICATION_ID);
    }

    /** The port of the query API. */
    public int port() {
        return queryApi.port();
    }

    /** The port of health and metrics. */
    public int managementPort() {
        return managementApi.port();
    }

    /** The read model behind the query API. */
    public RatingsView view() {
        return models.ratings();
    }

    /**
     * Waits until {@link #close()} or a failure from which Kafka Streams does not recover.
     *
     * @return the failure, see {@link #failure()}; empty if the process ended normally
     */
    public Optional<String> awaitEnd() throws InterruptedException {
        ended.await();
        return failure();
    }

    /** A failure from which Kafka Streams does not recover, and what to do, for a person; empty if there is none. */
    public Optional<String> failure() {
        return health.failure();
    }

    /**
     * Reports that it is not ready, and continues to answer and process for the grace period, so that load balancers
     * turn to another instance before {@link #close()}. Returns at once if nothing checks the readiness.
     */
    public void drain() throws InterruptedException {
        boolean answering = health.whyNotAnswering().isEmpty();
        health.stopping();
        if (roles.contains(Role.QUERY) && answering) {
            queryApi.drain();
            var unused = ended.await(settings.settings().number(StreamsSettings.SHUTDOWN_GRACE), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        health.stopping();
        registry.close();
        queryApi.close();
        changeLog.close();
        factReader.close();
        backlog.close();
        canaries.close();
        if (!streams.close(LEAVING)) {
            LOG.warn("Kafka Streams did not end within {}", CLOSE_TIMEOUT);
        }
        managementApi.close();
        ended.countDown();
    }
}
