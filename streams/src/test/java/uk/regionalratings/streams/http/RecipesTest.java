package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;

/** Runs the recipes of the analyst's guide with the tools that they name, where these are installed. */
class RecipesTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), PublishedChanges.view(), Optional::empty, TODAY));
    private static final Pattern RECIPE =
            Pattern.compile("<!-- recipe: ([\\w ]+) -->\\n```sh\\n(.*?)```\\n\\nprints `(.*?)`\\.", Pattern.DOTALL);

    @BeforeAll
    static void start() {
        API.start(0);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    /** A recipe, the tools that it takes, and what the guide says that it prints. */
    record Recipe(List<String> tools, String script, String printed) {
        @Override
        public String toString() {
            return String.join(", ", tools);
        }
    }

    static Stream<Recipe> recipes() throws IOException {
        Matcher found = RECIPE.matcher(Files.readString(Path.of("../docs/analysts-guide.md")));
        List<Recipe> recipes = found.results()
                .map(recipe -> new Recipe(List.of(recipe.group(1).split(" ", -1)), recipe.group(2), recipe.group(3)))
                .toList();
        assertThat(recipes).hasSizeGreaterThanOrEqualTo(3);
        return recipes.stream();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void printsWhatTheGuideSays(Recipe recipe, @TempDir Path folder) throws IOException, InterruptedException {
        recipe.tools()
                .forEach(tool -> Assumptions.assumeTrue(isInstalled(tool), () -> tool + " is not installed here"));
        Process process = new ProcessBuilder(
                        "bash", "-ec", recipe.script().replace("localhost:8080", "127.0.0.1:" + API.port()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed.strip()).isEqualTo(recipe.printed());
        assertThat(process.exitValue()).isZero();
    }

    /** Whether it is a program on the path, or a module of Python's. */
    private static boolean isInstalled(String tool) {
        return isProgram(tool) || (isProgram("python3") && isModule(tool));
    }

    private static boolean isModule(String tool) {
        try {
            return new ProcessBuilder("python3", "-c", "import " + tool)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isProgram(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
