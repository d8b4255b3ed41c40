package uk.regionalratings.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.ledger.LedgerJson;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.ledger.SeenList;
import uk.regionalratings.ingest.feed.ledger.SeenProvider;
import uk.regionalratings.ingest.feed.ledger.SeenReport;
import uk.regionalratings.ingest.feed.publish.KafkaFeedStore;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.service.TextTable;

/** {@code ./ratings feed status}: the result of the last round, and what needs a person's attention. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Shows the result of the last round of feed ofsted, which documents were rejected and why, and which have"
                        + " left the site.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the last round of every feed succeeded recently enough",
            "1:a last round failed or is too old, there was none yet, or Kafka does not answer",
            "2:wrong usage or invalid settings"
        })
final class FeedStatusCommand extends FeedSubcommand {
    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    @Override
    int run(FeedSettings settings) {
        Ledger ledger = KafkaFeedStore.readLedger(settings.settings());
        out().print(json ? json(ledger) : text(ledger));
        out().flush();
        return isWell(ledger, feed().clock().instant().minus(settings.alarm())) ? FeedCommand.DONE : FeedCommand.FAILED;
    }

    /**
     * Whether the last round of every feed that has made one succeeded.
     *
     * @param since an earlier success is too old
     */
    static boolean isWell(Ledger ledger, Instant since) {
        RoundReport last = ledger.lastRound();
        boolean site =
                last == null ? !ledger.lists().isEmpty() : last.hasSucceeded() && isAfter(last.lastSuccess(), since);
        return site
                && ledger.lists().stream()
                        .allMatch(list -> list.problems().isEmpty() && isAfter(list.lastSuccess(), since));
    }

    private static boolean isAfter(@Nullable Instant success, Instant since) {
        return success != null && success.isAfter(since);
    }

    private static String json(Ledger ledger) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (ledger.lastRound() != null) {
            all.put("lastRound", ledger.lastRound());
        }
        all.put("requests", ledger.requests());
        all.put("seen", ledger.reports().size());
        all.put("lists", ledger.lists());
        all.put("rejected", byDay(ledger.rejected()));
        all.put("vanished", byDay(ledger.vanished()));
        return new String(LedgerJson.bytes(all), UTF_8) + System.lineSeparator();
    }

    private static List<SeenReport> byDay(List<SeenReport> reports) {
        return reports.stream()
                .sorted(Comparator.comparing(SeenReport::listedOn).reversed().thenComparing(SeenReport::number))
                .toList();
    }

    /** The whole status as text for people. */
    static String text(Ledger ledger) {
        RoundReport last = ledger.lastRound();
        if (last == null && ledger.lists().isEmpty()) {
            return "no round has been made yet: ./ratings feed ofsted makes one" + System.lineSeparator();
        }
        StringBuilder text = new StringBuilder();
        if (last != null) {
            text.append(last.inLines()).append(System.lineSeparator());
            text.append(endOf(last, ledger)).append(System.lineSeparator());
        }
        text.append(
                table(ledger, "rejected: read them yourself and send them with ./ratings ingest", ledger.rejected()));
        text.append(table(ledger, "left the site: nothing was withdrawn", ledger.vanished()));
        for (SeenList list : ledger.lists()) {
            text.append(inOneLine(list)).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String endOf(RoundReport last, Ledger ledger) {
        String success = last.hasSucceeded()
                ? ""
                : last.lastSuccess() == null
                        ? "; none has succeeded yet"
                        : "; the last successful round ended " + last.lastSuccess();
        return "ended " + last.endedAt() + success + "; "
                + ledger.requests().sent() + " requests on " + ledger.requests().day() + "; "
                + ledger.reports().size() + " reports seen in all";
    }

    private static String inOneLine(SeenList list) {
        String problems = list.problems().isEmpty() ? "" : "; problem: " + String.join("; ", list.problems());
        return "list " + list.url() + ": asked for " + list.checkedAt() + "; " + list.read() + " read, "
                + list.rejected() + " rejected when it had changed last" + problems;
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
