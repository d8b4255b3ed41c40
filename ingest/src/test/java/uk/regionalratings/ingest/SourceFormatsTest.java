package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import uk.regionalratings.ingest.source.SourceFormat;

/** Every document that lists the formats for a reader names each of them. */
class SourceFormatsTest {
    @ParameterizedTest
    @EnumSource
    void theDocumentsOfTheGatewayNameIt(SourceFormat format) throws IOException {
        assertThat(lineOf(Path.of("..", "docs", "feeds.md"), "POST /v1/inspections"))
                .contains(word(format));
        try (InputStream openApi = Objects.requireNonNull(
                IngestCommand.class.getResourceAsStream("gateway/openapi.json"), "the gateway's document")) {
            assertThat(new ObjectMapper()
                            .readTree(openApi)
                            .at("/paths/~1v1~1inspections/post/description")
                            .asText())
                    .contains(word(format));
        }
    }

    /** A file with one JSON object is read as NDJSON. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void theDocumentsOfFilesNameIt(SourceFormat format) throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme.substring(readme.indexOf("\n## Files\n"), readme.indexOf("\n## Command: feed\n")))
                .overridingErrorMessage("the section Files of ingest/README.md does not name %s", word(format))
                .contains(word(format));
        assertThat(lineOf(Path.of("..", "README.md"), "| `./ratings ingest FILE…` |"))
                .contains(word(format));
        assertThat(lineOf(Path.of("..", "docs", "feeds.md"), "`./ratings ingest FILE…`"))
                .contains(word(format));
        assertThat(new CommandLine(new IngestCommand()).getUsageMessage()).contains(word(format));
    }

    /** The usual name of a format. */
    private static String word(SourceFormat format) {
        return switch (format) {
            case JSON -> "JSON";
            case NDJSON -> "NDJSON";
            case CSV -> "CSV";
            case WORKBOOK -> "workbook";
            case PDF -> "PDF";
        };
    }

    private static String lineOf(Path document, String mark) throws IOException {
        return Files.readAllLines(document).stream()
                .filter(line -> line.contains(mark))
                .findFirst()
                .orElseThrow(() -> new AssertionError(document + " has no line with " + mark));
    }
}
