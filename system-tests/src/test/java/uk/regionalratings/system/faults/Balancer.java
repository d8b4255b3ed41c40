package uk.regionalratings.system.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.system.kit.TroubledStreams;

/**
 * Behaves like a load balancer: regularly checks each instance's readiness, distributes queries over the ready ones in
 * turn, and tries another instance if an answer fails. A query whose first attempt fails counts as failed, whatever
 * happens next.
 */
final class Balancer implements AutoCloseable {
    /** The usual interval of load balancers. */
    private static final Duration LOOKS = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<TroubledStreams> instances;
    private final Map<TroubledStreams, Boolean> ready = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final LongAdder asked = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

    Balancer(List<TroubledStreams> instances) {
        this.instances = List.copyOf(instances);
        look();
        var unused = looking.scheduleAtFixedRate(this::look, LOOKS.toMillis(), LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        instances.forEach(instance -> ready.put(instance, instance.isReady()));
    }

    /** Queries a ready instance, and another one if that fails; null if neither answers. */
    @Nullable
    String get(String path) {
        asked.increment();
        TroubledStreams first = next(null);
        String answer = first == null ? null : ask(first, path);
        if (answer != null) {
            return answer;
        }
        failed.increment();
        TroubledStreams second = next(first);
        answer = second == null ? null : ask(second, path);
        if (answer == null) {
            unanswered.increment();
        }
        return answer;
    }

    private @Nullable TroubledStreams next(@Nullable TroubledStreams except) {
        List<TroubledStreams> usable = instances.stream()
                .filter(instance -> instance != except && ready.getOrDefault(instance, false))
                .toList();
        return usable.isEmpty() ? null : usable.get(Math.floorMod(turn.getAndIncrement(), usable.size()));
    }

    private @Nullable String ask(TroubledStreams instance, String path) {
        HttpRequest question = HttpRequest.newBuilder(URI.create(instance.api() + path))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            fail("status " + answer.statusCode());
        } catch (IOException e) {
            fail(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void fail(String reason) {
        reasons.computeIfAbsent(reason, any -> new LongAdder()).increment();
    }

    /** The number of queries so far. */
    long asked() {
        return asked.sum();
    }

    /** The number of queries whose first attempt failed. */
    long failed() {
        return failed.sum();
    }

    /** The number of queries that no attempt answered. */
    long unanswered() {
        return unanswered.sum();
    }

    /** Why attempts failed, with the number of failures for each reason. */
    Map<String, LongAdder> reasons() {
        return Collections.unmodifiableMap(reasons);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
