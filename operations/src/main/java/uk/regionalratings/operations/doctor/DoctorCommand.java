package uk.regionalratings.operations.doctor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.operations.cluster.Answers;
import uk.regionalratings.operations.cluster.ClusterCommand;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.service.Json;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsSettings;

/**
 * {@code ./ratings doctor}: checks whether everything is as the pipeline needs it and says what to do. Changes nothing.
 */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks settings, brokers, topics, schemas, clock, disk and running processes; says what to do.",
            "Takes the settings of ./ratings streams. Changes nothing."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing fails; there may be warnings", "1:something fails", "2:wrong usage"})
public final class DoctorCommand extends ClusterCommand {
    @Option(names = "--json", description = "The findings as one JSON array.")
    private boolean json;

    @Override
    protected int run(StreamsSettings settings) {
        try {
            var unused = settings.areas();
        } catch (ReferenceFileException e) {
            return report(List.of(unusable(e)));
        }
        return report(findings(settings.settings()));
    }

    /** For doctor, invalid settings are a finding. */
    @Override
    protected int refuse(InvalidSettingsException invalid) {
        return report(List.of(unusable(invalid)));
    }

    private static Finding unusable(Exception settings) {
        return Finding.fail("settings", String.valueOf(settings.getMessage()), "Correct them, then run this again");
    }

    private int report(List<Finding> findings) {
        if (json) {
            out().println(new String(Json.bytes(findings), StandardCharsets.UTF_8));
        } else {
            findings.forEach(finding -> out().println(finding.line()));
        }
        out().flush();
        return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL) ? FAILED : DONE;
    }

    private static List<Finding> findings(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("settings", "all are known and have usable values"));
        findings.addAll(MachineCheck.run(Path.of(settings.text(StreamsSettings.STATE_DIR))));
        findings.addAll(BrokerCheck.hosts(settings.text(Settings.BOOTSTRAP_SERVERS)));
        boolean reached = findings.stream()
                .anyMatch(finding -> finding.check().startsWith("broker ") && finding.level() == Finding.Level.OK);
        List<Finding> registry = RegistryCheck.run(settings, Clock.systemUTC());
        if (reached) {
            kafka(settings, registry.get(0).level() == Finding.Level.OK, findings);
        }
        findings.addAll(registry);
        return findings;
    }

    private static void kafka(Settings settings, boolean registryAnswers, List<Finding> findings) {
        Map<String, Object> client = settings.kafkaClient();
        // A person is waiting for the result.
        client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (Admin admin = Admin.create(client);
                PositionTopic positions = PositionTopic.open(client)) {
            List<Finding> kafka = BrokerCheck.kafka(admin);
            findings.addAll(kafka);
            if (kafka.get(0).level() == Finding.Level.FAIL) {
                return;
            }
            BrokerCheck.clock(admin, Clock.systemUTC()).ifPresent(findings::add);
            int brokers = Answers.of(admin.describeCluster().nodes()).size();
            String applicationId = settings.text(StreamsSettings.APPLICATION_ID);
            findings.addAll(new TopicsCheck(admin, brokers, applicationId).run());
            findings.addAll(new TransactionsCheck(admin, applicationId, client).run());
            findings.addAll(new GroupsCheck(admin, positions, applicationId).run());
            findings.addAll(InputCheck.run(admin, settings, registryAnswers, applicationId, Clock.systemUTC()));
        } catch (ClusterException e) {
            findings.add(Finding.fail("groups", String.valueOf(e.getMessage()), "Grant DESCRIBE on groups and topics"));
        } catch (KafkaException e) {
            findings.add(Finding.fail(
                    "Kafka",
                    "no client can be created with these settings: "
                            + (e.getCause() == null
                                    ? e.getMessage()
                                    : e.getCause().getMessage()),
                    "Correct the settings of TLS and SASL"));
        }
    }
}
