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
 * Sends a problem document where Jetty would send an HTML page: for requests that it refuses before any of our
 * handlers sees them, such as malformed ones. The client learns nothing about the cause.
 */
final class ProblemErrorHandler extends ErrorHandler {
    private final Runnable refused;

    /** @param refused called for each request that is refused rather than failed */
    ProblemErrorHandler(Runnable refused) {
        this.refused = refused;
    }

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
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetails.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        SecurityHeaders.ALL.forEach((name, value) -> response.getHeaders().put(name, value));
        if (isRefusal(code)) {
            refused.run();
        }
        response.write(true, body(code), callback);
    }

    private static boolean isRefusal(int status) {
        return status < 500 || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
    }

    private static ByteBuffer body(int status) {
        String title = HttpStatus.getMessage(status);
        String detail = isRefusal(status) ? "the request can't be understood or is too large" : "the server failed";
        return ByteBuffer.wrap(Json.bytes(ProblemDetails.ofStatus(status, title, detail, null)));
    }
}
