package uk.regionalratings.ingest.feed.round;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.ledger.RoundCounts;
import uk.regionalratings.ingest.feed.ledger.RoundReport;

/**
 * The feed's metrics. Rounds and documents are counted from the start of the process; values that the ledger keeps,
 * such as the time of the last success, are available at once.
 */
public final class FeedMeters implements MeterBinder {
    private static final String REQUESTS = "ratings.feed.requests";
    private static final String DOCUMENTS = "ratings.feed.reports";
    private static final String ROUNDS = "ratings.feed.rounds";

    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();
    private final boolean ofSite;
    private volatile Feed.Standing standing = Feed.Standing.NONE;
    private volatile Site site = new Site(0, 0, 0, 0);

    /** The state of the site in its last round. */
    private record Site(int providers, int reports, int rejected, int vanished) {}

    /** @param ofSite whether the feed reads a site of providers and reports */
    public FeedMeters(boolean ofSite) {
        this.ofSite = ofSite;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "ratings.feed.last.success.seconds", "When a round succeeded last", this::lastSuccess);
        gauge(registry, "ratings.feed.problems", "Problems of the last round", () -> standing.problems()
                .size());
        if (ofSite) {
            gauge(registry, "ratings.feed.providers", "Providers in the last round", () -> site.providers());
            gauge(registry, "ratings.feed.reports.listed", "Reports in the last round", () -> site.reports());
            gauge(registry, "ratings.feed.reports.rejected", "Reports that wait for a person", () -> site.rejected());
            gauge(registry, "ratings.feed.reports.vanished", "Reports that left their page", () -> site.vanished());
        }
        registries.add(registry);
    }

    private double lastSuccess() {
        Instant success = standing.lastSuccess();
        return success == null ? Double.NaN : success.getEpochSecond();
    }

    private static void gauge(MeterRegistry registry, String name, String meaning, Supplier<Number> value) {
        Gauge.builder(name, value).description(meaning).register(registry);
    }

    /** Counts a request with its status, or without one. */
    void request(String status) {
        registries.forEach(
                registry -> registry.counter(REQUESTS, "status", status).increment());
    }

    /** Sets the feed's state, at the start or after a round. */
    public void standing(Feed.Standing now) {
        standing = now;
    }

    /** Counts a completed round. */
    public void round(Feed.Standing now) {
        standing = now;
        String outcome = now.problems().isEmpty() ? "success" : "problem";
        registries.forEach(
                registry -> registry.counter(ROUNDS, "outcome", outcome).increment());
    }

    /** Sets the state of the site from the ledger, at the start. */
    public void site(Ledger ledger) {
        RoundReport last = ledger.lastRound();
        if (last != null) {
            site = new Site(
                    last.providers(),
                    last.reports(),
                    ledger.rejected().size(),
                    ledger.vanished().size());
        }
    }

    /** Counts a completed round of the site. */
    public void site(RoundReport round, Ledger ledger) {
        site(ledger);
        RoundCounts counts = round.counts();
        Map<String, Integer> outcomes = Map.of(
                "published", counts.published(),
                "known", counts.known(),
                "rejected", counts.rejected(),
                "not-graded", counts.notGraded(),
                "unchanged", counts.unchanged(),
                "vanished", counts.vanished());
        for (MeterRegistry registry : registries) {
            outcomes.forEach((outcome, number) ->
                    registry.counter(DOCUMENTS, "outcome", outcome).increment(number));
        }
    }
}
