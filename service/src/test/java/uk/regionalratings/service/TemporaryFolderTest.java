package uk.regionalratings.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    /** Enough folders for two processes to delete the same one at the same time. */
    private static final int KILLED = 500;

    @TempDir
    private Path common;

    /** What a process does that unpacks a library and is killed, or ends by itself when it is told to. */
    static final class Unpacking {
        private Unpacking() {}

        public static void main(String[] arguments) throws IOException {
            TemporaryFolder.use();
            Path library = Files.createFile(TemporaryFolder.own().orElseThrow().resolve("library.so"));
            System.out.println(library);
            System.out.flush();
            var unused = System.in.read();
        }
    }

    @Test
    void theNextProcessDeletesWhatAKilledOneLeftAndNothingThatIsInUse() throws Exception {
        Path strangers = Files.writeString(common.resolve("librocksdbjni1.so"), "not ours");
        Process killed = start();
        Path left = library(killed);
        Process living = start();
        Path inUse = library(living);
        killed.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        assertThat(left).exists();

        Process next = start();

        assertThat(library(next)).exists();
        assertThat(left.getParent()).doesNotExist();
        assertThat(inUse).exists();
        end(next);
        end(living);
        assertThat(common.toFile().listFiles()).containsExactly(strangers.toFile());
    }

    @Test
    void processesThatStartAtTheSameTimeDeleteTheFoldersTogetherAndLeaveNone() throws Exception {
        for (int i = 0; i < KILLED; i++) {
            Path folder = Files.createDirectory(common.resolve(TemporaryFolder.PREFIX + i));
            Files.createFile(folder.resolve("in-use.lock"));
            Files.createFile(folder.resolve("library.so"));
        }

        List<Process> starting = List.of(start(), start(), start());

        for (Process process : starting) {
            assertThat(library(process)).exists();
        }
        assertThat(common.toFile().list()).hasSameSizeAs(starting);
        for (Process process : starting) {
            end(process);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + common,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Unpacking.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path library(Process process) throws IOException {
        String line = process.inputReader().readLine();
        Path library = Path.of(line);
        assertThat(library.getParent().getFileName().toString()).startsWith(TemporaryFolder.PREFIX);
        return library;
    }

    private static void end(Process process) throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
