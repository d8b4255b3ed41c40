package uk.regionalratings.operations.doctor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.regionalratings.operations.cluster.Answers;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.service.Json;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsSettings;

/** {@code ./ratings doctor}: whether everything is as the pipeline needs it, and if not, what to do. Changes nothing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks settings, brokers, topics, schemas, clock, disk, and who works on what; says what to do.",
            "Takes the settings of ./ratings streams. Changes nothing."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing fails; there may be warnings", "1:something fails", "2:wrong usage"})
public final class DoctorCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, as a Java properties file: that of ./ratings streams.")
    private @Nullable Path config;

    @Option(names = "--json", description = "The findings as one JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("to be run by picocli");
        }
        List<Finding> findings = findings();
        if (json) {
            command.commandLine().getOut().println(new String(Json.bytes(findings), StandardCharsets.UTF_8));
        } else {
            findings.forEach(finding -> command.commandLine().getOut().println(finding.line()));
        }
        command.commandLine().getOut().flush();
        return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL) ? FAILED : DONE;
    }

    private List<Finding> findings() {
        StreamsSettings settings;
        try {
            settings = StreamsSettings.load(config, System.getenv(), Map.of());
            var unused = settings.areas();
        } catch (InvalidSettingsException | ReferenceFileException e) {
            return List.of(
                    Finding.fail("settings", String.valueOf(e.getMessage()), "Correct them, then run this again"));
        }
        Settings common = settings.settings();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("settings", "each is known and has a value that can be used"));
        findings.addAll(MachineCheck.run(Path.of(common.text(StreamsSettings.STATE_DIR))));
        findings.addAll(BrokerCheck.hosts(common.text(Settings.BOOTSTRAP_SERVERS)));
        boolean reached = findings.stream()
                .anyMatch(finding -> finding.check().startsWith("broker ") && finding.level() == Finding.Level.OK);
        if (reached) {
            kafka(common, findings);
        }
        findings.addAll(RegistryCheck.run(common, Clock.systemUTC()));
        return findings;
    }

    private static void kafka(Settings settings, List<Finding> findings) {
        Map<String, Object> client = settings.kafkaClient();
        // A person waits.
        client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (Admin admin = Admin.create(client)) {
            Finding kafka = BrokerCheck.kafka(admin);
            findings.add(kafka);
            if (kafka.level() == Finding.Level.FAIL) {
                return;
            }
            int brokers = Answers.of(admin.describeCluster().nodes()).size();
            findings.addAll(new TopicsCheck(admin, brokers).run());
            findings.addAll(new GroupsCheck(admin, settings.text(StreamsSettings.APPLICATION_ID)).run());
        } catch (ClusterException e) {
            findings.add(Finding.fail("groups", String.valueOf(e.getMessage()), "Grant DESCRIBE on groups and topics"));
        } catch (KafkaException e) {
            findings.add(Finding.fail(
                    "Kafka",
                    "no client can be made of these settings: "
                            + (e.getCause() == null
                                    ? e.getMessage()
                                    : e.getCause().getMessage()),
                    "Correct the settings of TLS and SASL"));
        }
    }
}
