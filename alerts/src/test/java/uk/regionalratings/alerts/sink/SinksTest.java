package uk.regionalratings.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.regionalratings.alerts.config.AlertsFileException;

/** Every kind of sink. */
class SinksTest {
    private static final Pattern KNOWN = Pattern.compile("nonsense: is not known here; known are (.*)");

    static List<String> kinds() {
        return Sinks.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theReadmeHasARowWithTheKeysOfEachKind(String kind) throws IOException {
        String row = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `" + kind + "` |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the table of sinks has no row for " + kind));

        assertThat(keys(kind)).allSatisfy(key -> assertThat(row).contains("`" + key + "`"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindHasATestOfItsOwn(String kind) {
        String test = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + "SinkTest";

        assertThatCode(() -> Class.forName(SinksTest.class.getPackageName() + "." + test))
                .doesNotThrowAnyException();
    }

    /** The keys that a section of this kind may have, besides its type. */
    private static List<String> keys(String kind) {
        AlertsFileException refused = catchThrowableOfType(
                AlertsFileException.class, () -> new SinkReader(Map.of()).read("{type: " + kind + ", nonsense: 1}"));
        Matcher known = KNOWN.matcher(String.valueOf(refused.getMessage()));
        assertThat(known.find()).as(refused.getMessage()).isTrue();
        return List.of(known.group(1).split(", ")).stream()
                .filter(key -> !key.equals("type"))
                .toList();
    }
}
