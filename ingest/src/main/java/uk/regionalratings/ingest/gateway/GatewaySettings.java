package uk.regionalratings.ingest.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.ReferenceSettings;
import uk.regionalratings.ingest.gateway.admission.FeedAuthentication;
import uk.regionalratings.ingest.gateway.admission.FeedRoom;
import uk.regionalratings.ingest.gateway.admission.TokensFile;
import uk.regionalratings.ingest.gateway.body.BodyLimits;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.service.HttpLimits;
import uk.regionalratings.service.HttpServer;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.service.ServerSettings;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;

/** The settings of {@code ./ratings gateway}. */
final class GatewaySettings {
    static final String HTTP_HOST = ServerSettings.HTTP_HOST;
    static final String HTTP_PORT = "http.port";
    static final String MANAGEMENT_PORT = ServerSettings.MANAGEMENT_PORT;
    static final String SHUTDOWN_GRACE = HttpServer.SHUTDOWN_GRACE;
    static final String TOKENS_FILE = "tokens.file";
    static final String MAX_BODY_BYTES = "max.body.bytes";
    static final String MAX_RECORDS = "max.records";
    static final String MAX_REQUESTS = "max.requests";
    static final String FEED_REQUESTS = "feed.requests.at.once";
    static final String MAX_EVENTS = "max.events.in.flight";
    static final String FEED_RATE = "feed.requests.per.second";
    static final String FEED_BURST = "feed.requests.burst";
    static final String BODY_TIMEOUT = "body.timeout.ms";
    static final String IDLE_TIMEOUT = "idle.timeout.ms";
    static final String ROOM_TIMEOUT = "room.timeout.ms";
    static final String RECENT_INSPECTIONS = "recent.inspections";
    static final String IDEMPOTENCY_BYTES = "idempotency.bytes";
    static final String IDEMPOTENCY_HOURS = "idempotency.hours";

    /**
     * Threads for the documentation, and for refusals, which must be possible however many requests are in progress.
     */
    private static final int THREADS_BESIDES_REQUESTS = 10;

    private static final int CONNECTIONS = 2_000;
    /** The time for writing the answer, after the last body was read and its last record confirmed. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Settings settings;
    private final ServerSettings server;

    private GatewaySettings(Settings settings) {
        this.settings = settings;
        this.server = new ServerSettings(settings);
    }

    /** The settings that this process knows, apart from those of Kafka's clients. */
    static ConfigDef definition() {
        ConfigDef definition = ServerSettings.define(
                        Settings.common(),
                        "Address that the gateway and the management port listen on; any other than loopback needs"
                                + " `tokens.file`.",
                        8095)
                .define(
                        TOKENS_FILE,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.HIGH,
                        "File with the tokens of permitted feeds: lines of `./ratings gateway token NAME`. Read again"
                                + " when it changes. Without it every program on this machine may send.");
        ReferenceSettings.define(definition);
        ServerSettings.definePort(definition, HTTP_PORT, 8085, "Port of the gateway; 0 for a free one.");
        number(
                definition,
                SHUTDOWN_GRACE,
                HttpServer.DEFAULT_SHUTDOWN_GRACE_MS,
                0,
                600_000,
                HttpServer.SHUTDOWN_GRACE_MEANING);
        limits(definition);
        return definition;
    }

    private static void limits(ConfigDef definition) {
        int most = Integer.MAX_VALUE;
        number(definition, MAX_BODY_BYTES, 16 << 20, 1, most, "Longest body, unpacked (413).");
        number(definition, MAX_RECORDS, 10_000, 1, 1_000_000, "Most records in a body (413).");
        number(definition, MAX_REQUESTS, 24, 1, 1_000, "Requests that write at the same time (503).");
        number(
                definition,
                MAX_EVENTS,
                20_000,
                1,
                1_000_000,
                "Events sent and not confirmed by Kafka, over all requests; above, bodies are read more slowly.");
        number(
                definition,
                FEED_REQUESTS,
                8,
                1,
                1_000,
                "Requests of one feed at the same time, of `max.requests` (429); without tokens there is one feed, which may have all.");
        number(definition, FEED_RATE, 50, 1, 100_000, "Requests per second of one feed in the long run (429).");
        number(definition, FEED_BURST, 100, 1, 100_000, "Requests of one feed at once after a pause (429).");
        number(definition, BODY_TIMEOUT, 30_000, 1, 600_000, "How long a body may take to arrive (408).");
        number(definition, IDLE_TIMEOUT, 10_000, 1, 600_000, "How long a client may send nothing within a body (408).");
        number(
                definition,
                ROOM_TIMEOUT,
                5_000,
                1,
                600_000,
                "How long a record waits for room when Kafka is slow (503).");
        number(
                definition,
                RECENT_INSPECTIONS,
                100_000,
                1,
                10_000_000,
                "Revisions remembered to recognise duplicates, at about 200 bytes each.");
        number(definition, IDEMPOTENCY_BYTES, 64 << 20, 1, most, "Memory for answers to repeat by Idempotency-Key.");
        number(definition, IDEMPOTENCY_HOURS, 24, 1, 24 * 365, "How long such an answer is kept.");
    }

    private static void number(ConfigDef definition, String name, int standard, int least, int most, String meaning) {
        definition.define(
                name, ConfigDef.Type.INT, standard, ConfigDef.Range.between(least, most), Importance.MEDIUM, meaning);
    }

    /**
     * Reads the settings.
     *
     * @param file a Java properties file; null if there is none
     * @param options the settings from the command line
     * @throws uk.regionalratings.settings.InvalidSettingsException naming every problem
     */
    static GatewaySettings load(@Nullable Path file, Map<String, String> environment, Map<String, String> options) {
        return new GatewaySettings(Settings.load(definition(), Set.of(), file, environment, options));
    }

    Settings settings() {
        return settings;
    }

    String host() {
        return settings.text(HTTP_HOST);
    }

    /** The address of one of the two ports. */
    ListenAddress address(String portSetting) {
        return server.address(portSetting);
    }

    int number(String name) {
        return settings.number(name);
    }

    Duration millis(String name) {
        return Duration.ofMillis(settings.number(name));
    }

    /**
     * Who may send.
     *
     * @throws InvalidSettingsException if the whole network could
     * @throws IngestException if the tokens file can't be used
     */
    FeedAuthentication authentication() {
        String file = settings.optionalText(TOKENS_FILE);
        if (file == null) {
            if (!FeedAuthentication.isLoopback(host())) {
                throw new InvalidSettingsException(
                        List.of("anybody could send: without " + TOKENS_FILE + " the gateway listens on the loopback"
                                + " interface only, and " + HTTP_HOST + " is " + host()
                                + "; make a token with ./ratings gateway token NAME"));
            }
            return new FeedAuthentication(null);
        }
        TokensFile tokens = new TokensFile(Path.of(file), System::nanoTime);
        List<String> problems =
                tokens.problem().map(List::of).orElseGet(() -> tokens.tokens().problems());
        if (!problems.isEmpty()) {
            throw new IngestException(
                    "the tokens file " + file + " can't be used: " + String.join("; ", problems), null);
        }
        return new FeedAuthentication(tokens);
    }

    /** @throws IngestException if the files do not fit together */
    SourceNames names() {
        return ReferenceSettings.read(settings);
    }

    /** Without tokens there is only one feed, which needs to leave no share for others. */
    FeedRoom room() {
        int most = number(MAX_REQUESTS);
        boolean oneFeed = settings.optionalText(TOKENS_FILE) == null;
        return new FeedRoom(most, oneFeed ? most : number(FEED_REQUESTS));
    }

    BodyLimits bodyLimits() {
        return new BodyLimits(number(MAX_BODY_BYTES), number(MAX_RECORDS), millis(BODY_TIMEOUT));
    }

    HttpLimits httpLimits() {
        int threads = number(MAX_REQUESTS) + THREADS_BESIDES_REQUESTS;
        Duration stop = millis(BODY_TIMEOUT).plus(confirmation()).plus(MARGIN);
        return new HttpLimits(
                threads, CONNECTIONS, HttpLimits.HEAD, millis(IDLE_TIMEOUT), stop, HttpLimits.IDLE_AT_STOP);
    }

    /** How long Kafka may take to confirm an event: the producer's own limit, with a margin. */
    Duration confirmation() {
        Map<String, Object> config = new HashMap<>(producer());
        config.putAll(settings.kafkaClient());
        long delivery = Long.parseLong(String.valueOf(config.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)));
        return Duration.ofMillis(delivery).plus(MARGIN);
    }

    /** Producer settings for clients that wait; the user's settings take precedence. */
    Map<String, Object> producer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "ratings-gateway");
        // A client waits for the last record of its request. Batches fill from many requests, so waiting for more
        // records would only delay the answer.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // Long enough for a broker's restart, short enough for a waiting client.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        // How long one record may delay its request when the producer's buffer is full or no broker is known.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        // With several unacknowledged requests, a broker's restart once left a batch waiting until it expired.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return config;
    }
}
