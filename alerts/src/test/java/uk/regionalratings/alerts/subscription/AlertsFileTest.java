package uk.regionalratings.alerts.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.alerts.config.AlertsFileException;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.alerts.sink.Sinks;
import uk.regionalratings.reference.AuthorityGroups;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;

class AlertsFileTest {
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final Path directory;
    private final Path file;

    AlertsFileTest(@TempDir Path directory) {
        this.directory = directory;
        this.file = directory.resolve("alerts.yaml");
    }

    @Test
    void readsWhatTheReadmeShows() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String example = readme.substring(readme.indexOf("```yaml\n") + 8);
        Files.writeString(file, example.substring(0, example.indexOf("```")));
        Files.writeString(directory.resolve("webhook-secret"), SECRET + "\n");

        AlertsFile alerts = AlertsFile.read(
                file,
                context(Map.of(
                        "SLACK_URL", "https://hooks.example/T0/B0", "SMTP_PASSWORD", "x", "OLD_SECRET", SECRET)));

        assertThat(alerts.subscriptions())
                .extracting(Subscription::name)
                .containsExactly("improvement-team", "newsroom", "archive", "weekly-reader", "screen");
        assertThat(alerts.subscriptions())
                .as("the example shows every kind of sink, and a description begins with the kind")
                .extracting(subscription -> subscription.sink().describe().split(" ", 2)[0])
                .containsExactlyInAnyOrderElementsOf(Sinks.kinds());
        assertThat(alerts.settings().settings().text(Settings.BOOTSTRAP_SERVERS))
                .isEqualTo("localhost:9092");
    }

    @Test
    void theDefaultsMakeNoNoise() throws IOException {
        Subscription mine =
                read("subscriptions: {mine: {sink: {type: console}}}").get(0);

        assertThat(mine.freshness().window()).isEqualTo(Period.ofDays(14));
        assertThat(mine.freshness().start()).isNull();
        assertThat(mine.filter().late()).isFalse();
        assertThat(mine.filter().retracted()).isFalse();
        assertThat(mine.retries()).isEqualTo(Subscription.Retries.USUAL);
    }

    @Test
    void filtersTakeAnyAliasOfAnAuthorityAndAnyArea() throws IOException {
        Subscription mine =
                read("""
                        subscriptions:
                          mine:
                            start: 2026-01-01
                            freshness: off
                            retry: {first: PT2S, longest: PT1M, giveUpAfter: PT1H}
                            filter:
                              areas: [midlands]
                              authorities: [Sunderland City Council, "301", E06000023]
                              judgements: overall_effectiveness
                              directions: [IMPROVED, declined]
                              firstsOnly: true
                            sink: {type: console}
                        """)
                        .get(0);

        assertThat(mine.filter().areaIds()).containsExactly("midlands");
        assertThat(mine.filter().authorityIds()).containsExactlyInAnyOrder("394", "301", "801");
        assertThat(mine.filter().judgements()).containsExactly("OVERALL_EFFECTIVENESS");
        assertThat(mine.filter().directions()).containsExactlyInAnyOrder("IMPROVED", "DECLINED");
        assertThat(mine.filter().firstsOnly()).isTrue();
        assertThat(mine.freshness().start()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(mine.retries().giveUpAfter()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void filtersTakeAreasMadeOnTheSpotAndNamesAsPeopleWriteThem() throws IOException {
        Subscription mine =
                read("""
                        subscriptions:
                          mine:
                            filter:
                              areas: [The North, "list:leeds, Sunderland City Council", "neighbours:sunderland", Type:County]
                            sink: {type: console}
                        """)
                        .get(0);

        AuthorityGroups groups = AuthorityGroups.bundled();
        Set<String> expected = new HashSet<>(Set.of("383", "394"));
        expected.addAll(groups.neighboursOf("394"));
        expected.addAll(groups.ofType("county"));
        assertThat(groups.neighboursOf("394")).hasSize(10);
        assertThat(mine.filter().areaIds()).containsExactly("north");
        assertThat(mine.filter().authorityIds()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type:parish|\"parish\" is not a type of council; the types are",
                "neighbours:sunderlan|did you mean sunderland?",
                "neighbours:cumbria|Cumbria has no statistical neighbours",
                "list:leeds,sunderlan|did you mean sunderland?",
                "list:|is no authority's",
                "region:north|or made on the spot type:county"
            })
    void areasThatCanNotBeMadeAreRefused(String area, String reason) {
        assertThatThrownBy(() ->
                        read("subscriptions: {mine: {filter: {areas: [\"" + area + "\"]}, sink: {type: console}}}"))
                .isInstanceOf(AlertsFileException.class)
                .hasMessageContaining("alerts.yaml:1: subscriptions.mine.filter.areas: ")
                .hasMessageContaining(reason);
    }

    @Test
    void everythingThatIsWrongIsNamedByLineAndFieldAtOnce() {
        String yaml =
                """
                subscriptions:
                  North_East:
                    filter:
                      areas: [north-eastt]
                      authorities: [sunderlan]
                      directions: [UP]
                      include: [everything]
                      firstsOnly: perhaps
                    start: yesterday
                    freshness: a fortnight
                    retry: {first: PT1H, longest: PT1S}
                    sink:
                      type: webhook
                      url: http://receiver.example/
                      colour: red
                      secrets: [{env: MISSING}]
                  second: {sink: {type: pigeon}}
                  third: {}
                surplus: 1
                """;

        AlertsFileException refused = catchThrowableOfType(AlertsFileException.class, () -> read(yaml));

        assertThat(refused.getMessage().lines().map(line -> line.substring(line.indexOf("alerts.yaml"))))
                .anyMatch(line -> line.startsWith("alerts.yaml:2: subscriptions.North_East: "))
                .anyMatch(line ->
                        line.startsWith("alerts.yaml:4: subscriptions.North_East.filter.areas: \"north-eastt\""))
                .anyMatch(line -> line.startsWith("alerts.yaml:5:") && line.endsWith("did you mean sunderland?"))
                .anyMatch(line -> line.startsWith("alerts.yaml:6:") && line.contains("FIRST, IMPROVED, DECLINED"))
                .anyMatch(line -> line.startsWith("alerts.yaml:7:") && line.contains("late or retracted"))
                .anyMatch(line -> line.startsWith("alerts.yaml:8:") && line.contains("true or false"))
                .anyMatch(line -> line.startsWith("alerts.yaml:9:") && line.contains("YYYY-MM-DD"))
                .anyMatch(line -> line.startsWith("alerts.yaml:10:") && line.contains("P14D"))
                .anyMatch(line -> line.startsWith("alerts.yaml:11:") && line.contains("shorter than first"))
                .anyMatch(line -> line.startsWith("alerts.yaml:14:") && line.contains("https://"))
                .anyMatch(line -> line.startsWith("alerts.yaml:15:") && line.contains("is not known here"))
                .anyMatch(line -> line.startsWith("alerts.yaml:16:") && line.contains("no variable MISSING"))
                .anyMatch(line -> line.startsWith("alerts.yaml:17:") && line.endsWith(String.join(", ", Sinks.kinds())))
                .anyMatch(line -> line.startsWith("alerts.yaml:18:") && line.contains("sink: is missing"))
                .anyMatch(line -> line.startsWith("alerts.yaml:19: surplus: is not known here"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just a text",
                "[1, 2]",
                "subscriptions:\n  a: {sink: {type: console}\n",
                "subscriptions: {}",
                "subscriptions: {a: {sink: {type: console}}, a: {sink: {type: console}}}",
                "subscriptions: {a: {sink: !!java.lang.Runtime {}}}",
                "a: &a [*a]",
                "\t",
                "settings: {}"
            })
    void whatIsNoAlertsFileIsRefusedWithItsName(String yaml) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(AlertsFileException.class)
                .hasMessageContaining("alerts.yaml");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> AlertsFile.read(directory.resolve("none.yaml"), context(Map.of())))
                .isInstanceOf(AlertsFileException.class)
                .hasMessageContaining("none.yaml");
    }

    @Test
    void settingsAreThoseOfEveryProcessAndTheEnvironmentWins() throws IOException {
        Files.writeString(
                file,
                "settings: {bootstrap.servers: 'a:1', security.protocol: SSL}\nsubscriptions: {mine: {sink: {type: console}}}");

        AlertsSettings settings = AlertsFile.read(file, context(Map.of("RATINGS_BOOTSTRAP_SERVERS", "b:2")))
                .settings();

        assertThat(settings.consumer(settings.group("mine")))
                .containsEntry("bootstrap.servers", "b:2")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("group.id", "regional-ratings-alerts.mine")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false);
        Files.writeString(file, "settings: {acks: '1', nonsense: x}\nsubscriptions: {mine: {sink: {type: console}}}");
        assertThatThrownBy(() -> AlertsFile.read(file, context(Map.of())))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("acks")
                .hasMessageContaining("nonsense");
    }

    @Test
    void aSecretIsNeverShown() throws IOException {
        Files.writeString(directory.resolve("empty"), " \n");
        String yaml =
                """
                subscriptions:
                  a: {sink: {type: webhook, url: 'https://receiver.example', secrets: {env: RATINGS_SECRET}}}
                  b: {sink: {type: webhook, url: 'https://receiver.example', secrets: {file: empty}}}
                  c: {sink: {type: webhook, url: 'https://receiver.example', secrets: {file: none, env: BOTH}}}
                """;

        assertThatThrownBy(() -> read(yaml))
                .hasMessageContaining("variables that begin with RATINGS_ are settings")
                .hasMessageContaining("is empty")
                .hasMessageContaining("give either env")
                .hasMessageNotContaining(SECRET);
    }

    private List<Subscription> read(String yaml) throws IOException {
        Files.writeString(file, yaml);
        return AlertsFile.read(file, context(Map.of())).subscriptions();
    }

    private static AlertsFile.Context context(Map<String, String> environment) {
        return new AlertsFile.Context(
                environment, Map.of(), new PrintWriter(Writer.nullWriter()), HostNames.OF_THIS_MACHINE);
    }
}
