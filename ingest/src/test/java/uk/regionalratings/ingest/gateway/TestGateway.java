package uk.regionalratings.ingest.gateway;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import uk.regionalratings.ingest.gateway.admission.Admission;
import uk.regionalratings.ingest.gateway.admission.FeedAuthentication;
import uk.regionalratings.ingest.gateway.admission.FeedRates;
import uk.regionalratings.ingest.gateway.answer.GatewayMeters;
import uk.regionalratings.ingest.gateway.intake.DeliveryFailures;
import uk.regionalratings.ingest.gateway.intake.InFlight;
import uk.regionalratings.ingest.gateway.intake.Intake;
import uk.regionalratings.ingest.gateway.known.CurrentInspections;
import uk.regionalratings.ingest.gateway.known.KnownInspections;
import uk.regionalratings.ingest.gateway.known.RecentInspections;
import uk.regionalratings.ingest.source.DeclaredSources;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.vocabulary.Inspection;

/** The gateway's API on a port, with a Kafka and tables that the test decides on. */
final class TestGateway implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-01T12:00:00Z"), ZoneOffset.UTC);

    final ControlledPublisher kafka = new ControlledPublisher();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final AtomicReference<Optional<String>> kafkaProblem = new AtomicReference<>(Optional.empty());
    final AtomicReference<Optional<String>> tablesProblem = new AtomicReference<>(Optional.empty());
    /** What the published tables tell of. */
    final Map<String, Inspection> tables = new ConcurrentHashMap<>();

    /** The clock of the feeds' rates: it stands still unless the test moves it on. */
    final MovableClock rateClock = new MovableClock();

    private final GatewayApi api;
    private final InFlight inFlight;
    volatile boolean stopping;

    /** Clients of a test go on holding their connections, and no test wants to wait for that. */
    private static final Duration IDLE_AT_STOP = Duration.ofMillis(50);

    /** @param options settings other than the defaults */
    TestGateway(Map<String, String> options) {
        this(GatewaySettings.load(null, Map.of(), options));
    }

    private TestGateway(GatewaySettings settings) {
        this(settings, settings.confirmation());
    }

    private TestGateway(GatewaySettings settings, Duration confirmation) {
        FeedAuthentication authentication = settings.authentication();
        DeclaredSources bodies = new DeclaredSources(settings.names(), CLOCK);
        inFlight = new InFlight(
                settings.number(GatewaySettings.MAX_EVENTS), settings.millis(GatewaySettings.ROOM_TIMEOUT));
        GatewayMeters meters = new GatewayMeters(inFlight::size);
        meters.bindTo(metrics);
        RecentInspections recent = new RecentInspections(settings.number(GatewaySettings.RECENT_INSPECTIONS));
        Intake intake = new Intake(kafka, recent, inFlight, new DeliveryFailures(failure -> {}));
        IdempotencyKeys keys =
                new IdempotencyKeys(settings.number(GatewaySettings.IDEMPOTENCY_BYTES), Duration.ofHours(1));
        FeedRates rates = new FeedRates(
                settings.number(GatewaySettings.FEED_RATE), settings.number(GatewaySettings.FEED_BURST), rateClock);
        api = new GatewayApi(
                new Admission(authentication, rates, settings.room(), () -> stopping, () -> kafkaProblem.get(), meters),
                new InspectionsHandler(bodies, intake, keys, settings.bodyLimits(), confirmation, meters),
                new CorrectionsHandler(
                        bodies,
                        intake,
                        new CurrentInspections(this::lookUp, recent),
                        settings.bodyLimits(),
                        confirmation,
                        meters,
                        CLOCK),
                settings.httpLimits().withIdleAtStop(IDLE_AT_STOP));
        api.start(ListenAddress.loopback(0));
    }

    /** With the defaults. */
    static TestGateway open() {
        return new TestGateway(Map.of());
    }

    /** With one setting other than the defaults. */
    static TestGateway with(String setting, Object value) {
        return new TestGateway(Map.of(setting, value.toString()));
    }

    /** @param confirmation how long Kafka may take to confirm an event */
    static TestGateway confirmingWithin(Duration confirmation) {
        return new TestGateway(GatewaySettings.load(null, Map.of(), Map.of()), confirmation);
    }

    static TestGateway withTokens(Path file) {
        return with(GatewaySettings.TOKENS_FILE, file);
    }

    private KnownInspections.Lookup lookUp(String inspectionId) {
        Optional<String> problem = tablesProblem.get();
        if (problem.isPresent()) {
            return new KnownInspections.Lookup.Unavailable(problem.get());
        }
        Inspection known = tables.get(inspectionId);
        return known == null ? new KnownInspections.Lookup.None() : new KnownInspections.Lookup.Found(known);
    }

    int port() {
        return api.port();
    }

    int inFlight() {
        return inFlight.size();
    }

    Client client() {
        return new Client(api.port());
    }

    /** A clock that a test moves. */
    static final class MovableClock implements TimeMeter {
        private final AtomicLong nanos = new AtomicLong();

        void moveOn(Duration time) {
            nanos.addAndGet(time.toNanos());
        }

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    /** The counter of the records of a feed that ended so; 0 when there is none. */
    double records(String feed, String outcome) {
        var counter = metrics.find("ratings.gateway.records")
                .tags("feed", feed, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Settings on top of one another. */
    static Map<String, String> settings(Object... keysAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i].toString(), keysAndValues[i + 1].toString());
        }
        return settings;
    }

    /** As on a termination signal; what Kafka holds back it goes on holding back. */
    void stop() {
        api.close();
    }

    @Override
    public void close() {
        kafka.confirm();
        stop();
    }
}
