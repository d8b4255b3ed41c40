package uk.regionalratings.streams.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGuardTest {
    private static final String HERE = "127.0.0.1:8808";
    private static final HttpGuard LOOPBACK = new HttpGuard(Set.of("https://assistant.council.example"), true, null);
    private static final HttpGuard ANYWHERE = new HttpGuard(Set.of(), false, "s3cret");

    private static int status(
            HttpGuard guard, @Nullable String origin, @Nullable String host, @Nullable String authorization) {
        return guard.refusal(origin, host, authorization)
                .map(HttpGuard.Refusal::status)
                .orElse(200);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 127.0.0.1:8808, 200",
                "none, localhost, 200",
                "none, LOCALHOST:1, 200",
                "none, [::1]:8808, 200",
                "http://localhost:6274, localhost:8808, 200",
                "https://assistant.council.example, localhost:8808, 200",
                "https://assistant.council.example.evil.example, localhost:8808, 403",
                "http://localhost.evil.example, localhost:8808, 403",
                "http://127.0.0.1@evil.example, localhost:8808, 403",
                "null, localhost:8808, 403",
                "'', localhost:8808, 403",
                "none, evil.example:8808, 421",
                "none, localhost.evil.example, 421",
                "none, none, 421",
            })
    void refusesPagesAndNamesThatAreNotThisMachines(@Nullable String origin, @Nullable String host, int expected) {
        assertThat(status(LOOPBACK, origin, host, null)).isEqualTo(expected);
    }

    @Test
    void isReachedUnderAnyNameWhereATokenGuardsIt() {
        assertThat(status(ANYWHERE, null, "ratings.council.example", "Bearer s3cret"))
                .isEqualTo(200);
        assertThat(status(ANYWHERE, null, HERE, "bearer s3cret ")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer s3cre", "Bearer s3cret1", "Basic s3cret", "s3cret"})
    void refusesAnotherToken(String authorization) {
        assertThat(status(ANYWHERE, null, HERE, authorization)).isEqualTo(401);
    }

    @Test
    void refusesNoToken() {
        assertThat(status(ANYWHERE, null, HERE, null)).isEqualTo(401);
    }
}
