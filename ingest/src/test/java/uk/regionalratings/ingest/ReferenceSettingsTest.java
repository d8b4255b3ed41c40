package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;

class ReferenceSettingsTest {
    @TempDir
    private Path folder;

    private static SourceNames read(Map<String, String> settings) {
        return ReferenceSettings.read(
                Settings.load(ReferenceSettings.define(Settings.common()), Set.of(), null, Map.of(), settings));
    }

    @Test
    void areTheBundledFilesByDefault() {
        SourceNames names = read(Map.of());

        assertThat(names.directory().find("394")).isPresent();
        assertThat(names.frameworks()).isSameAs(Frameworks.bundled());
    }

    @Test
    void aFrameworksFileAddsToTheBundledFrameworks() throws IOException {
        Path file = folder.resolve("frameworks.csv");
        Files.writeString(
                file,
                """
                framework_id,name,since,judgements,scale,counts_as
                ANNUAL_2027,Annual review,2027-04-01,in_care,Strong;Sound;Weak,
                """);

        Frameworks frameworks = read(Map.of("frameworks.file", file.toString())).frameworks();

        assertThat(frameworks.find("ILACS")).isPresent();
        assertThat(frameworks.find("ANNUAL_2027").orElseThrow().scale()).containsExactly("Strong", "Sound", "Weak");
    }

    @Test
    void areasRequireAuthorities() {
        assertThatThrownBy(() -> read(Map.of("areas.file", "areas.csv")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("areas.file requires authorities.file");
    }
}
