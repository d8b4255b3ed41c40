package uk.regionalratings.streams.mcp;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.HttpLimits;
import uk.regionalratings.service.HttpServer;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.service.ProblemDetails;

/**
 * Streamable HTTP at {@code /mcp}. It keeps no sessions: calls are independent, so a client need not notice a restart
 * of the server.
 */
final class HttpDoor implements AutoCloseable {
    static final String PATH = "/mcp";

    private static final int THREADS = 16;
    /** A call has some hundred bytes. */
    private static final int MOST_BODY_BYTES = 64 * 1024;

    private final HttpServletStatelessServerTransport transport;
    private final McpStatelessSyncServer mcp;
    private final HttpServer http;

    HttpDoor(RatingsMcp ratings, HttpGuard guard) {
        transport = HttpServletStatelessServerTransport.builder()
                .jsonMapper(ratings.json())
                .messageEndpoint(PATH)
                .maxRequestSize(MOST_BODY_BYTES)
                .build();
        mcp = ratings.over(transport);
        http = new HttpServer("mcp", "The tools are at " + PATH, HttpLimits.reading(THREADS), routes -> {
            routes.post(PATH, context -> serve(context, guard));
        });
    }

    private void serve(Context context, HttpGuard guard) throws IOException, ServletException {
        Optional<HttpGuard.Refusal> refusal = guard.refusal(
                context.header(Header.ORIGIN), context.header(Header.HOST), context.header(Header.AUTHORIZATION));
        if (refusal.isEmpty()) {
            transport.service(context.req(), context.res());
            return;
        }
        int status = refusal.get().status();
        if (status == 401) {
            context.header(Header.WWW_AUTHENTICATE, "Bearer");
        }
        ErrorResponses.send(
                context,
                ProblemDetails.ofStatus(
                        status, HttpStatus.getMessage(status), refusal.get().detail(), context.path()));
    }

    void start(ListenAddress address) {
        http.start(address);
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        mcp.closeGracefully();
        http.close();
    }
}
