package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.system.kit.AlertLines;
import uk.regionalratings.system.kit.Published;

/** What must hold after a {@link FaultRun}: nothing is missing, nothing is counted twice, and everybody was told of every change. */
final class FaultRunCheck {
    private static final String NAME = "everything";
    private static final String FILE = "everything.ndjson";
    /** The subscription whose file must have every change. */
    static final String SUBSCRIPTION =
            """
              everything:
                start: 2014-01-01
                filter: {include: [late, retracted]}
                sink: {type: file, path: everything.ndjson}
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path directory;
    private final String applicationId;

    /** @param directory that of the run */
    FaultRunCheck(Path directory, String applicationId) {
        this.directory = directory;
        this.applicationId = applicationId;
    }

    /** Fails if anything is wrong. */
    void check(ThreeBrokers brokers, TroubledAlerts alerts, RecordedRun run) throws Exception {
        try (CatchUp catchUp = new CatchUp(brokers.settings(), applicationId)) {
            catchUp.await(null, PATIENCE);
        }
        Path config = directory.resolve("operator.properties");
        List<String> lines = new ArrayList<>(List.of("application.id=" + applicationId));
        brokers.addresses().forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(config, lines);
        CommandRun command = CommandRun.of("verify", "--config", config.toString());
        System.out.println(command.output());
        assertThat(command.exitCode())
                .as("%s%s", command.output(), command.errors())
                .isZero();

        try (Published published = new Published(brokers.settings())) {
            Set<String> wanted = requireVersionsWithoutGap(published);
            try {
                Awaitility.await("every alert").atMost(PATIENCE).untilAsserted(() -> {
                    Set<String> untold = new HashSet<>(wanted);
                    untold.removeAll(told());
                    assertThat(untold).isEmpty();
                });
            } catch (ConditionTimeoutException e) {
                throw new AssertionError("alerts are missing; what serves them wrote: " + alerts.outputAndThreads(), e);
            }
            run.deliveredTo(NAME, directory.resolve(FILE));
            run.finish(published, PATIENCE);
            System.out.println("FaultRun: " + wanted.size() + " rating changes, all told");
        }
    }

    /** Returns every version of every change that was ever published, as id@version. */
    private static Set<String> requireVersionsWithoutGap(Published published) {
        Map<String, Integer> last = new HashMap<>();
        Set<String> all = new HashSet<>();
        published.forEachRecord(record -> {
            assertThat(record.getVersion()).as(record.getId()).isEqualTo(last.getOrDefault(record.getId(), 0) + 1);
            last.put(record.getId(), record.getVersion());
            List<RatingChanged> told = ContractMapping.newChanges(record);
            assertThat(told).as(record.getId()).isNotEmpty();
            told.forEach(change -> all.add(change.getId() + "@" + change.getVersion()));
        });
        return all;
    }

    private Set<String> told() {
        Set<String> told = new HashSet<>();
        AlertLines.forEach(directory.resolve(FILE), alert -> {
            JsonNode change = alert.required("data");
            told.add(change.required("id").asText() + "@"
                    + change.required("version").asInt());
        });
        return told;
    }
}
