package uk.regionalratings.ingest.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.round.Feed;
import uk.regionalratings.ingest.feed.round.FeedMeters;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.ingest.feed.round.OfstedFeed;
import uk.regionalratings.ingest.feed.site.Waiting;

/**
 * Rounds on a stub of the site, with a store in memory and a clock that stands still. Waits are recorded instead of
 * waited.
 */
final class FeedRun implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-09-01T09:30:00Z");

    final OfstedStub stub = new OfstedStub();
    final MemoryStore store = new MemoryStore();
    final List<Duration> waits = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private String reader = "1";
    private Feed.Outcome outcome = new Feed.Outcome("", true, Feed.Standing.NONE, null);

    FeedRun() {
        options.put(FeedSettings.SITE, stub.siteUrl());
        options.put(FeedSettings.FILES, stub.filesUrl());
        options.put(FeedSettings.CONTACT, "somebody@council.example");
        options.put(FeedSettings.TIMEOUT, "20000");
    }

    FeedRun with(String setting, Object value) {
        options.put(setting, value.toString());
        return this;
    }

    /** Switches to another version of the reader. */
    void upgradeReader() {
        reader = reader + "1";
    }

    /** Makes a round. */
    RoundReport round() {
        FeedSettings settings = FeedSettings.load(null, Map.of(), options);
        settings.requireContact(Map.of());
        settings.requireSite();
        Waiting noting = time -> {
            waits.add(time);
            return false;
        };
        try (OfstedFeed feed = new OfstedFeed(
                settings, reader, Map.of(), noting, Clock.fixed(NOW, ZoneOffset.UTC), new FeedMeters(true))) {
            outcome = feed.round(store);
            return Objects.requireNonNull(store.ledger().lastRound());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The outcome of the latest round. */
    Feed.Outcome outcome() {
        return outcome;
    }

    @Override
    public void close() {
        stub.close();
    }
}
