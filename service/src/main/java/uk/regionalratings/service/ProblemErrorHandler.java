package uk.regionalratings.service;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Tells a problem document where Jetty would send an HTML page: for requests that it refuses before any handler of
 * ours sees them, such as malformed ones. Nothing of the cause goes to the client.
 */
final class ProblemErrorHandler extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(@Nullable String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, body(code), callback);
    }

    private static ByteBuffer body(int status) {
        String title = HttpStatus.getMessage(status);
        boolean refused = status < 500 || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
        String detail = refused ? "the request can't be understood or is too large" : "the server failed";
        return ByteBuffer.wrap(Json.bytes(Problem.ofStatus(status, title, detail, null)));
    }
}
