package uk.regionalratings.operations.reset;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.operations.cluster.ChangeReaders;
import uk.regionalratings.operations.cluster.ClusterCommand;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.topics.Topics;

/**
 * {@code ./ratings reset}: deletes everything derived from the facts, recounts it, and moves the alerts past what they
 * have already sent.
 */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Recounts everything from the facts, for instance after a release that counted wrongly.",
            "Without --yes it only lists what it would delete. All instances and alerts must be stopped, and the alerts must have"
                    + " sent everything. No alert is sent about differences in the new count: ./ratings query changes shows them."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, or listed",
            "1:refused or failed; if it had begun, run it again before anything else",
            "2:wrong usage or invalid settings"
        })
public final class ResetCommand extends ClusterCommand {
    @Option(
            names = "--yes",
            paramLabel = "APPLICATION_ID",
            description = "Reset the named application, which must be the application.id of the settings.")
    private @Nullable String yes;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long the recount may take; default 3600.")
    private long timeout;

    /** An instance of our own does the recount; nobody queries it. */
    @Override
    protected Map<String, String> options() {
        return Map.of(
                StreamsSettings.ROLE,
                "processor",
                StreamsSettings.HTTP_PORT,
                "0",
                StreamsSettings.MANAGEMENT_PORT,
                "0");
    }

    @Override
    protected int run(StreamsSettings settings) {
        Settings common = settings.settings();
        String applicationId = common.text(StreamsSettings.APPLICATION_ID);
        Path state = Path.of(common.text(StreamsSettings.STATE_DIR), applicationId);
        try (Admin admin = Admin.create(common.kafkaClient());
                PositionTopic positions = PositionTopic.open(common.kafkaClient());
                CommittedRecords records = new CommittedRecords(common)) {
            ChangeReaders readers = new ChangeReaders(admin, positions, applicationId);
            Derived derived = new Derived(admin, common.kafkaClient(), records, applicationId, state);
            readers.requireNobodyRuns(List.of(applicationId));
            requireAllHeard(readers, ends(records));
            out().print(derived.describe());
            out().println("to be moved to the end of " + Topics.RATING_CHANGED.name() + ": " + readers.groups());
            out().println("On every other machine, delete its " + state + " before anything starts there.");
            out().flush();
            if (yes == null) {
                out().println("Nothing was done. To do it: ./ratings reset --yes " + applicationId);
                return DONE;
            }
            if (!yes.equals(applicationId)) {
                throw new ClusterException("--yes names " + yes + ", but the settings are those of " + applicationId);
            }
            readers.begin(ends(records));
            derived.delete(ends(records));
            count(settings, applicationId);
            readers.finish(ends(records));
            out().println("Recounted. Start the instances, then the alerts; ./ratings verify checks the result.");
            out().flush();
            return DONE;
        }
    }

    private static Map<TopicPartition, Long> ends(CommittedRecords records) {
        return records.ends(List.of(Topics.RATING_CHANGED.name()));
    }

    private static void requireAllHeard(ChangeReaders readers, Map<TopicPartition, Long> ends) {
        List<String> unheard = readers.unheard(ends);
        if (!unheard.isEmpty()) {
            throw new ClusterException("a reset would skip alerts that have not been sent: "
                    + String.join("; ", unheard)
                    + ". Run ./ratings alerts until ./ratings alerts status shows no lag, or delete groups that are"
                    + " no longer used");
        }
    }

    private void count(StreamsSettings settings, String applicationId) {
        out().println("counting...");
        out().flush();
        try (StreamsProcess process = new StreamsProcess(settings, Clock.systemUTC())) {
            process.start();
            try (CatchUp catchUp = new CatchUp(settings.settings(), applicationId)) {
                catchUp.await(null, Duration.ofSeconds(timeout), process::failure);
            }
        } catch (IllegalStateException | ClusterException e) {
            throw new ClusterException(
                    "not everything was recounted: " + e.getMessage() + ". Run this again, before anything else", e);
        }
    }
}
