package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
