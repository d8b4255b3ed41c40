package uk.regionalratings.system.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.CloudEventHeaders;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topics;

/** {@code ./ratings rejected} after an ingest with bad rows, with a letter of the topology beside them. */
class RejectedIT {
    private static final String ROWS =
            """
            inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness
            394-2021-08-20,394,ILACS,2021-06-28,2021-07-09,2021-08-20,OUTSTANDING
            394-2025-03-11,394,ILACS,2025-01-20,2025-01-31,2025-02-30,OUTSTANDING
            x,Sundreland,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD
            y,leeds,ILACS,2021-06-28,2021-07-09,2021-08-20,SPLENDID
            """;

    @TempDir
    private static Path directory;

    private static TestStack stack;
    private static String config;

    @BeforeAll
    static void rejectSome() throws IOException {
        stack = TestStack.start();
        ClusterSetup.apply(stack.settings());
        List<String> lines = stack.addresses().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        config = Files.write(directory.resolve("ratings.properties"), lines).toString();
        assertThat(rejected().output()).isEqualTo("Nothing was rejected." + System.lineSeparator());

        Path file = Files.writeString(directory.resolve("rows.csv"), ROWS);
        assertThat(CommandRun.of("ingest", "--config", config, file.toString()).exitCode())
                .isOne();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                stack.settings().kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                    Topics.INSPECTION_REJECTED.name(), null, 1_000L, "383".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 9, 1
                    });
            header(letter, RejectionHeaders.REASON, "unknown-schema");
            header(letter, RejectionHeaders.DETAIL, "the registry has no schema 9");
            header(letter, RejectionHeaders.ORIGIN_TOPIC, "inspection-published");
            header(letter, RejectionHeaders.ORIGIN_PARTITION, "2");
            header(letter, RejectionHeaders.ORIGIN_OFFSET, "41");
            header(letter, CloudEventHeaders.SOURCE, "/feeds/node-example");
            header(letter, CloudEventHeaders.ID, "383-2026-11/1");
            var unused = producer.send(letter);
        }
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String text) {
        letter.headers().add(name, text.getBytes(UTF_8));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static CommandRun rejected(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "rejected";
        arguments[1] = "--config";
        arguments[2] = config;
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandRun.of(arguments);
    }

    @Test
    void listsWhatWasRejectedWithItsOriginAndWhatToDo() {
        CommandRun run = rejected();

        System.out.println(run.output());
        assertThat(run.exitCode()).isZero();
        assertThat(run.errors()).isEmpty();
        assertThat(run.output())
                .startsWith("1970-01-01 01:00  inspection-published-2@41  unknown-schema")
                .contains(
                        "rows.csv:3  bad-date",
                        "    published_on: \"2025-02-30\" is not a day",
                        "394-2025-03-11,394,ILACS")
                .contains("rows.csv:4  unknown-authority", "rows.csv:5  unknown-grade")
                .contains("write a real date as YYYY-MM-DD", "Avro, 6 bytes")
                .contains("    sent by: /feeds/node-example, event 383-2026-11/1")
                .doesNotContain("rows.csv:2");
    }

    @Test
    void filtersByAuthorityReasonAndTime() throws IOException {
        // The row that misspells it, too: its detail suggests the name.
        assertThat(matching("--authority", "Sunderland")).containsExactly("bad-date", "unknown-authority");
        assertThat(matching("--authority", "E08000024")).containsExactly("bad-date");
        assertThat(matching("--authority", "Sundreland")).containsExactly("unknown-authority");
        assertThat(matching("--authority", "leeds")).containsExactly("unknown-schema", "unknown-grade");
        assertThat(matching("--reason", "unknown-grade", "--reason", "bad-date"))
                .containsExactlyInAnyOrder("bad-date", "unknown-grade");
        assertThat(matching("--since", "1h")).hasSize(3);
        assertThat(matching("--since", "1970-01-02")).hasSize(3);
        assertThat(matching("--since", "1970-01-01T00:00:00Z")).hasSize(4);
        assertThat(rejected("--authority", "hull").output())
                .startsWith("None of the 4 rejected records matches.")
                .contains("./ratings doctor");
    }

    private static String[] matching(String... options) throws IOException {
        String[] json = new String[options.length + 1];
        json[0] = "--json";
        System.arraycopy(options, 0, json, 1, options.length);
        JsonNode report = new ObjectMapper().readTree(rejected(json).output());
        assertThat(report.required("inTopic").asInt()).isEqualTo(4);
        String[] reasons = new String[report.required("records").size()];
        for (int i = 0; i < reasons.length; i++) {
            reasons[i] = report.required("records").get(i).required("reason").asText();
        }
        return reasons;
    }

    @Test
    void listsTheNewestAndCountsAll() {
        assertThat(rejected("--limit", "1").output())
                .contains(
                        "The newest 1 of 4 are above; --limit 4 shows all.",
                        "1  unknown-schema     register the producer's schema")
                .doesNotContain("inspection-published-2@41");
    }

    @Test
    void saysWhichReasonsAndTimesThereAre() {
        CommandRun reason = rejected("--reason", "bad-grade");
        assertThat(reason.exitCode()).isEqualTo(2);
        assertThat(reason.errors()).contains("\"bad-grade\" is not a reason code; the codes are unreadable, ");

        CommandRun since = rejected("--since", "yesterday");
        assertThat(since.exitCode()).isEqualTo(2);
        assertThat(since.errors()).contains("\"yesterday\" is not a day (2026-08-20)");
    }
}
