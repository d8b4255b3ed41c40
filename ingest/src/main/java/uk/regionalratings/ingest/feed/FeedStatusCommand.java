package uk.regionalratings.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.regionalratings.service.TextTable;

/** {@code ./ratings feed status}: how the last round went, and what waits for a person. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Tells how the last round of feed ofsted went, which documents are rejected and why, and which have"
                        + " left the site.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the last round succeeded, and not too long ago",
            "1:it did not, there was none yet, or Kafka does not answer",
            "2:wrong usage or invalid settings"
        })
final class FeedStatusCommand extends FeedSubcommand {
    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    @Override
    int run(FeedSettings settings) {
        Ledger ledger = KafkaFeedStore.readLedger(settings.settings());
        RoundReport last = ledger.lastRound();
        out().print(json ? json(ledger) : text(ledger));
        out().flush();
        Instant success = last == null ? null : last.lastSuccess();
        boolean recent = success != null
                && Duration.between(success, feed().clock().instant()).compareTo(settings.alarm()) <= 0;
        return last != null && last.hasSucceeded() && recent ? FeedCommand.DONE : FeedCommand.FAILED;
    }

    private static String json(Ledger ledger) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (ledger.lastRound() != null) {
            all.put("lastRound", ledger.lastRound());
        }
        all.put("requests", ledger.requests());
        all.put("seen", ledger.reports().size());
        all.put("rejected", byDay(ledger.rejected()));
        all.put("vanished", byDay(ledger.vanished()));
        return new String(LedgerJson.bytes(all), UTF_8) + System.lineSeparator();
    }

    private static List<SeenReport> byDay(List<SeenReport> reports) {
        return reports.stream()
                .sorted(Comparator.comparing(SeenReport::listedOn).reversed().thenComparing(SeenReport::number))
                .toList();
    }

    private static String text(Ledger ledger) {
        StringBuilder text = new StringBuilder();
        RoundReport last = ledger.lastRound();
        if (last == null) {
            return "no round has been made yet: ./ratings feed ofsted makes them" + System.lineSeparator();
        }
        text.append(last.inLines()).append(System.lineSeparator());
        text.append("ended ").append(last.endedAt());
        if (!last.hasSucceeded()) {
            text.append("; ")
                    .append(
                            last.lastSuccess() == null
                                    ? "none has succeeded yet"
                                    : "the last that succeeded ended " + last.lastSuccess());
        }
        text.append("; ")
                .append(ledger.requests().sent())
                .append(" requests on ")
                .append(ledger.requests().day());
        text.append("; ")
                .append(ledger.reports().size())
                .append(" reports seen in all")
                .append(System.lineSeparator());
        text.append(
                table(ledger, "rejected: read them yourself and send them with ./ratings ingest", ledger.rejected()));
        text.append(table(ledger, "left the site: nothing was withdrawn", ledger.vanished()));
        return text.toString();
    }

    private static String table(Ledger ledger, String heading, List<SeenReport> reports) {
        if (reports.isEmpty()) {
            return "";
        }
        TextTable table =
                new TextTable("published", "provider", "report", "why").line("").line(heading);
        for (SeenReport report : byDay(reports)) {
            SeenProvider provider = ledger.provider(report.urn());
            table.row(
                    report.listedOn(),
                    provider == null ? report.urn() : provider.name(),
                    report.url(),
                    report.reason() == null ? "since " + report.vanishedAt() : report.reason());
        }
        return table.render();
    }
}
