package uk.regionalratings.alerts.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.RetryAfter;

/**
 * Posts JSON to a receiver that may be hostile: follows no redirects, keeps no cookies, uses no proxy, reads little of
 * the answer, and gives each attempt a deadline that holds even if the receiver sends its answer byte by byte.
 */
final class HttpSender implements AutoCloseable {
    /** Alerts are small; the broker's limit is 1 MiB. */
    static final int LONGEST_BODY = 256 * 1024;

    /** The most to read of an answer. It is read only so that the connection can be used again. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    private static final int CONNECTIONS = 8;

    private final URI target;
    private final Duration deadline;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch;
    private final Clock clock;

    /** @param deadline the longest time for one attempt as a whole */
    HttpSender(URI target, TargetPolicy policy, Duration deadline, Clock clock) {
        this.target = target;
        this.deadline = deadline;
        this.clock = clock;
        Timeout timeout = Timeout.of(deadline);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(policy)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .setUserAgent("regional-ratings-alerts")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                // Otherwise a small answer could unpack to a large one.
                .disableContentCompression()
                .build();
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "alerts-deadline");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws DeliveryException unless the receiver answers completely and with 2xx */
    void post(byte[] json, Map<String, String> headers) throws DeliveryException {
        if (json.length > LONGEST_BODY) {
            throw DeliveryException.permanent(
                    "the alert has " + json.length + " bytes; at most " + LONGEST_BODY + " are sent to a receiver");
        }
        HttpPost request = new HttpPost(target);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        AtomicBoolean late = new AtomicBoolean();
        Future<?> end = watch.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                deadline.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            judge(answer(request));
        } catch (IOException e) {
            throw failed(e, late.get());
        } finally {
            end.cancel(false);
        }
    }

    /** Status and headers, after the body has been read; only the beginning of a long body is read. */
    private ClassicHttpResponse answer(HttpPost request) throws IOException {
        ClassicHttpResponse response = client.executeOpen(HttpHost.create(target), request, null);
        boolean whole = false;
        try {
            whole = readToTheEnd(response.getEntity());
            return response;
        } finally {
            close(response, request, whole);
        }
    }

    /** @return whether the end was reached */
    private static boolean readToTheEnd(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return true;
        }
        InputStream content = entity.getContent();
        byte[] buffer = new byte[8 * 1024];
        int read = 0;
        while (read < LONGEST_ANSWER) {
            int more = content.read(buffer);
            if (more < 0) {
                return true;
            }
            read += more;
        }
        return false;
    }

    private static void close(ClassicHttpResponse response, HttpPost request, boolean whole) {
        if (!whole) {
            // Closing alone would first read the rest of the answer, which may be endless.
            request.cancel();
        }
        try {
            response.close();
        } catch (IOException e) {
            // The needed part of the answer has been read.
        }
    }

    private void judge(ClassicHttpResponse response) throws DeliveryException {
        int status = response.getCode();
        if (status >= 200 && status < 300) {
            return;
        }
        String answer = "the receiver answered " + status;
        if (status >= 300 && status < 400) {
            throw DeliveryException.permanent(answer + ", a redirect, which is not followed: give its target instead");
        }
        if (status >= 500 || status == 429 || status == 408) {
            Header header = response.getFirstHeader("Retry-After");
            Optional<Duration> wait = header == null || header.getValue() == null
                    ? Optional.empty()
                    : RetryAfter.of(header.getValue(), clock);
            throw wait.map(time -> DeliveryException.temporary(answer, time))
                    .orElseGet(() -> DeliveryException.temporary(answer));
        }
        throw DeliveryException.permanent(answer);
    }

    private DeliveryException failed(IOException failure, boolean late) {
        if (late || failure instanceof InterruptedIOException) {
            return DeliveryException.temporary("no complete answer within " + deadline);
        }
        if (failure instanceof TargetPolicy.RefusedTargetException) {
            return DeliveryException.permanent(failure.getMessage() + "; allowPrivate: true would permit it");
        }
        if (failure instanceof UnknownHostException) {
            return DeliveryException.temporary("the name " + target.getHost() + " has no address");
        }
        if (failure instanceof SSLException) {
            return DeliveryException.temporary("TLS with the receiver failed: " + failure.getMessage());
        }
        String what = failure instanceof ConnectException ? "no connection" : "the connection broke";
        return DeliveryException.temporary(what + ": " + failure.getMessage());
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            // No request is in progress any more.
        }
    }
}
