package uk.regionalratings.ingest.feed.site;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The proxies named in the environment, with the usual meaning of {@code https_proxy}, {@code http_proxy} and {@code
 * no_proxy}, in lower case or capitals. Proxies with a password are not supported.
 */
public final class Proxies extends DefaultRoutePlanner {
    private final Map<String, HttpHost> byScheme;
    private final List<String> direct;

    /** @throws IllegalArgumentException if a proxy is not an address; the message names the variable */
    public Proxies(Map<String, String> environment) {
        super(null);
        this.byScheme = Stream.of("http", "https")
                .filter(scheme -> value(environment, scheme + "_proxy") != null)
                .collect(java.util.stream.Collectors.toMap(scheme -> scheme, scheme -> proxy(environment, scheme)));
        String excepted = value(environment, "no_proxy");
        this.direct = excepted == null
                ? List.of()
                : Stream.of(excepted.split(",", -1))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList();
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String given = environment.getOrDefault(name, environment.get(name.toUpperCase(Locale.ROOT)));
        return given == null || given.isBlank() ? null : given.strip();
    }

    private static HttpHost proxy(Map<String, String> environment, String scheme) {
        String name = scheme + "_proxy";
        String given = String.valueOf(value(environment, name));
        try {
            URI address = URI.create(given.contains("://") ? given : "http://" + given);
            if (address.getHost() != null && address.getUserInfo() == null) {
                return new HttpHost(address.getScheme(), address.getHost(), address.getPort());
            }
        } catch (IllegalArgumentException e) {
            // Reported below, without the value, which may hold a password.
        }
        throw new IllegalArgumentException(
                "the environment variable " + name + " must name a proxy as http://host:port, without a password");
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, @Nullable HttpContext context) {
        return isDirect(target.getHostName().toLowerCase(Locale.ROOT)) ? null : byScheme.get(target.getSchemeName());
    }

    private boolean isDirect(String host) {
        return direct.stream()
                .anyMatch(excepted -> excepted.equals("*")
                        || host.equals(excepted)
                        || host.endsWith(excepted.startsWith(".") ? excepted : "." + excepted));
    }
}
