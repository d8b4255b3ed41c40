package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.system.kit.SmallDisk;
import uk.regionalratings.vocabulary.LondonDates;

/** What the commands promise to whoever starts and ends them, each tried in a process of its own. */
class LauncherIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    /** What 128 plus the number of SIGINT and SIGTERM make. */
    private static final Map<String, Integer> EXIT_CODES = Map.of("INT", 130, "TERM", 143);

    private static final int MOMENTS = 10;

    private final Path directory;
    private final Path temporary;
    private final List<Process> started = new ArrayList<>();

    LauncherIT(@TempDir Path directory) {
        this.directory = directory;
        this.temporary = Directories.create(directory.resolve("tmp"));
    }

    @AfterEach
    void endWhatATestLeft() {
        started.forEach(Process::destroyForcibly);
    }

    private Jvm ratings(Map<String, String> environment, String... arguments) {
        return new Jvm(temporary, directory.resolve("output"), environment, RatingsCli.class, List.of(arguments));
    }

    private Process start(Jvm command) {
        Process process = command.start();
        started.add(process);
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("the command ends")
                .isTrue();
        return process.exitValue();
    }

    @Test
    void theDemoGivesTheSameAnswersWhenItStartsAgainOnItsDataAndRecognisesWhatItHasSeen() throws Exception {
        String data = directory.resolve("data").toString();
        Jvm first = ratings(Map.of(), "demo", "--exit-when-done", "--port", "0", "--data-dir", data);
        assertThat(exitCode(start(first))).isZero();
        assertHeadlines(first.output());
        assertNothingIsLeft();
        Files.delete(directory.resolve("output"));

        int management = Ports.free(1).get(0);
        Jvm again = ratings(
                Map.of(), "demo", "--port", "0", "--management-port", String.valueOf(management), "--data-dir", data);
        Process serving = start(again);
        awaitOutput(serving, again, "Ctrl-C ends");
        assertHeadlines(again.output());
        // Not a number until the instance has all of its partitions.
        Awaitility.await("duplicates in the metrics")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(metrics(management))
                        .contains("ratings_input_records{outcome=\"duplicate\"} 488.0")
                        .contains("ratings_input_records{outcome=\"rejected\"} 0.0"));
        Jvm.stop(serving);
        assertNothingIsLeft();
    }

    @Test
    void aLogFormatThatThereIsNotIsRefusedInOneLine() throws Exception {
        Jvm command = ratings(Map.of("RATINGS_LOG_FORMAT", "xml"), "gateway", "token", "ofsted");

        assertThat(exitCode(start(command))).isEqualTo(2);
        assertThat(command.output().lines()).containsExactly("RATINGS_LOG_FORMAT is \"xml\": it can be text or json");
    }

    private static void assertHeadlines(String output) {
        assertThat(output.replaceAll(" +", " "))
                .contains("19 Aug 2021 ILACS 17 of 152 3 of 50")
                .contains("20 Aug 2021 ILACS 18 of 152 4 of 50")
                .contains("20 Aug 2021 any framework 19 of 152 5 of 50")
                .contains("11 Mar 2025 ILACS 33 of 153 7 of 51")
                .contains("Outstanding today", "by the judgements that inspections make")
                .contains("Impact of leaders on social work practice 60 of 153 18 of 51")
                .contains("Help and protection 28 of 153 9 of 51")
                .contains("Children in care 54 of 153 16 of 51")
                .contains("Care leavers 47 of 153 14 of 51")
                .contains("Last overall grades, up to 18 Jun 2026 46 of 153 12 of 51")
                .contains("Inadequate in at least one of today's judgements: 13 in England, 5 in the North")
                .contains("Inadequate -> Outstanding: the first of its kind in England")
                .contains("Outstanding -> Outstanding: maintained");
    }

    private static String metrics(int port) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Tag("thorough")
    @Test
    void theDemoTellsWhatOneMoreInspectionChanged() throws Exception {
        // Given
        Jvm demo = freePorts("demo");
        Process serving = start(demo);
        awaitOutput(serving, demo, "Ctrl-C ends");
        Matcher addresses =
                Pattern.compile("broker +(\\S+)\\s+registry +(\\S+)").matcher(demo.output());
        assertThat(addresses.find()).isTrue();
        String usual = String.valueOf(Settings.common().defaultValues().get(Settings.SCHEMA_REGISTRY_URL));
        assertThat(URI.create(addresses.group(2)).getPath())
                .as("another terminal finds the registry without being told")
                .isEqualTo(URI.create(usual).getPath());
        Path file = directory.resolve("one-more.csv");
        Files.writeString(
                file,
                "inspection_id,authority_id,framework,started_on,ended_on,published_on,help_and_protection\n"
                        + "394-one-more,sunderland,ILACS_2026,2026-05-11,2026-05-15,"
                        + LondonDates.today(Clock.systemUTC()) + ",GOOD\n");

        // When
        Jvm ingest = ratings(
                Map.of(
                        "RATINGS_BOOTSTRAP_SERVERS", addresses.group(1),
                        "RATINGS_SCHEMA_REGISTRY_URL", addresses.group(2)),
                "ingest",
                file.toString());
        assertThat(exitCode(start(ingest))).isZero();

        // Then
        awaitOutput(serving, demo, "Sunderland: help and protection Outstanding -> Good (-1); now ");
        assertEndsWithNothingLeft("TERM", serving, demo);
    }

    @Test
    void ctrlCWhileServingLeavesNothingBehind() throws Exception {
        aSignalWhileServingLeavesNothingBehind("local", "INT");
    }

    private void aSignalWhileServingLeavesNothingBehind(String command, String signal) throws Exception {
        Jvm ratings = freePorts(command);
        Process process = start(ratings);
        awaitOutput(process, ratings, "Ctrl-C ends");
        assertEndsWithNothingLeft(signal, process, ratings);
    }

    private void assertEndsWithNothingLeft(String signal, Process process, Jvm ratings) throws Exception {
        List<ProcessHandle> children = process.descendants().toList();
        assertThat(children).isNotEmpty();

        send(signal, process);

        assertThat(exitCode(process)).isEqualTo(EXIT_CODES.get(signal));
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        List<Integer> ports = ports(ratings.output());
        assertThat(ports).hasSizeGreaterThanOrEqualTo(2).noneMatch(LauncherIT::answers);
        assertNothingIsLeft();
    }

    @Test
    void aTerminationSignalWhileStartingLeavesNothingBehind() throws Exception {
        aSignalWhileStartingLeavesNothingBehind("demo", "TERM");
    }

    @Tag("thorough")
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"demo, INT", "local, TERM"})
    void aSignalWhileStartingLeavesNothingBehind(String command, String signal) throws Exception {
        Jvm ratings = freePorts(command);
        Process process = start(ratings);
        Awaitility.await("the registry's process")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> process.children().anyMatch(LauncherIT::isJvm));
        List<ProcessHandle> children =
                process.descendants().filter(LauncherIT::isJvm).toList();

        send(signal, process);

        assertThat(exitCode(process)).as(ratings.output()).isEqualTo(EXIT_CODES.get(signal));
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"demo --port 0", "streams", "doctor"})
    void aTemporaryFolderThatNoLibraryCanBeLoadedFromIsNamedWithTheRemedy(String arguments) throws Exception {
        Optional<SmallDisk> disk = SmallDisk.withoutPrograms(temporary);
        assumeThat(disk).as("only root can mount a folder noexec").isPresent();
        SmallDisk noexec = disk.orElseThrow();
        try {
            Jvm ratings = ratings(Map.of(), arguments.split(" "));

            assertThat(exitCode(start(ratings))).isEqualTo(1);
            assertThat(ratings.output().lines().filter(line -> line.contains("RocksDB")))
                    .singleElement()
                    .asString()
                    .contains(temporary.toString(), "noexec", "RATINGS_JAVA_OPTS=-Djava.io.tmpdir=DIR");
            assertThat(ratings.output()).doesNotContain("\tat ");
            assertNothingIsLeft();
        } finally {
            noexec.close();
        }
    }

    @Tag("thorough")
    @Test
    void aSignalAtAnyMomentOfTheStartEndsItWithoutAStackTrace() throws Exception {
        for (int moment = 0; moment < MOMENTS; moment++) {
            Jvm demo = freePorts("demo");
            Process process = start(demo);
            // Not to wait for something, but to hit the start at another moment each time.
            boolean ended = process.waitFor(moment * 400L, TimeUnit.MILLISECONDS);
            assertThat(ended).isFalse();

            send("TERM", process);

            assertThat(exitCode(process)).as("moment %d", moment).isEqualTo(143);
            assertThat(demo.output()).as("moment %d", moment).doesNotContain("\tat ", "Exception");
            assertNothingIsLeft();
        }
    }

    private Jvm freePorts(String command) {
        return command.equals("demo")
                ? ratings(Map.of(), "demo", "--port", "0", "--broker-port", "0", "--registry-port", "0")
                : ratings(Map.of(), "local", "--broker-port", "0", "--registry-port", "0");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"demo, --port", "demo, --broker-port", "local, --broker-port", "local, --registry-port"})
    void aBusyPortIsNamedAndNothingIsLeftBehind(String command, String option) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            Jvm ratings = option.equals("--broker-port")
                    ? ratings(Map.of(), command, option, port, "--registry-port", "0")
                    : ratings(Map.of(), command, option, port, "--broker-port", "0");
            Process process = start(ratings);

            assertThat(exitCode(process)).isEqualTo(1);
            assertThat(ratings.output()).contains("Port " + port).contains("is in use");
            assertThat(ratings.output().lines()).hasSize(1);
            assertNothingIsLeft();
        }
    }

    @ParameterizedTest
    @CsvSource({"streams", "setup", "ingest", "gateway"})
    void settingsThatAreNotUnderstoodAreAllNamed(String command) throws Exception {
        Path config = directory.resolve("ratings.properties");
        Files.writeString(config, "bootstrap.severs=localhost:9092\nacks=1\n");
        List<String> arguments = new ArrayList<>(List.of(command, "--config", config.toString()));
        if (command.equals("ingest")) {
            arguments.add("inspections.csv");
        }
        Jvm ratings = ratings(Map.of("RATINGS_FOO", "1"), arguments.toArray(String[]::new));

        assertThat(exitCode(start(ratings))).isEqualTo(2);
        assertThat(ratings.output())
                .contains("bootstrap.severs")
                .contains(config.toString())
                .contains("acks")
                .contains("RATINGS_FOO");
    }

    private static void awaitOutput(Process process, Jvm command, String text) {
        Awaitility.await(text).atMost(LIMIT).until(() -> command.output().contains(text) || !process.isAlive());
        assertThat(command.output()).contains(text);
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        // What a process is told to ignore its children ignore too: a build in the background of a shell does not hear
        // Ctrl-C.
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (signal.equals("INT") && Files.exists(status)) {
            assumeThat(Files.readString(status)).doesNotContainPattern("SigIgn:\\s+[0-9a-f]*[2367abef]\\b");
        }
        String pid = String.valueOf(process.pid());
        assertThat(new ProcessBuilder("kill", "-" + signal, pid)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Not so the shells in which RocksDB looks for the system's C library: they end within milliseconds. */
    private static boolean isJvm(ProcessHandle process) {
        return process.info().command().filter(path -> path.endsWith("/java")).isPresent();
    }

    private static List<Integer> ports(String output) {
        Matcher matcher = PORT.matcher(output);
        List<Integer> ports = new ArrayList<>();
        while (matcher.find()) {
            ports.add(Integer.valueOf(matcher.group(1)));
        }
        return ports;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }
}
