package uk.regionalratings.ingest.feed.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that the feed has recorded: what it has seen, and the result of its last round. Not thread-safe. */
public final class Ledger {
    private final Map<String, SeenReport> reports = new TreeMap<>();
    private final Map<String, SeenProvider> providers = new TreeMap<>();
    private final Map<String, SeenList> lists = new TreeMap<>();
    private @Nullable RoundReport lastRound;
    private DailyRequests requests = new DailyRequests(LocalDate.EPOCH, 0);

    /** Adds a record of the topic, where the latest record of a key wins; foreign keys and values are ignored. */
    public void take(String key, byte @Nullable [] value) {
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

    /** Adds an entry that has been committed. */
    public void put(LedgerEntry entry) {
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

    /** A document by the number of its file; null if it was never seen. */
    @Nullable
    public SeenReport report(String number) {
        return reports.get(number);
    }

    /** Every document seen, by the number of its file. */
    public Collection<SeenReport> reports() {
        return reports.values();
    }

    /** The documents of a provider. */
    public List<SeenReport> reportsOf(String urn) {
        return reports.values().stream()
                .filter(report -> report.urn().equals(urn))
                .toList();
    }

    /** Of the documents about this inspection, the one read last; null if there is none. */
    @Nullable
    public SeenReport lastOf(String inspectionId) {
        return reports.values().stream()
                .filter(report -> inspectionId.equals(report.inspectionId()) && report.content() != null)
                .max(Comparator.comparing(SeenReport::retrievedAt))
                .orElse(null);
    }

    /** Rejected documents that are still on their page. */
    public List<SeenReport> rejected() {
        return reports.values().stream()
                .filter(report -> report.isRejected() && !report.hasVanished())
                .toList();
    }

    /** Documents that have disappeared from their page. */
    public List<SeenReport> vanished() {
        return reports.values().stream().filter(SeenReport::hasVanished).toList();
    }

    /** A provider by its number; null if it was never processed. */
    @Nullable
    public SeenProvider provider(String urn) {
        return providers.get(urn);
    }

    /** Every provider that was processed. */
    public Collection<SeenProvider> providers() {
        return providers.values();
    }

    /** A list by its address; null if it was never requested. */
    @Nullable
    public SeenList list(String url) {
        return lists.get(url);
    }

    /** Every list that was requested. */
    public Collection<SeenList> lists() {
        return lists.values();
    }

    /** The latest round; null if there was none. */
    @Nullable
    public RoundReport lastRound() {
        return lastRound;
    }

    /** The requests of the latest day that had any. */
    public DailyRequests requests() {
        return requests;
    }
}
