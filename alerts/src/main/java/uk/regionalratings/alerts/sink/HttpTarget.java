package uk.regionalratings.alerts.sink;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.Surroundings;

/** What every sink that speaks HTTP reads from its section, and the sender that it opens when it first needs one. */
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
     * @param key where the address was, for problems
     * @param address the address; empty if there is none, which is a problem already
     */
    static HttpTarget read(Section section, String key, Optional<String> address, Surroundings surroundings) {
        boolean plain = section.flag("allowPlain");
        TargetPolicy policy = new TargetPolicy(section.flag("allowPrivate"), surroundings.names());
        Duration deadline = section.duration("timeout", DEADLINE, Duration.ofMillis(100), Duration.ofSeconds(60));
        URI url = address.map(text -> parse(section, key, text, plain)).orElse(URI.create("https://invalid"));
        return new HttpTarget(url, policy, deadline);
    }

    /** Never quotes the address: that of Slack is a secret. */
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

    /** Whom it reaches, without path and query: these may be secret. */
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
