package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.gateway.admission.Tokens;
import uk.regionalratings.ingest.gateway.admission.TokensFile;
import uk.regionalratings.settings.InvalidSettingsException;

class TokensTest {
    private final Path file;

    TokensTest(@TempDir Path folder) {
        this.file = folder.resolve("tokens");
    }

    @Test
    void knowsTheFeedOfATokenByItsHash() {
        // Given
        String ofsted = Tokens.random();
        String council = Tokens.random();

        // When
        Tokens tokens = Tokens.parse(List.of(
                "# feeds", "", Tokens.line("ofsted", ofsted), "  " + Tokens.line("council-feed", council) + "  "));

        // Then
        assertThat(tokens.problems()).isEmpty();
        assertThat(tokens.feedOf(ofsted)).contains("ofsted");
        assertThat(tokens.feedOf(council)).contains("council-feed");
        assertThat(tokens.feedOf(Tokens.random())).isEmpty();
        assertThat(tokens.feedOf("")).isEmpty();
    }

    @Test
    void letsAFeedHaveTwoTokensWhileItChangesFromOneToTheOther() {
        // Given
        String before = Tokens.random();
        String after = Tokens.random();

        // When
        Tokens tokens = Tokens.parse(List.of(Tokens.line("ofsted", before), Tokens.line("ofsted", after)));

        // Then
        assertThat(tokens.feedOf(before)).contains("ofsted");
        assertThat(tokens.feedOf(after)).contains("ofsted");
    }

    @Test
    void makesTokensThatNobodyGuesses() {
        assertThat(Tokens.random()).matches("ratings_[A-Za-z0-9_-]{43}").isNotEqualTo(Tokens.random());
        assertThat(Tokens.line("ofsted", "x")).matches("ofsted sha256:[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ofsted",
                "ofsted ratings_secret",
                "Ofsted sha256:0000000000000000000000000000000000000000000000000000000000000000",
                "of/sted sha256:0000000000000000000000000000000000000000000000000000000000000000",
                "ofsted sha256:00"
            })
    void saysWhichLineCantBeReadAndNotWhatStandsThere(String line) {
        Tokens tokens = Tokens.parse(List.of(Tokens.line("good", "x"), line));

        assertThat(tokens.problems())
                .singleElement()
                .asString()
                .startsWith("line 2 is not")
                .doesNotContain("secret");
        assertThat(tokens.feedOf("x")).contains("good");
    }

    @Test
    void readsTheFileAgainOnceItHasChanged() throws IOException {
        // Given
        AtomicLong now = new AtomicLong();
        Files.writeString(file, Tokens.line("first", "1"));
        TokensFile tokens = new TokensFile(file, now::get);
        assertThat(tokens.tokens().feedOf("1")).contains("first");

        // When
        FileTime modified = Files.getLastModifiedTime(file);
        Files.writeString(file, Tokens.line("other", "2"));
        Files.setLastModifiedTime(file, modified);
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        // Then
        assertThat(tokens.tokens().feedOf("1")).isEmpty();
        assertThat(tokens.tokens().feedOf("2")).contains("other");
    }

    @Test
    void letsNobodyInWhileTheFileCantBeRead() throws IOException {
        // Given
        AtomicLong now = new AtomicLong();
        Files.writeString(file, Tokens.line("first", "1"));
        TokensFile tokens = new TokensFile(file, now::get);

        // When
        Files.delete(file);
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        // Then
        assertThat(tokens.tokens().feedOf("1")).isEmpty();
        assertThat(tokens.problem()).contains("the tokens file can't be read");

        // And when it is back
        Files.writeString(file, Tokens.line("first", "1"));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(tokens.tokens().feedOf("1")).contains("first");
        assertThat(tokens.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void refusesToStartWhereAnybodyCouldSend(String host) {
        GatewaySettings settings = GatewaySettings.load(null, Map.of(), Map.of(GatewaySettings.HTTP_HOST, host));

        assertThatThrownBy(settings::authentication)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("anybody could send: without tokens.file")
                .hasMessageContaining("http.host is " + host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.8.9.1"})
    void needsNoTokenOnTheLoopbackInterface(String host) {
        GatewaySettings settings = GatewaySettings.load(null, Map.of(), Map.of(GatewaySettings.HTTP_HOST, host));

        assertThat(settings.authentication()).isNotNull();
    }

    @Test
    void listensAnywhereWithTokens() throws IOException {
        Files.writeString(file, Tokens.line("ofsted", "x"));
        GatewaySettings settings = GatewaySettings.load(
                null,
                Map.of(),
                TestGateway.settings(GatewaySettings.HTTP_HOST, "0.0.0.0", GatewaySettings.TOKENS_FILE, file));

        assertThat(settings.authentication()).isNotNull();
    }

    @Test
    void refusesToStartWithATokensFileThatCantBeUsed() throws IOException {
        GatewaySettings settings =
                GatewaySettings.load(null, Map.of(), TestGateway.settings(GatewaySettings.TOKENS_FILE, file));
        assertThatThrownBy(settings::authentication).hasMessageContaining("can't be read");

        Files.writeString(file, "ofsted my-secret\n");
        assertThatThrownBy(settings::authentication)
                .hasMessageContaining("line 1 is not a name and sha256:HASH")
                .hasMessageNotContaining("my-secret");
    }
}
