package uk.regionalratings.ingest.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

/**
 * How the feed does. Rounds and documents are counted from the process's start; what the ledger knows from earlier ones, such as the time of the last
 * success, is there at once.
 */
final class FeedMeters implements MeterBinder {
    private static final String REQUESTS = "ratings.feed.requests";
    private static final String DOCUMENTS = "ratings.feed.reports";
    private static final String ROUNDS = "ratings.feed.rounds";

    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();
    private volatile Standing standing = new Standing(Double.NaN, 0, 0, 0, 0, 0);

    /**
     * Where the feed stands.
     *
     * @param lastSuccess seconds since the epoch; not a number when no round ever succeeded
     * @param problems of the last round
     */
    private record Standing(double lastSuccess, int providers, int reports, int problems, int rejected, int vanished) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "ratings.feed.last.success.seconds", "When a round succeeded last", Standing::lastSuccess);
        gauge(registry, "ratings.feed.providers", "Providers on the listing in the last round", Standing::providers);
        gauge(registry, "ratings.feed.reports.listed", "Reports on their pages in the last round", Standing::reports);
        gauge(registry, "ratings.feed.problems", "Problems of the last round", Standing::problems);
        gauge(registry, "ratings.feed.reports.rejected", "Reports that wait for a person", Standing::rejected);
        gauge(registry, "ratings.feed.reports.vanished", "Reports that left their page", Standing::vanished);
        registries.add(registry);
    }

    private void gauge(MeterRegistry registry, String name, String meaning, ToDoubleFunction<Standing> value) {
        Gauge.builder(name, () -> value.applyAsDouble(standing))
                .description(meaning)
                .register(registry);
    }

    /** A request has ended, with this status or none. */
    void request(String status) {
        registries.forEach(
                registry -> registry.counter(REQUESTS, "status", status).increment());
    }

    /** What the ledger says after a round, or at the start. */
    void standing(Ledger ledger) {
        RoundReport last = ledger.lastRound();
        if (last != null) {
            standing = new Standing(
                    last.lastSuccess() == null ? Double.NaN : last.lastSuccess().getEpochSecond(),
                    last.providers(),
                    last.reports(),
                    last.problems().size(),
                    ledger.rejected().size(),
                    ledger.vanished().size());
        }
    }

    /** A round has ended. */
    void round(RoundReport round) {
        RoundCounts counts = round.counts();
        Map<String, Integer> outcomes = Map.of(
                "published", counts.published(),
                "known", counts.known(),
                "rejected", counts.rejected(),
                "not-graded", counts.notGraded(),
                "unchanged", counts.unchanged(),
                "vanished", counts.vanished());
        for (MeterRegistry registry : registries) {
            registry.counter(ROUNDS, "outcome", round.hasSucceeded() ? "success" : "problem")
                    .increment();
            outcomes.forEach((outcome, number) ->
                    registry.counter(DOCUMENTS, "outcome", outcome).increment(number));
        }
    }
}
