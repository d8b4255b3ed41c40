package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryClassesTest {

    @Test
    void withoutTheFileTheRegistryStartsWithoutIt(@TempDir Path directory) throws Exception {
        Files.createFile(directory.resolve("apicurio-registry-app-1-runner.jar"));

        assertThat(RegistryClasses.options(RegistryDistribution.locate(List.of(directory), directory)))
                .isEmpty();
    }

    /** Java ignores a file that does not fit, unless it is started with {@code -Xshare:on}. */
    @Test
    void theFileFitsTheCommandOfTheRegistry() throws Exception {
        RegistryDistribution distribution = RegistryDistribution.locate();
        List<String> options = RegistryClasses.options(distribution);
        assumeTrue(!options.isEmpty(), "the build has created no archive of the registry's classes");
        List<String> command = new ArrayList<>(List.of(EmbeddedRegistry.java().toString(), "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-Xshare:on", "-cp", distribution.classPath(), "-version"));

        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();

        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
    }
}
