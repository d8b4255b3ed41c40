package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.system.kit.Clients;

class LocalStackIT {

    private final Path directory;

    LocalStackIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void closingLeavesNoProcessAndNoTemporaryDirectory() throws Exception {
        Set<ProcessHandle> others = children();
        Set<ProcessHandle> started;
        Path data;
        try (LocalStack stack = LocalStack.start(LocalStack.Settings.temporary())) {
            started = children();
            started.removeAll(others);
            data = stack.dataDirectory();
            assertThat(started).isNotEmpty();
            assertThat(data).isDirectory();
            Clients.createTopic(stack.bootstrapServers(), "served");
            assertThat(answers(stack.registryUrl())).isTrue();
        }
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(data).doesNotExist();
    }

    @Test
    void aFailedStartLeavesNothingBehind() throws Exception {
        List<Path> before = temporaryDirectories();
        Set<ProcessHandle> others = children();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalStack.Settings settings = new LocalStack.Settings(other.getLocalPort(), 0, null);

            assertThatThrownBy(() -> LocalStack.start(settings)).isInstanceOf(BusyPortException.class);
        }
        assertThat(others).containsAll(children());
        assertThat(temporaryDirectories()).isEqualTo(before);
    }

    @Test
    void theRegistryEndsWhenItsParentIsKilledAndBothStartAgain() throws Exception {
        Process parent = startProcess();
        try (BufferedReader output = parent.inputReader()) {
            String[] ready = awaitReady(output);
            String bootstrapServers = ready[2];
            String registryUrl = ready[3];
            List<ProcessHandle> grandchildren = parent.children().toList();
            assertThat(grandchildren).hasSize(1);
            assertThat(answers(registryUrl)).isTrue();
            Clients.createTopic(bootstrapServers, "kept");
            Clients.send(bootstrapServers, "kept", "394", "before the kill");

            parent.destroyForcibly().waitFor(30, TimeUnit.SECONDS);

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> grandchildren.stream()
                    .noneMatch(LocalStackIT::runs));
            assertThat(answers(registryUrl)).isFalse();
        } finally {
            parent.destroyForcibly();
        }
        try (LocalStack stack = LocalStack.start(new LocalStack.Settings(0, 0, directory))) {
            assertThat(Clients.read(stack.bootstrapServers(), "kept", "reader", 1))
                    .containsExactly("before the kill");
        }
        assertThat(directory).as("a given directory is kept").isNotEmptyDirectory();
    }

    /** Other tests in this JVM may have their own stacks. */
    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }

    private Process startProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StackProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String[] awaitReady(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(StackProcess.READY)) {
                return line.split(" ");
            }
        }
        throw new AssertionError("The process ended before its stack was ready");
    }

    /** A process that has ended but has not been collected by its new parent has no command. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static boolean answers(String url) {
        try {
            URI.create(url + "/subjects").toURL().openStream().close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Those of this JVM: other processes create and delete theirs meanwhile. */
    private static List<Path> temporaryDirectories() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith(Directories.temporaryPrefix()))
                    .sorted()
                    .toList();
        }
    }
}
