package uk.regionalratings.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckTest {
    @Test
    void wantsJava17() {
        assertThat(MachineCheck.java(17).level()).isEqualTo(Finding.Level.OK);
        assertThat(MachineCheck.java(11).line()).isEqualTo("FAIL  Java: version 11. Install Java 17 or newer");
    }

    @Test
    void warnsOfLittleMemory() {
        assertThat(MachineCheck.memory(1L << 30).level()).isEqualTo(Finding.Level.OK);
        assertThat(MachineCheck.memory(64L << 20).line())
                .startsWith("warn  memory: up to 64 MiB of heap. Give it more");
    }

    @Test
    void takesAFolderThatCanBeMadeAndRefusesAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(MachineCheck.state(directory.resolve("a/b")).level()).isNotEqualTo(Finding.Level.FAIL);
        assertThat(MachineCheck.state(file.resolve("state")).line()).startsWith("FAIL  state.dir: " + file);
    }

    @Test
    void findsThatTheNativeLibraryCanBeLoaded() {
        assertThat(MachineCheck.nativeLibrary().line()).startsWith("ok    RocksDB: ");
    }

    @Test
    void warnsOfClocksThatAreApart() {
        Instant ours = Instant.parse("2026-08-20T12:00:00Z");

        assertThat(RegistryCheck.clocks(ours.plusSeconds(5), ours).level()).isEqualTo(Finding.Level.OK);
        assertThat(RegistryCheck.clocks(ours.minusSeconds(90), ours).line())
                .startsWith("warn  clock: it is 90 s from the registry's. Set both by NTP");
    }
}
