package uk.regionalratings.ingest.feed.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.service.SettingsTable;
import uk.regionalratings.settings.InvalidSettingsException;

class FeedSettingsTest {
    @Test
    void theReadmeTellsEverySettingAsItIsDefined() throws IOException {
        SettingsTable.assertInReadme(FeedSettings.definition());
    }

    private static void check(Map<String, String> options, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of(FeedSettings.CONTACT, "data@council.example"));
        all.putAll(options);
        FeedSettings settings = FeedSettings.load(null, Map.of(), all);
        settings.requireContact(environment);
        settings.requireSite();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data@council.example", "https://council.example/data"})
    void aContactIsAnAddressThatPeopleCanWriteTo(String contact) {
        assertThatCode(() -> check(Map.of(FeedSettings.CONTACT, contact), Map.of()))
                .doesNotThrowAnyException();
        assertThat(FeedSettings.load(null, Map.of(), Map.of(FeedSettings.CONTACT, contact))
                        .userAgent())
                .isEqualTo("regional-ratings/0.1 (feed of published inspections; contact: " + contact + ")");
    }

    @Test
    void withoutAContactNothingIsAsked() {
        assertThatThrownBy(() -> FeedSettings.load(null, Map.of(), Map.of()).requireContact(Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("feed.contact must be an e-mail or web address", "RATINGS_FEED_CONTACT");
    }

    @Test
    void theSchemeOfASiteMayBeInCapitals() {
        assertThatCode(() -> check(Map.of(FeedSettings.SITE, "HTTPS://reports.ofsted.gov.uk"), Map.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        Map<String, String> options = Map.of(
                FeedSettings.SITE, "https://reports.ofsted.gov.uk/search",
                FeedSettings.FILES, "files.ofsted.gov.uk",
                FeedSettings.SINCE, "last year");

        assertThatThrownBy(() -> check(options, Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll(FeedSettings.SITE, FeedSettings.FILES, FeedSettings.SINCE);
        assertThatThrownBy(() ->
                        check(Map.of(FeedSettings.CONTACT, "me"), Map.of("https_proxy", "http://me:secret@proxy:3128")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll(FeedSettings.CONTACT, "https_proxy")
                .hasMessageNotContaining("secret");
    }
}
