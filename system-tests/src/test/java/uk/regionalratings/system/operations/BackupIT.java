package uk.regionalratings.system.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.streams.topology.PublishedTables;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RoughHistory;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.SourcedInspections;
import uk.regionalratings.system.kit.Unversioned;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Provenance;

/** {@code ./ratings backup} of the real history and of records that no one can use, and {@code ./ratings restore} elsewhere. */
class BackupIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] QUESTIONS = {
        "/v1/areas/england/ratings?framework=ilacs&asOf=2021-08-20",
        "/v1/areas/north/timeline?interval=month&from=2014-01-01&to=2026-08-20",
        "/v1/areas/england/authorities?grade=OUTSTANDING&asOf=2026-08-20",
        "/v1/authorities/sunderland"
    };

    @TempDir
    private static Path directory;

    private static RunningPipeline first;
    private static RunningPipeline second;
    private static Path backup;
    private static CommandRun saved;
    private static CommandRun restored;

    @BeforeAll
    static void saveOneAndRestoreToAnother() throws IOException {
        first = new RunningPipeline();
        second = new RunningPipeline();
        DemoHistory.publish(first.settings());
        SourcedInspections.publish(
                first.settings(),
                "394-2021-08-20",
                Provenance.of("https://files.ofsted.gov.uk/v1/file/50168072", "00ff", Instant.EPOCH));
        publishRoughly(first);
        first.catchUp();
        backup = directory.resolve("facts.zip");
        saved = CommandRun.of("backup", "--config", config(first), backup.toString());
        restored = CommandRun.of("restore", "--config", config(second), backup.toString());
        second.catchUp();
    }

    private static String config(RunningPipeline pipeline) throws IOException {
        return pipeline.configFile(directory).toString();
    }

    private static void publishRoughly(RunningPipeline pipeline) {
        ContractSerdes serdes = new ContractSerdes(RegistryClients.open(pipeline.settings()));
        RoughHistory history = new RoughHistory(new Random(5), serdes);
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                pipeline.settings().kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 300; i++) {
                var unused = producer.send(history.next(1 + i / 60).message());
            }
        }
    }

    @AfterAll
    static void stop() {
        try (RunningPipeline one = first;
                RunningPipeline other = second) {
            assertThat(one).isNotSameAs(other);
        }
    }

    @Test
    void whatIsRestoredIsCountedAndAnsweredAlike() throws IOException, InterruptedException {
        assertThat(saved.problems()).isEmpty();
        assertThat(saved.output()).startsWith("947 facts in " + backup);
        assertThat(restored.problems()).isEmpty();
        assertThat(restored.output()).startsWith("947 facts of ");
        for (RunningPipeline one : new RunningPipeline[] {first, second}) {
            CommandRun verified = CommandRun.of("verify", "--config", config(one));
            assertThat(verified.output()).contains("facts 947 = ").contains("no difference");
            assertThat(verified.exitCode()).isZero();
        }
        try (Published here = new Published(first.settings());
                Published there = new Published(second.settings())) {
            PublishedTables expected = here.tables();
            PublishedTables found = there.tables();
            assertThat(found.authorities()).isEqualTo(expected.authorities());
            assertThat(found.areas()).isEqualTo(expected.areas());
            assertThat(found.changesThatHold()).isEqualTo(expected.changesThatHold());
            assertThat(there.rejections().values())
                    .containsExactlyInAnyOrderElementsOf(here.rejections().values());
        }
        for (RunningPipeline one : new RunningPipeline[] {first, second}) {
            Awaitility.await("the document")
                    .untilAsserted(() -> assertThat(get(one.url() + "/v1/authorities/sunderland"))
                            .contains("\"source\":{\"url\":\"https://files.ofsted.gov.uk/v1/file/50168072\""));
        }
        for (String question : QUESTIONS) {
            assertThat(Unversioned.of(get(second.url() + question)))
                    .as(question)
                    .isEqualTo(Unversioned.of(get(first.url() + question)));
        }
    }

    /** See docs/consistency.md: an instant is answered as before, a version is one of other topics and says which instant to ask for. */
    @Test
    void earlierVersionsAreAnsweredByTheirInstants() throws IOException, InterruptedException {
        String question = "/v1/areas/england/ratings?framework=ilacs&asOf=2021-08-20";
        String version =
                JSON.readTree(get(first.url() + question)).required("version").asText();

        HttpResponse<String> refused = answer(second.url() + question + "&knownAt=" + version);

        assertThat(refused.statusCode()).isEqualTo(400);
        Matcher remedy = Pattern.compile("knownAt=([-0-9T:.]+Z)").matcher(refused.body());
        assertThat(remedy.find()).as(refused.body()).isTrue();
        String then = question + "&knownAt=" + remedy.group(1);
        assertThat(Unversioned.of(get(second.url() + then))).isEqualTo(Unversioned.of(get(first.url() + then)));
        assertThat(Unversioned.of(get(second.url() + then)))
                .isEqualTo(Unversioned.of(get(first.url() + question + "&knownAt=" + version)));
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpResponse<String> response = answer(address);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<String> answer(String address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Keys, values, headers, times, partitions and order: all that the facts are, byte by byte. */
    @Test
    void aBackupOfWhatWasRestoredHoldsTheSameFacts() throws IOException {
        Path again = directory.resolve("again.zip");

        CommandRun run = CommandRun.of("backup", "--config", config(second), again.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(facts(again)).isEqualTo(facts(backup));
        assertThat(run.output().replaceFirst(".*SHA-256", ""))
                .isEqualTo(saved.output().replaceFirst(".*SHA-256", ""));
    }

    private static byte[] facts(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("facts.ndjson"))) {
            return in.readAllBytes();
        }
    }

    @Test
    void refusesToMixFactsUnasked() throws IOException {
        CommandRun run = CommandRun.of("restore", "--config", config(first), backup.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("holds facts already").contains("--append");
        assertThat(factsOf(first)).isEqualTo(947);
    }

    private static long factsOf(RunningPipeline pipeline) {
        try (Published published = new Published(pipeline.settings())) {
            return published.size(Topics.INSPECTION_PUBLISHED) + published.size(Topics.AUTHORITY_REGISTERED);
        }
    }

    @Test
    void refusesToOverwriteABackup() throws IOException {
        byte[] before = Files.readAllBytes(backup);

        CommandRun run = CommandRun.of("backup", "--config", config(first), backup.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("is there already");
        assertThat(Files.readAllBytes(backup)).isEqualTo(before);
        try (var files = Files.list(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void sendsNothingOfAFileThatIsCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(backup);

        assertRefused(Arrays.copyOf(whole, whole.length / 2), "truncated");
    }

    @Test
    void sendsNothingOfAFileWithAWrongByte() throws IOException {
        byte[] bytes = Files.readAllBytes(backup);
        bytes[bytes.length / 2] ^= 1;

        assertRefused(bytes, "damaged");
    }

    @Test
    void sendsNothingOfAFileWhoseFactsDoNotFitTheManifest() throws IOException {
        Path tampered = Files.createTempFile(directory, "tampered", ".zip");
        try (ZipFile from = new ZipFile(backup.toFile());
                OutputStream out = Files.newOutputStream(tampered);
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = from.getInputStream(entry)) {
                    String text = new String(in.readAllBytes(), UTF_8);
                    to.write(text.replaceFirst("\"partition\":0", "\"partition\":1")
                            .getBytes(UTF_8));
                }
            }
        }

        assertRefused(Files.readAllBytes(tampered), "tampered");
    }

    private static void assertRefused(byte[] file, String why) throws IOException {
        Path path = Files.write(Files.createTempFile(directory, "bad", ".zip"), file);
        long before = factsOf(second);

        CommandRun run = CommandRun.of("restore", "--append", "--config", config(second), path.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains(why);
        assertThat(factsOf(second)).isEqualTo(before);
    }
}
