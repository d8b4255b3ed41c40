package uk.regionalratings.system.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Every text that lists the judgements or the frameworks lists all of them. For a new one, docs/changing-it.md lists
 * all places in order, including those that other tests check.
 */
class VocabularyPlacesTest {
    private static final Path ROOT = Path.of("..");
    private static final String QUERY_API = "/uk/regionalratings/streams/http/openapi.json";
    private static final String GATEWAY_API = "/uk/regionalratings/ingest/gateway/openapi.json";
    private static final String PAGE_WORDS = "/uk/regionalratings/streams/dashboard/words.js";
    private static final List<String> FRAMEWORKS =
            Framework.known().stream().map(Framework::name).toList();

    @Test
    void theQueryApiListsThem() throws IOException {
        JsonNode schemas = new ObjectMapper().readTree(resource(QUERY_API)).at("/components/schemas");
        List<String> choices = new ArrayList<>(Judgement.ids());
        choices.addAll(List.of("profile", "all"));

        assertThat(words(schemas, "Judgement")).isEqualTo(Judgement.ids());
        assertThat(words(schemas, "Judgements")).isEqualTo(choices);
        assertThat(words(schemas, "Framework"))
                .isEqualTo(
                        Arrays.stream(Framework.values()).map(Framework::name).toList());
    }

    private static List<String> words(JsonNode schemas, String name) {
        return StreamSupport.stream(schemas.required(name).required("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void theGatewaysApiNamesThem() throws IOException {
        JsonNode properties =
                new ObjectMapper().readTree(resource(GATEWAY_API)).at("/components/schemas/Inspection/properties");

        assertThat(properties.at("/grades/description").asText()).contains(Judgement.ids());
        assertThat(properties.at("/framework/description").asText()).contains(FRAMEWORKS);
    }

    @Test
    void theHelpOfTheTerminalNamesThem() {
        CommandRun help = CommandRun.of("query", "ratings", "--help");

        assertThat(help.output().split("[^a-z_]+")).contains(Judgement.ids().toArray(String[]::new));
    }

    @Test
    void theReadmesNameThem() throws IOException {
        assertThat(row("streams/README.md", "| `judgement` |")).contains(quoted(Judgement.ids()));
        assertThat(row("ingest/README.md", "| `overall_effectiveness`")).contains(quoted(Judgement.ids()));
        assertThat(row("ingest/README.md", "| `framework` |")).contains(quoted(FRAMEWORKS));
        assertThat(row("docs/domain-rules.md", "| framework |")).contains(quoted(FRAMEWORKS));
    }

    private static String row(String document, String start) throws IOException {
        return Files.readAllLines(ROOT.resolve(document)).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> quoted(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").toList();
    }

    @Test
    void thePageNamesFrameworksAndSaysWhichJudgementsHaveEnded() throws IOException {
        String words = resource(PAGE_WORDS);
        Framework newest = Framework.known().get(Framework.known().size() - 1);

        assertThat(keys(words, "FRAMEWORK_LABELS")).isEqualTo(FRAMEWORKS);
        assertThat(keys(words, "ENDED"))
                .isEqualTo(Arrays.stream(Judgement.values())
                        .filter(judgement -> !newest.makes(judgement))
                        .map(Judgement::id)
                        .toList());
    }

    /** The keys of a constant of the page, one on each line. */
    private static List<String> keys(String script, String constant) {
        String start = "export const " + constant + " = {";
        String body = script.substring(script.indexOf(start) + start.length());
        return body.substring(0, body.indexOf('}'))
                .lines()
                .filter(line -> line.contains(":"))
                .map(line -> line.substring(0, line.indexOf(':')).strip())
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = VocabularyPlacesTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
