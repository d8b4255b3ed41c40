package uk.regionalratings.ingest.feed.round;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.ReferenceSettings;
import uk.regionalratings.ingest.feed.document.ReportArchive;
import uk.regionalratings.ingest.feed.site.Proxies;
import uk.regionalratings.ingest.feed.site.Robots;
import uk.regionalratings.ingest.feed.site.SiteManners;
import uk.regionalratings.ingest.feed.site.WebAddress;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.service.ServerSettings;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;

/** The settings of {@code ./ratings feed}. */
public final class FeedSettings {
    public static final String CONTACT = "feed.contact";
    static final String INTERVAL = "feed.interval.seconds";
    static final String ALARM = "feed.alarm.hours";
    public static final String TIMEOUT = "feed.timeout.ms";
    public static final String SITE = "ofsted.site";
    public static final String FILES = "ofsted.files";
    public static final String PAUSE = "ofsted.pause.ms";
    public static final String REQUESTS = "ofsted.requests.per.day";
    static final String SINCE = "ofsted.since";
    public static final String RECHECK = "ofsted.recheck.rounds";
    public static final String ARCHIVE = "ofsted.archive";
    public static final String MANAGEMENT_PORT = ServerSettings.MANAGEMENT_PORT;

    private final Settings settings;
    private final ServerSettings server;

    private FeedSettings(Settings settings) {
        this.settings = settings;
        this.server = new ServerSettings(settings);
    }

    /** The settings that this process knows, apart from those of Kafka's clients. */
    static ConfigDef definition() {
        ConfigDef definition = ReferenceSettings.define(
                ServerSettings.define(Settings.common(), "Address that the management port listens on.", 8096));
        text(
                definition,
                CONTACT,
                null,
                "E-mail or web address that the owner of a site can write to; sent with every" + " request. Required.");
        text(definition, SITE, "https://reports.ofsted.gov.uk", "Address of Ofsted's pages.");
        text(definition, FILES, "https://files.ofsted.gov.uk", "Address of Ofsted's documents.");
        text(
                definition,
                SINCE,
                "2014-01-01",
                "Documents published earlier are skipped: no known framework" + " is older.");
        text(definition, ARCHIVE, null, "A folder that keeps every document as received.");
        number(
                definition,
                INTERVAL,
                21_600,
                1,
                604_800,
                "Time from the end of one round to the beginning of the next.");
        number(definition, ALARM, 24, 1, 1_000, "The feed is not ready if no round has succeeded for this long.");
        number(definition, TIMEOUT, 60_000, 1, 600_000, "The longest time for one request.");
        number(
                definition,
                PAUSE,
                2_000,
                0,
                600_000,
                "Pause between the end of one request and the beginning of the next.");
        number(definition, REQUESTS, 2_000, 1, 100_000, "The most requests to Ofsted's site on one day.");
        number(
                definition,
                RECHECK,
                30,
                1,
                100_000,
                "The number of rounds in which each known document is requested once,"
                        + " in case it was replaced; with its entity tag, so that an unchanged one is not sent again.");
        return definition;
    }

    private static void text(ConfigDef definition, String name, @Nullable String standard, String meaning) {
        definition.define(name, ConfigDef.Type.STRING, standard, Importance.MEDIUM, meaning);
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
     * @throws InvalidSettingsException naming every problem
     */
    public static FeedSettings load(@Nullable Path file, Map<String, String> environment, Map<String, String> options) {
        return new FeedSettings(Settings.load(definition(), Set.of(), file, environment, options));
    }

    /**
     * Checks what a feed needs beyond what reading its ledger needs.
     *
     * @throws InvalidSettingsException naming every problem
     */
    public void requireContact(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String contact = settings.optionalText(CONTACT);
        if (contact == null || !contact.matches("\\S+@\\S+\\.\\S+|https?://\\S+")) {
            problems.add(
                    CONTACT + " must be an e-mail or web address that the site's owner can write to if the feed is a"
                            + " burden: set it in the file of --config, or RATINGS_FEED_CONTACT");
        }
        try {
            var unused = new Proxies(environment);
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        refuse(problems);
    }

    /**
     * Checks what the feed of Ofsted's site needs in addition.
     *
     * @throws InvalidSettingsException naming every problem
     */
    public void requireSite() {
        List<String> problems = new ArrayList<>();
        for (String name : List.of(SITE, FILES)) {
            if (!isSite(settings.text(name))) {
                problems.add(name + " must be an address as https://host, without a path");
            }
        }
        try {
            LocalDate.parse(settings.text(SINCE));
        } catch (DateTimeParseException e) {
            problems.add(SINCE + " must be a day as YYYY-MM-DD");
        }
        refuse(problems);
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private static boolean isSite(String text) {
        try {
            URI address = URI.create(text);
            return WebAddress.isWeb(address)
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && String.valueOf(address.getPath()).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public Settings settings() {
        return settings;
    }

    /** The user agent of requests: the project, and the contact. */
    String userAgent() {
        return Robots.NAME + "/0.1 (feed of published inspections; contact: " + settings.text(CONTACT) + ")";
    }

    URI site() {
        return URI.create(settings.text(SITE));
    }

    URI files() {
        return URI.create(settings.text(FILES));
    }

    SiteManners manners() {
        return SiteManners.of(Duration.ofMillis(settings.number(PAUSE)), settings.number(REQUESTS));
    }

    Duration timeout() {
        return Duration.ofMillis(settings.number(TIMEOUT));
    }

    public Duration interval() {
        return Duration.ofSeconds(settings.number(INTERVAL));
    }

    public Duration alarm() {
        return Duration.ofHours(settings.number(ALARM));
    }

    OfstedRound.Plan plan(String reader) {
        return new OfstedRound.Plan(reader, LocalDate.parse(settings.text(SINCE)), settings.number(RECHECK));
    }

    ReportArchive archive() {
        String folder = settings.optionalText(ARCHIVE);
        return new ReportArchive(folder == null ? null : Path.of(folder));
    }

    public SourceNames names() {
        return ReferenceSettings.read(settings);
    }

    public ListenAddress management() {
        return server.address(MANAGEMENT_PORT);
    }
}
