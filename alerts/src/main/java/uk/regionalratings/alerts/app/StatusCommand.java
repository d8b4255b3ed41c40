package uk.regionalratings.alerts.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.regionalratings.alerts.delivery.SubscriptionStatus;
import uk.regionalratings.alerts.position.AlertOutcome;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.position.Tally;
import uk.regionalratings.alerts.subscription.AlertsFile;
import uk.regionalratings.service.Json;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.vocabulary.LondonDates;

/** {@code ./ratings alerts status}: the position of every subscription. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows every subscription: whether it is served, its lag, and the results of its alerts.")
final class StatusCommand extends Subcommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.UK).withZone(LondonDates.ZONE);

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        AlertsFile file = alerts().file();
        Map<String, String> groups = new LinkedHashMap<>();
        file.subscriptions()
                .forEach(one -> groups.put(one.name(), file.settings().group(one.name())));
        Map<String, Object> client = file.settings().settings().kafkaClient();
        try (Admin admin = Admin.create(client);
                PositionTopic positions = PositionTopic.open(client)) {
            List<SubscriptionStatus> all = SubscriptionStatus.read(admin, positions, groups);
            out().print(json ? new String(Json.bytes(all), UTF_8) + "\n" : table(all));
            out().flush();
        }
        return AlertsCommand.DONE;
    }

    private static String table(List<SubscriptionStatus> all) {
        TextTable table = new TextTable(
                "subscription",
                "served by",
                "#lag",
                "#waiting",
                "#delivered",
                "#retries",
                "#dead letters",
                "#stale",
                "#filtered",
                "last delivery");
        for (SubscriptionStatus one : all) {
            Tally tally = one.tally();
            table.row(
                    one.subscription(),
                    one.begun() ? one.instances() == 0 ? "nobody" : one.instances() + " running" : "not begun",
                    one.lag(),
                    tally.waiting(),
                    tally.of(AlertOutcome.DELIVERED),
                    tally.retries(),
                    tally.of(AlertOutcome.UNDELIVERED),
                    tally.of(AlertOutcome.STALE),
                    tally.of(AlertOutcome.FILTERED),
                    tally.lastDelivered() == 0 ? "-" : TIME.format(Instant.ofEpochMilli(tally.lastDelivered())));
            one.lost()
                    .forEach(reason -> table.footer(one.subscription() + ": its position is lost: " + reason
                            + "; set where it continues with ./ratings alerts reset-position"));
            if (tally.trouble() != null) {
                table.footer(one.subscription() + ": " + tally.trouble());
            }
        }
        return table.render();
    }
}
