package uk.regionalratings.alerts.app;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.regionalratings.alerts.delivery.SubscriptionStatus;
import uk.regionalratings.alerts.position.Position;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.position.SourceTopic;
import uk.regionalratings.alerts.position.SubscriptionPositions;
import uk.regionalratings.alerts.position.Whereabouts;
import uk.regionalratings.alerts.subscription.AlertsFile;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.topics.Topics;

/** {@code ./ratings alerts reset-position}: sets where a subscription whose position is lost continues. */
@Command(
        name = "reset-position",
        mixinStandardHelpOptions = true,
        description = {
            "Sets where a subscription continues in the partitions in which its position is lost. It continues within seconds.",
            "If no position is lost, moves it in all partitions; it must not be served meanwhile."
        })
final class ResetPositionCommand extends Subcommand {
    private enum Place {
        EARLIEST,
        LATEST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        long in(SourceTopic.Range range) {
            return this == EARLIEST ? range.begin() : range.end();
        }
    }

    @Parameters(paramLabel = "SUBSCRIPTION", description = "Its name in the alerts file.")
    private String name = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "PLACE",
            description =
                    "${COMPLETION-CANDIDATES}: everything in the topic, of which filter and freshness select what is sent;"
                            + " or only what is published from now on.")
    private Place to;

    @Override
    public Integer call() {
        AlertsFile file = alerts().file();
        Subscription subscription = alerts().subscription(file, name);
        String group = file.settings().group(subscription.name());
        Map<String, Object> client = file.settings().settings().kafkaClient();
        try (Admin admin = Admin.create(client);
                PositionTopic positions = PositionTopic.open(client)) {
            SubscriptionPositions found = positions.find(group, Topics.RATING_CHANGED);
            if (found.isNew()) {
                err().println(name + " has no position yet: it begins as the alerts file says when ./ratings alerts"
                        + " serves it");
                return AlertsCommand.FAILED;
            }
            boolean served = SubscriptionStatus.instances(admin, group) > 0;
            Map<Integer, Whereabouts> lost = new TreeMap<>(found.all());
            lost.values().removeIf(Whereabouts.Known.class::isInstance);
            if (served && lost.isEmpty()) {
                err().println(name + " is being served, and its position is known: stop every ./ratings alerts first");
                return AlertsCommand.FAILED;
            }
            move(positions, group, found, lost.isEmpty() ? found.all() : lost, served);
        }
        return AlertsCommand.DONE;
    }

    private void move(
            PositionTopic positions,
            String group,
            SubscriptionPositions found,
            Map<Integer, Whereabouts> partitions,
            boolean served) {
        Map<Integer, Position> moved = new TreeMap<>();
        partitions.forEach((partition, where) -> moved.put(partition, moved(found.topic(), partition, where)));
        if (!served) {
            // The group's offset first, since the further of both counts. A process that serves the subscription
            // commits its offset itself.
            positions.commit(group, Topics.RATING_CHANGED, moved);
        }
        positions.write(group, moved);
        moved.forEach((partition, position) -> out().println(name + " continues at offset " + position.offset() + " of "
                + found.topic().name() + "-" + partition));
        out().flush();
    }

    private Position moved(SourceTopic topic, int partition, Whereabouts where) {
        Position before =
                where instanceof Whereabouts.Known known ? known.position() : ((Whereabouts.Lost) where).last();
        return before.movedTo(topic.id(), to.in(topic.range(partition)));
    }
}
