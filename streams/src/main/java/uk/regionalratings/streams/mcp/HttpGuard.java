package uk.regionalratings.streams.mcp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may send requests over HTTP. A page in a browser may do so only if its origin is this machine or is
 * allowed. On loopback a request must name this machine as its host: otherwise a page whose name resolves to this
 * machine could send requests (DNS rebinding).
 */
final class HttpGuard {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";

    private final Set<String> origins;
    private final boolean loopback;
    private final @Nullable String token;

    /**
     * @param origins further permitted origins, such as https://assistant.council.example
     * @param loopback whether only this machine can reach the server
     * @param token the token that every request must have; null if none is required
     */
    HttpGuard(Set<String> origins, boolean loopback, @Nullable String token) {
        this.origins = Set.copyOf(origins);
        this.loopback = loopback;
        this.token = token;
    }

    /**
     * Why a request is refused.
     *
     * @param status the HTTP status
     * @param detail what to do about it
     */
    record Refusal(int status, String detail) {}

    /**
     * Checks the headers of a request; a missing header is null.
     *
     * @return empty if the request is permitted
     */
    Optional<Refusal> refusal(@Nullable String origin, @Nullable String host, @Nullable String authorization) {
        if (origin != null && !origins.contains(origin) && !isThisMachine(hostOf(origin))) {
            return Optional.of(new Refusal(
                    403, "the origin " + origin + " may not ask: start ratings mcp with --origin " + origin));
        }
        if (loopback && !isThisMachine(hostOf("http://" + host))) {
            return Optional.of(new Refusal(421, "use the name localhost or 127.0.0.1 in the address"));
        }
        if (token != null && !hasToken(authorization, token)) {
            return Optional.of(new Refusal(401, "send the token as Authorization: Bearer TOKEN"));
        }
        return Optional.empty();
    }

    private static @Nullable String hostOf(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isThisMachine(@Nullable String host) {
        return host != null && THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Takes the same time wherever the tokens differ. */
    private static boolean hasToken(@Nullable String authorization, String token) {
        String header = authorization == null ? "" : authorization;
        String candidate = header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
        return MessageDigest.isEqual(
                candidate.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
