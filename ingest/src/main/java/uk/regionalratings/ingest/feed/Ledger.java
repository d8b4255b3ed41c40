package uk.regionalratings.ingest.feed;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the feed has kept: what it has seen, and how its last round went. Not for several threads. */
final class Ledger {
    private final Map<String, SeenReport> reports = new TreeMap<>();
    private final Map<String, SeenProvider> providers = new TreeMap<>();
    private final Map<String, SeenList> lists = new TreeMap<>();
    private @Nullable RoundReport lastRound;
    private DailyRequests requests = new DailyRequests(LocalDate.EPOCH, 0);

    /** Takes in a record of the topic, the latest of its key last; a key or value that is not ours is passed over. */
    void take(String key, byte @Nullable [] value) {
        if (value == null) {
            reports.remove(afterPrefix(key, LedgerEntry.REPORT));
            providers.remove(afterPrefix(key, LedgerEntry.PROVIDER));
            return;
        }
        type(key).flatMap(type -> LedgerJson.read(value, type)).ifPresent(this::put);
    }

    private static Optional<Class<? extends LedgerEntry>> type(String key) {
        if (key.startsWith(LedgerEntry.REPORT)) {
            return Optional.of(SeenReport.class);
        }
        if (key.startsWith(LedgerEntry.PROVIDER)) {
            return Optional.of(SeenProvider.class);
        }
        if (key.equals(LedgerEntry.ROUND)) {
            return Optional.of(RoundReport.class);
        }
        if (key.startsWith(LedgerEntry.LIST)) {
            return Optional.of(SeenList.class);
        }
        return key.equals(LedgerEntry.REQUESTS) ? Optional.of(DailyRequests.class) : Optional.empty();
    }

    private static String afterPrefix(String key, String prefix) {
        return key.startsWith(prefix) ? key.substring(prefix.length()) : "";
    }

    /** Takes in what has been committed. */
    void put(LedgerEntry entry) {
        if (entry instanceof SeenReport report) {
            reports.put(report.number(), report);
        } else if (entry instanceof SeenProvider provider) {
            providers.put(provider.urn(), provider);
        } else if (entry instanceof SeenList list) {
            lists.put(list.url(), list);
        } else if (entry instanceof RoundReport round) {
            lastRound = round;
        } else if (entry instanceof DailyRequests sent) {
            requests = sent;
        }
    }

    /** A document by the number of its file; null when it was never seen. */
    @Nullable
    SeenReport report(String number) {
        return reports.get(number);
    }

    /** Every document seen, by the number of its file. */
    Collection<SeenReport> reports() {
        return reports.values();
    }

    /** Documents of a provider. */
    List<SeenReport> reportsOf(String urn) {
        return reports.values().stream()
                .filter(report -> report.urn().equals(urn))
                .toList();
    }

    /** The document that was read last of those that tell of this inspection; null when none does. */
    @Nullable
    SeenReport lastOf(String inspectionId) {
        return reports.values().stream()
                .filter(report -> inspectionId.equals(report.inspectionId()) && report.content() != null)
                .max(Comparator.comparing(SeenReport::retrievedAt))
                .orElse(null);
    }

    /** Documents that are rejected and still on their page. */
    List<SeenReport> rejected() {
        return reports.values().stream()
                .filter(report -> report.isRejected() && !report.hasVanished())
                .toList();
    }

    /** Documents that have left their page. */
    List<SeenReport> vanished() {
        return reports.values().stream().filter(SeenReport::hasVanished).toList();
    }

    /** A provider by its number; null when it was never dealt with. */
    @Nullable
    SeenProvider provider(String urn) {
        return providers.get(urn);
    }

    /** Every provider dealt with. */
    Collection<SeenProvider> providers() {
        return providers.values();
    }

    /** A list by its address; null when it was never asked for. */
    @Nullable
    SeenList list(String url) {
        return lists.get(url);
    }

    /** Every list that was asked for. */
    Collection<SeenList> lists() {
        return lists.values();
    }

    /** The latest round; null when there was none. */
    @Nullable
    RoundReport lastRound() {
        return lastRound;
    }

    /** Requests of the latest day with any. */
    DailyRequests requests() {
        return requests;
    }
}
