package uk.regionalratings.ingest.feed.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one GET request and reads its answer within limits of time and size, whatever the server does. It follows no
 * redirects, keeps no cookies and decompresses nothing. Not thread-safe.
 */
public final class HttpExchange implements AutoCloseable {
    private final Duration deadline;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch;

    /** An answer; the names of its headers are in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(int status, byte[] body, Map<String, String> headers) {
        @Nullable
        String header(String name) {
            return headers.get(name);
        }
    }

    /** An answer is larger than its reader allows. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(int most) {
            super("the answer has more than " + most + " bytes");
        }
    }

    /**
     * Creates a client.
     *
     * @param userAgent identifies the sender
     * @param deadline how long one request may take in all
     * @param environment may name proxies
     */
    public HttpExchange(String userAgent, Duration deadline, Map<String, String> environment) {
        this.deadline = deadline;
        Timeout timeout = Timeout.of(deadline);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                // Servers close idle connections between two rounds.
                                .setValidateAfterInactivity(Timeout.ofSeconds(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .setRoutePlanner(new Proxies(environment))
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                // Otherwise a small answer could decompress to a large one.
                .disableContentCompression()
                .build();
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "feed-deadline");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Sends a request and reads the complete answer.
     *
     * @param mostBytes the maximum size of the answer's body
     * @throws TooLargeException if the body is larger
     * @throws IOException if there is no complete answer in time
     */
    Reply get(URI url, Map<String, String> headers, int mostBytes) throws IOException {
        HttpGet request = new HttpGet(url);
        headers.forEach(request::setHeader);
        AtomicBoolean late = new AtomicBoolean();
        Future<?> end = watch.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                deadline.toMillis(),
                TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = client.executeOpen(HttpHost.create(url), request, null)) {
            return read(response, request, mostBytes);
        } catch (TooLargeException e) {
            throw e;
        } catch (IOException e) {
            if (late.get() || e instanceof InterruptedIOException) {
                // As a cause, the original exception would be reported instead: a closed socket, which we closed
                // ourselves.
                IOException inTime = new IOException("no complete answer within " + deadline.toMillis() + " ms");
                inTime.addSuppressed(e);
                throw inTime;
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    private static Reply read(ClassicHttpResponse response, HttpGet request, int mostBytes) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return new Reply(response.getCode(), body(response.getEntity(), request, mostBytes), headers);
    }

    private static byte[] body(@Nullable HttpEntity entity, HttpGet request, int mostBytes) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (entity == null) {
            return body.toByteArray();
        }
        InputStream content = entity.getContent();
        byte[] buffer = new byte[16 * 1024];
        for (int more = content.read(buffer); more >= 0; more = content.read(buffer)) {
            body.write(buffer, 0, more);
            if (body.size() > mostBytes) {
                // Closing alone would first read the rest, which may be endless.
                request.cancel();
                throw new TooLargeException(mostBytes);
            }
        }
        return body.toByteArray();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            // No request is in progress.
        }
    }
}
