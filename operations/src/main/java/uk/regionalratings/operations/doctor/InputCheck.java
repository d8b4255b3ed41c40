package uk.regionalratings.operations.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.operations.cluster.Answers;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.UnreadableRecordException;

/**
 * Checks what the topology did with the input: whether feeds sent records to wrong partitions, and which records are
 * waiting.
 */
final class InputCheck {
    private static final String CHECK = "input";
    private static final String MOVED = "partitions of records";
    private static final String WAITING = "waiting inspections";
    private static final String SEE_REGISTRY = "See the finding about the registry, then try again";

    private InputCheck() {}

    static List<Finding> run(
            Admin admin, Settings settings, boolean registryAnswers, String applicationId, Clock clock) {
        String topic = TopologyNames.inputTallyTopic(applicationId);
        try {
            if (!Answers.of(admin.listTopics().names()).contains(topic)) {
                // Before the topology first runs there is nothing to report. Another check covers that case.
                return List.of();
            }
            return registryAnswers
                    ? findings(settings, topic, clock.instant())
                    : List.of(Finding.warn(CHECK, "its tally can't be read without the registry", SEE_REGISTRY));
        } catch (ClusterException e) {
            return List.of(Finding.warn(
                    CHECK, String.valueOf(e.getMessage()), "Grant DESCRIBE and READ on the topic " + topic));
        } catch (RuntimeException e) {
            // The registry's client and Avro throw many exception types. Each means that the tally cannot be read.
            return List.of(Finding.warn(CHECK, "its tally can't be read: " + e, SEE_REGISTRY));
        }
    }

    private static List<Finding> findings(Settings settings, String topic, Instant now) {
        List<Finding> foreign = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(findings(rows(settings, topic, foreign), now));
        findings.addAll(foreign);
        return findings;
    }

    private static Map<String, InputTally> rows(Settings settings, String topic, List<Finding> foreign) {
        Map<String, byte[]> latest = new TreeMap<>();
        try (CommittedRecords records = new CommittedRecords(settings)) {
            records.read(Map.of(), records.ends(List.of(topic)), row -> {
                String key = row.key() == null ? "" : new String(row.key(), UTF_8);
                if (row.value() == null) {
                    latest.remove(key);
                } else {
                    latest.put(key, row.value());
                }
            });
        }
        Map<String, InputTally> rows = new TreeMap<>();
        if (!latest.isEmpty()) {
            TopicReader<InputTally> reader = new ContractSerdes(RegistryClients.open(settings)).inputTallyReader();
            latest.forEach((key, row) -> {
                try {
                    rows.put(key, reader.read(row));
                } catch (UnreadableRecordException e) {
                    foreign.add(foreign(topic, key, e));
                }
            });
        }
        return rows;
    }

    private static Finding foreign(String topic, String key, UnreadableRecordException why) {
        return Finding.fail(
                CHECK,
                topic + " holds a row under \"" + key + "\" that the topology did not write, since " + why.reason(),
                "An instance that reads it back ends: docs/operations/runbook.md, \"A record that is not ours\"");
    }

    /** @param rows the topology's tally by key */
    static List<Finding> findings(Map<String, InputTally> rows, Instant now) {
        long received = 0;
        long applied = 0;
        long duplicate = 0;
        long rejected = 0;
        long waiting = 0;
        long moved = 0;
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, InputTally> row : rows.entrySet()) {
            InputTally tally = row.getValue();
            received += tally.getReceived();
            applied += tally.getApplied() - tally.getWaiting();
            duplicate += tally.getDuplicate();
            rejected += tally.getRejected();
            waiting += tally.getWaiting();
            moved += tally.getMoved();
            if (tally.getMoved() > 0) {
                findings.add(moved(row.getKey(), tally.getMoved()));
            }
            if (tally.getWaiting() > 0) {
                findings.add(waiting(row.getKey().substring(TopologyNames.WAITING.length()), tally, now));
            }
        }
        findings.add(
                0,
                Finding.ok(
                        CHECK,
                        "in " + received + " = applied " + applied + " + duplicate " + duplicate + " + rejected "
                                + rejected + " + waiting " + waiting + "; moved " + moved));
        return findings;
    }

    private static Finding moved(String partition, long records) {
        return Finding.warn(
                MOVED,
                records + " records of " + partition
                        + " lay in another partition than their key's; they were moved and are counted",
                "Set the partitioner of the feed that sends them, for librdkafka partitioner=murmur2_random: docs/feeds.md");
    }

    private static Finding waiting(String authorityId, InputTally tally, Instant now) {
        Long since = tally.getWaitingSince();
        String age =
                since == null ? "" : ", the first sent " + age(Duration.ofMillis(now.toEpochMilli() - since)) + " ago";
        return Finding.warn(
                WAITING,
                tally.getWaiting() + " of authority " + authorityId + ", which is unknown, are in no count" + age,
                "Register it: ./ratings ingest --reference with an authorities file that has it; or withdraw them");
    }

    private static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        return age.toHours() > 0 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
    }
}
