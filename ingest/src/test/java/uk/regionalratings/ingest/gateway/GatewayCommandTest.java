package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import uk.regionalratings.ingest.gateway.admission.Tokens;

class GatewayCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void makesATokenAndPrintsItWithItsLine() {
        // When
        int exitCode = run(Map.of(), "token", "council-feed");

        // Then
        List<String> lines = out.toString().lines().toList();
        String token = lines.get(0).replace("token, for the feed: ", "");
        String line = lines.get(1).replace("line, for the tokens file: ", "");
        assertThat(exitCode).isZero();
        assertThat(line).startsWith("council-feed sha256:").doesNotContain(token);
        assertThat(Tokens.parse(List.of(line)).feedOf(token)).contains("council-feed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Council", "a/b", "", "-a", "a b"})
    void makesNoTokenForWhatIsNoName(String name) {
        assertThat(run(Map.of(), "token", name)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void namesEverySettingThatIsWrong() {
        // When
        int exitCode = run(Map.of("RATINGS_MAX_RECORDS", "0", "RATINGS_HTTP_HOSTS", "x"), "--port", "99999");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString())
                .contains("max.records", "http.port", "http.hosts (environment variable RATINGS_HTTP_HOSTS) is not");
    }

    @Test
    void refusesToListenToEverybodyWithoutTokens() {
        assertThat(run(Map.of("RATINGS_HTTP_HOST", "0.0.0.0"))).isEqualTo(2);
        assertThat(err.toString()).contains("anybody could send");
    }

    @Test
    void saysWhichBrokerCannotBeReached() {
        assertThat(run(Map.of("RATINGS_BOOTSTRAP_SERVERS", "localhost:1", "RATINGS_DEFAULT_API_TIMEOUT_MS", "1000")))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("Kafka at localhost:1 can't be reached (no answer within 1 s): ");
    }

    @Test
    void saysWhenTheTimeForAnAnswerIsNoNumber() {
        assertThat(run(Map.of("RATINGS_DEFAULT_API_TIMEOUT_MS", "soon"))).isEqualTo(1);
        assertThat(err.toString()).contains("Invalid value soon for configuration default.api.timeout.ms");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new CommandLine(new GatewayCommand(environment, TestGateway.CLOCK))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
