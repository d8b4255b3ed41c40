package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryDistributionTest {

    private final Path directory;

    RegistryDistributionTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void isFoundBesideAJarAndBesideItsFolder() {
        Path jar = directory.resolve("lib").resolve("local.jar");

        assertThat(RegistryDistribution.candidates("", jar))
                .containsExactly(directory.resolve("lib").resolve("registry"), directory.resolve("registry"));
    }

    @Test
    void aNamedDirectoryIsTheOnlyCandidate() {
        assertThat(RegistryDistribution.candidates(directory.toString(), directory.resolve("local.jar")))
                .containsExactly(directory);
    }

    @Test
    void itsClassPathIsTheRunnerAndOurCode() throws Exception {
        Path runner = Files.createFile(directory.resolve("apicurio-registry-app-1-runner.jar"));
        Path jar = directory.resolve("local.jar");

        String classPath = RegistryDistribution.locate(List.of(directory), jar).classPath();

        assertThat(classPath.split(File.pathSeparator)).containsExactly(runner.toString(), jar.toString());
    }

    @Test
    void theMessageSaysWhereItWasLookedForAndWhatToDo() {
        assertThatThrownBy(() -> RegistryDistribution.locate(List.of(directory), directory))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("ratings.registry.home");
    }
}
