package uk.regionalratings.alerts.sink;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.SinkContext;

/** The settings of a sink that uses HTTP, and its sender, which is opened at the first use. */
final class HttpTarget implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final URI url;
    private final TargetPolicy policy;
    private final Duration deadline;
    private @Nullable HttpSender sender;

    private HttpTarget(URI url, TargetPolicy policy, Duration deadline) {
        this.url = url;
        this.policy = policy;
        this.deadline = deadline;
    }

    /**
     * Reads {@code timeout}, {@code allowPlain} and {@code allowPrivate}.
     *
     * @param key the key of the address, for problems
     * @param address the address; empty if it is missing, which has already been reported as a problem
     */
    static HttpTarget read(Section section, String key, Optional<String> address, SinkContext context) {
        boolean plain = section.flag("allowPlain");
        TargetPolicy policy = new TargetPolicy(section.flag("allowPrivate"), context.names());
        Duration deadline = section.duration("timeout", DEADLINE, Duration.ofMillis(100), Duration.ofSeconds(60));
        URI url = address.map(text -> parse(section, key, text, plain)).orElse(URI.create("https://invalid"));
        return new HttpTarget(url, policy, deadline);
    }

    /** Never quotes the address, because Slack's address is a secret. */
    private static URI parse(Section section, String key, String text, boolean plain) {
        try {
            URI url = URI.create(text);
            TargetPolicy.problem(url, plain).ifPresent(problem -> section.problem(key, problem));
            return url;
        } catch (IllegalArgumentException e) {
            section.problem(key, "is not an address");
            return URI.create("https://invalid");
        }
    }

    /** The host, without path and query, which may be secret. */
    String host() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    void post(byte[] json, Map<String, String> headers) throws DeliveryException {
        open().post(json, headers);
    }

    private synchronized HttpSender open() {
        HttpSender open = sender;
        if (open == null) {
            open = new HttpSender(url, policy, deadline, Clock.systemUTC());
            sender = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (sender != null) {
            sender.close();
            sender = null;
        }
    }
}
