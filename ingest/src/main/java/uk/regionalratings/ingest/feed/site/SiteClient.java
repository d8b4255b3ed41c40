package uk.regionalratings.ingest.feed.site;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.ingest.feed.ledger.DailyRequests;
import uk.regionalratings.ingest.feed.ledger.Validators;
import uk.regionalratings.ingest.feed.site.HttpExchange.Reply;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.service.RetryAfter;

/**
 * Sends requests to a site as a polite guest: only what its robots.txt allows, one at a time with a pause between, up
 * to a daily limit, less often when the site is in trouble, and not before it permits. For one round and one thread.
 */
public final class SiteClient {
    private static final Logger LOG = LoggerFactory.getLogger(SiteClient.class);

    /** A longer chain is a mistake of the site. */
    private static final int MOST_REDIRECTS = 3;

    /** After this many addresses in a row without an answer, the site is down and not the address. */
    private static final int MOST_FAILURES = 3;

    private final HttpExchange http;
    private final SiteManners manners;
    private final Set<String> hosts;
    private final Waiting waiting;
    private final Clock clock;
    private final Consumer<String> onRequest;
    private final IntervalFunction waits;
    private final Robots robots = new Robots();
    private DailyRequests day;
    private int requests;
    private long lastEnd;
    private boolean asked;
    private int failures;

    /**
     * A client for one round.
     *
     * @param hosts the permitted hosts, as host or host:port; a redirect to any other is refused
     * @param day the requests sent so far
     * @param onRequest called after each request with its status, or with {@code none} if it got no answer
     */
    public SiteClient(
            HttpExchange http,
            SiteManners manners,
            Set<String> hosts,
            DailyRequests day,
            Waiting waiting,
            Clock clock,
            Consumer<String> onRequest) {
        this.http = http;
        this.manners = manners;
        this.hosts = Set.copyOf(hosts);
        this.day = day;
        this.waiting = waiting;
        this.clock = clock;
        this.onRequest = onRequest;
        this.waits = IntervalFunction.ofExponentialRandomBackoff(manners.firstWait(), 2.0, 0.5, manners.longestWait());
    }

    /** The number of requests sent by this client. */
    public int requests() {
        return requests;
    }

    /** Today's requests, including those of this client. */
    public DailyRequests day() {
        return day.on(clock);
    }

    /**
     * Requests an address: 200 with its content, 304, 404 or 410.
     *
     * @param known the validators of an earlier answer; the content is sent only if it has changed since
     * @param mostBytes the maximum size of the content
     * @throws SiteException if there is no such answer
     * @throws FeedStoppedException if the process is stopping
     */
    public SiteAnswer get(URI url, Validators known, int mostBytes) throws SiteException, InterruptedException {
        learnRobots(url);
        if (!robots.allows(url)) {
            throw SiteException.ofAddress("robots.txt of " + url.getAuthority() + " does not allow " + url
                    + ": ask the site's owner, or read it yourself");
        }
        return ask(url, known, mostBytes);
    }

    private void learnRobots(URI url) throws SiteException, InterruptedException {
        if (robots.knows(url)) {
            return;
        }
        URI address = Robots.address(url);
        try {
            robots.learn(address, ask(address, Validators.NONE, Robots.MOST_BYTES));
        } catch (SiteException e) {
            // RFC 9309 section 2.3.1.4: unavailable rules must be taken as a refusal.
            throw e.notBefore() == null
                    ? SiteException.ofSite(
                            "without its robots.txt nothing of " + url.getAuthority() + " is read: " + e.reason())
                    : e;
        }
    }

    private SiteAnswer ask(URI url, Validators known, int mostBytes) throws SiteException, InterruptedException {
        URI next = url;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            requireOwn(next);
            Reply reply = askPatiently(next, known, mostBytes);
            String location = reply.header("location");
            if (reply.status() < 300 || reply.status() >= 400 || reply.status() == 304) {
                return new SiteAnswer(
                        url,
                        reply.status(),
                        reply.body(),
                        new Validators(reply.header("etag"), reply.header("last-modified")));
            }
            if (location == null) {
                throw SiteException.ofAddress(next + " answers " + reply.status() + " without a target");
            }
            next = resolve(next, location);
        }
        throw SiteException.ofAddress(url + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private static URI resolve(URI from, String location) throws SiteException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw SiteException.ofAddress(from + " redirects to something that is not an address");
        }
    }

    private void requireOwn(URI url) throws SiteException {
        if (!WebAddress.isWeb(url) || url.getAuthority() == null || !hosts.contains(url.getAuthority())) {
            throw SiteException.ofAddress(url + " is not on " + String.join(" or ", hosts) + ": it is not followed");
        }
    }

    private Reply askPatiently(URI url, Validators known, int mostBytes) throws SiteException, InterruptedException {
        String trouble = "";
        for (int attempt = 1; attempt <= manners.attempts(); attempt++) {
            waitForTurn(url);
            Duration later = Duration.ofMillis(waits.apply(attempt));
            try {
                Reply reply = send(url, known, mostBytes);
                if (!isTemporary(reply.status())) {
                    failures = 0;
                    return requireUsable(url, reply);
                }
                trouble = url + " answers " + reply.status();
                String header = reply.header("retry-after");
                Optional<Duration> wanted = header == null ? Optional.empty() : RetryAfter.of(header, clock);
                later = wanted.isEmpty() ? later : obeyed(wanted.get(), trouble);
            } catch (HttpExchange.TooLargeException e) {
                throw SiteException.ofAddress(url + ": " + e.getMessage());
            } catch (IOException e) {
                trouble = url + ": " + Causes.describe(e);
            }
            LOG.info("{}; attempt {} of {}", trouble, attempt, manners.attempts());
            if (attempt < manners.attempts()) {
                waiting.pass(later);
            }
        }
        String message = trouble + ", " + manners.attempts() + " times; the next round asks again";
        throw ++failures < MOST_FAILURES ? SiteException.ofAddress(message) : SiteException.ofSite(message);
    }

    /** If the server asks for a longer wait than a round permits, the round ends. */
    private Duration obeyed(Duration wanted, String trouble) throws SiteException {
        if (wanted.compareTo(manners.longestWait()) > 0) {
            throw SiteException.until(
                    clock.instant().plus(wanted),
                    trouble + " and asks for the next request after " + wanted.toSeconds() + " s: the round ends");
        }
        return wanted;
    }

    private static Reply requireUsable(URI url, Reply reply) throws SiteException {
        int status = reply.status();
        if (status == 200 || (status >= 300 && status < 400) || status == 404 || status == 410) {
            return reply;
        }
        throw SiteException.ofAddress(url + " answers " + status
                + (status == 401 || status == 403 ? ": ask the site's owner whether feeds are welcome" : ""));
    }

    private static boolean isTemporary(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    private void waitForTurn(URI url) throws SiteException, InterruptedException {
        DailyRequests today = day.on(clock);
        if (today.sent() >= manners.requestsPerDay()) {
            throw SiteException.ofSite("the limit of " + manners.requestsPerDay()
                    + " requests a day is reached: the rest follows tomorrow");
        }
        if (asked) {
            Duration delay = robots.crawlDelay(url);
            Duration pause = delay.compareTo(manners.pause()) > 0 ? delay : manners.pause();
            waiting.pass(pause.minusNanos(System.nanoTime() - lastEnd));
        }
    }

    private Reply send(URI url, Validators known, int mostBytes) throws IOException {
        day = day.plusOne(clock);
        requests++;
        @Nullable Integer status = null;
        try {
            Reply reply = http.get(url, known.conditions(), mostBytes);
            status = reply.status();
            return reply;
        } finally {
            asked = true;
            lastEnd = System.nanoTime();
            onRequest.accept(status == null ? "none" : status.toString());
        }
    }

    /** The part of an address that is compared with the hosts. */
    public static String host(URI url) {
        return String.valueOf(url.getAuthority());
    }
}
