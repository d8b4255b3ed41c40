package uk.regionalratings.ingest.gateway.admission;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.gateway.answer.AnswerForm;
import uk.regionalratings.ingest.gateway.answer.Refusal;

/**
 * Identifies the feed that a request comes from by its bearer token (RFC 6750), or treats everyone on this machine as
 * one feed.
 */
public final class FeedAuthentication {
    /** The feed of clients that need no token. */
    static final String ANONYMOUS = "anonymous";

    private static final String SCHEME = "bearer ";
    private static final String CHALLENGE = "Bearer realm=\"regional-ratings\"";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final @Nullable TokensFile tokens;

    /** @param tokens null if everyone who can reach the loopback interface may send */
    public FeedAuthentication(@Nullable TokensFile tokens) {
        this.tokens = tokens;
    }

    /** Whether {@code host} can be reached only from this machine. */
    public static boolean isLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * The feed's name.
     *
     * @throws Refusal if the request has no known token
     */
    String feedOf(Context context) {
        TokensFile file = tokens;
        if (file == null) {
            return anonymous(context);
        }
        String credentials = context.header(Header.AUTHORIZATION);
        if (credentials == null || !credentials.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw unauthorized("send the feed's token: Authorization: Bearer TOKEN", CHALLENGE);
        }
        String token = credentials.substring(SCHEME.length()).strip();
        Optional<String> feed = file.tokens().feedOf(token);
        if (feed.isEmpty() && file.problem().isPresent()) {
            throw Refusal.unavailable("not-ready", "tokens can't be checked for now", AnswerForm.RETRY_AFTER_SECONDS);
        }
        return feed.orElseThrow(() ->
                unauthorized("the token is unknown or has been revoked", CHALLENGE + ", error=\"invalid_token\""));
    }

    /**
     * Guards against DNS rebinding: a page of another site whose name resolves to this machine still sends that name.
     */
    private static String anonymous(Context context) {
        String host = context.host();
        String name = host == null ? "" : host.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
        if (!THIS_MACHINE.contains(name)) {
            throw new Refusal(
                    HttpStatus.MISDIRECTED_REQUEST_421,
                    "misdirected-request",
                    "without tokens, only programs on this machine may send, using the host names "
                            + THIS_MACHINE.stream().sorted().toList());
        }
        return ANONYMOUS;
    }

    private static Refusal unauthorized(String detail, String challenge) {
        return new Refusal(HttpStatus.UNAUTHORIZED_401, "unauthorized", detail)
                .header(Header.WWW_AUTHENTICATE, challenge);
    }
}
