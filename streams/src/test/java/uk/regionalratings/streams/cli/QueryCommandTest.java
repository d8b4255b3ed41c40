package uk.regionalratings.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.http.QueryApi;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;

/** The terminal against a running API with the real history. */
class QueryCommandTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final AtomicReference<Optional<String>> NOT_READY = new AtomicReference<>(Optional.empty());
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), PublishedChanges.view(), NOT_READY::get, TODAY));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        API.start(0);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    private int ask(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--server", "http://127.0.0.1:" + API.port()));
        return execute(all);
    }

    private int execute(List<String> arguments) {
        return new CommandLine(new QueryCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void printsTheHeadlineAnswerAsATable() {
        assertThat(ask("ratings", "--framework", "ilacs", "--as-of", "2021-08-20"))
                .isZero();

        assertThat(out.toString().lines().toList())
                .startsWith(
                        "england, overall effectiveness, framework ilacs, as of 2021-08-20",
                        "",
                        "grade                 authorities  share of the rated",
                        "outstanding                    18               17.6%",
                        "good                           36               35.3%");
    }

    @Test
    void reproducesAnOfficialFigure() {
        assertThat(ask("ratings", "--as-of", "2024-06-30", "--inspected-by", "2024-03-31", "--area", "london"))
                .isZero();

        assertThat(out.toString()).contains("Good or outstanding: 84.8%");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorities --area list:leeds --grade inadequate",
                "changes --from 2026-08-20 --to 2026-08-20 --authority leeds",
                "inspections --authority leeds --from 2026-08-20"
            })
    void saysThatAListIsEmpty(String question) {
        assertThat(ask(question.split(" "))).isZero();

        assertThat(out.toString().lines()).contains("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "areas",
                "ratings",
                "timeline --interval year --from 2018-01-01 --area north",
                "authorities --area north --grade outstanding",
                "authorities --judgement all --grade inadequate",
                "authorities --waited 3y --sort waiting",
                "authorities --judgement all --grade inadequate --sort standing_since",
                "changes --direction improved --steps 2 --from 2022-01-01",
                "changes --last 30d",
                "grades-over-time --from 2018-01-01 --judgement overall_effectiveness --ever-graded inadequate",
                "grades-over-time --area north --sort worst_first --weights 3,2,1,0",
                "days-to-publication --framework ilacs --area north-east",
                "reorganisations --area north-west",
                "ratings --lineage carry --area south-west --as-of 2019-04-01",
                "authorities --lineage carry --grade unsettled --as-of 2019-04-01",
                "authority sunderland",
                "authority Sunderland\u00a0City\u00a0Council",
                "transitions --judgement in_care --area north",
                "transitions --from 2020-01-01 --area list:leeds,york",
                "inspections --authority sunderland --framework ilacs",
                "inspections --area north --grade inadequate --from 2026-01-01",
                "changes --judgement all --direction declined --limit 2",
                "changes --authority sunderland --direction improved --limit 2"
            })
    void answersEachQuestionInEachForm(String question) throws IOException {
        String[] arguments = question.split(" ");
        assertThat(ask(arguments)).isZero();
        assertThat(out.toString().lines().count()).isGreaterThan(2);

        out.getBuffer().setLength(0);
        assertThat(ask(with(arguments, "--json"))).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).isObject()).isTrue();

        out.getBuffer().setLength(0);
        assertThat(ask(with(arguments, "--csv"))).isZero();
        assertThat(out.toString()).matches("(?s)(area|authorityId|id|inspectionId),.*\r\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsTheEstimateOfTheNextInspectionWithItsError() {
        assertThat(ask("authority", "sunderland")).isZero();

        assertThat(out.toString())
                .contains(
                        "Has waited 566 days since the end of that fieldwork: place 91 of 153 in England.",
                        "Estimate of the next inspection: 2027-12-06 to 2030-09-23, likely 2029-01-22, from 63 intervals after"
                                + " good.",
                        "of 48 past estimates half were wrong by more than 179 days; 46% of the inspections began",
                        "Pathway since April 2026: short inspection (Outstanding for impact of leaders");
    }

    @Test
    void printsWhatFollowedAGrade() {
        assertThat(ask(
                        "grades-over-time",
                        "--area",
                        "list:sunderland",
                        "--judgement",
                        "overall_effectiveness",
                        "--from",
                        "2018-01-01",
                        "--ever-graded",
                        "INADEQUATE"))
                .isZero();

        assertThat(out.toString()).contains("inadequate 2018-01-01, outstanding 2021-08-20", "Points per day");
    }

    @Test
    void printsWhichJudgementHoldsARegionBack() {
        assertThat(ask("ratings", "--area", "north")).isZero();

        assertThat(out.toString()).containsPattern("Held back by \\w[a-z ]+: [0-9.]+% good or outstanding, in England");
    }

    @Test
    void tellsAReorganisationFromInspections() {
        assertThat(ask(
                        "timeline",
                        "--area",
                        "north-west",
                        "--lineage",
                        "carry",
                        "--from",
                        "2023-03-31",
                        "--to",
                        "2023-04-01",
                        "--interval",
                        "day"))
                .isZero();
        assertThat(ask("authority", "cumberland")).isZero();

        assertThat(out.toString())
                .contains(
                        "north-west, overall effectiveness, framework any, grades carried from predecessors",
                        "2023-04-01  reorganisation: Cumbria abolished; Cumberland, Westmorland and Furness established",
                        "Took over from Cumbria (909) on 2023-04-01");
    }

    @Test
    void printsTheTransitionsThatOfstedPublished() {
        assertThat(ask(
                        "transitions",
                        "--framework",
                        "ilacs",
                        "--between",
                        "first_and_last",
                        "--as-of",
                        "2024-06-30",
                        "--inspected-by",
                        "2024-03-31"))
                .isZero();

        assertThat(out.toString())
                .contains(
                        "england, overall effectiveness, framework ilacs, first and last inspections, as of 2024-06-30")
                .containsPattern("(?m)^from ")
                .contains("65 of 153 authorities have both grades: 26 (40.0%) improved")
                .contains("15 (23.1%) good or outstanding", "12 (18.5%) declined");
    }

    @Test
    void saysOfAnAreaMadeOnTheSpotHowItWasMade() {
        assertThat(ask("ratings", "--area", "neighbours:Sunderland City Council", "--as-of", "2018-01-01"))
                .isZero();
        assertThat(ask("authorities", "--area", "list:leeds,sunderland")).isZero();

        assertThat(out.toString()).contains("neighbours:sunderland, overall effectiveness", "list:leeds,sunderland");
        assertThat(err.toString()).containsOnlyOnce("of this area: statistical neighbours are those of today");
    }

    private static String[] with(String[] arguments, String more) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add(more);
        return all.toArray(String[]::new);
    }

    @Test
    void printsTheJudgementsOfTodaySideBySideAndTheLastOverallGradesAsSuch() {
        assertThat(ask("ratings")).isZero();

        assertThat(out.toString())
                .contains("england, 153 authorities, framework any, as of 2026-08-20")
                .containsPattern("(?m)^impact of leaders +60 +58 +27 +8 +0 +77.1%$")
                .containsPattern("(?m)^help and protection +28 ")
                .containsPattern("(?m)^children in care +54 ")
                .containsPattern("(?m)^care leavers +47 ")
                .containsPattern("(?m)^overall effectiveness +46 +65 +29 +13 +0 +72.5% +2026-06-18$")
                .contains("by the last inspection: 13 inadequate")
                .contains("the last grades given, of which 11 come from before an authority's last inspection");
    }

    @Test
    void printsWhoIsInadequateInAnythingToday() {
        assertThat(ask("authorities", "--judgement", "all", "--grade", "inadequate"))
                .isZero();

        assertThat(out.toString())
                .containsPattern("Trafford +north-west +inadequate +2 of 4 ")
                .doesNotContain("Liverpool", "South Tyneside");
    }

    @Test
    void saysOfOneJudgementThatItsGradesAreTheLastOnesGiven() {
        assertThat(ask("ratings", "--judgement", "overall_effectiveness")).isZero();

        assertThat(out.toString()).contains("These are the last grades given, up to 2026-06-18");
    }

    @Test
    void refusesADayToCome() {
        assertThat(ask("ratings", "--as-of", "2030-01-01")).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "asOf: \"2030-01-01\" is a day to come: today in London is 2026-08-20; allowed: a date up to");
    }

    @Test
    void saysWhichChangeWasTheFirstInEngland() {
        assertThat(ask("changes", "--authority", "394", "--judgement", "overall_effectiveness", "--limit", "2"))
                .isZero();

        assertThat(out.toString())
                .contains("2021-08-20", "inadequate", "first in England")
                .contains("More: --after ");
    }

    @Test
    void passesOnWhatTheServerSaysOfAWrongQuestion() {
        assertThat(ask("ratings", "--area", "wales")).isEqualTo(2);
        assertThat(ask("ratings", "--judgement", "overall", "--as-of", "never")).isEqualTo(2);
        assertThat(ask("authority", "car/diff")).isEqualTo(2);

        assertThat(err.toString())
                .contains("there is no area \"wales\"; the areas are england", "judgement: \"overall\" is not a known")
                .contains("asOf: \"never\"", "car/diff")
                .doesNotContain("Exception", "{");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void failsWhenTheServerIsNotReady() {
        NOT_READY.set(Optional.of("the state is being restored"));
        try {
            assertThat(ask("ratings")).isEqualTo(1);
        } finally {
            NOT_READY.set(Optional.empty());
        }
        assertThat(err.toString()).contains("the state is being restored");
    }

    @Test
    void saysWhatToDoWhenNobodyListens() {
        assertThat(execute(List.of("ratings", "--server", "http://127.0.0.1:1")))
                .isEqualTo(1);

        assertThat(err.toString()).contains("127.0.0.1:1 can't be reached", "ratings demo", "RATINGS_SERVER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "ratings --nonsense", "ratings --json --csv", "areas --server ::", "authority"})
    void refusesWrongUsage(String arguments) {
        assertThat(execute(arguments.isEmpty() ? List.of() : Arrays.asList(arguments.split(" "))))
                .isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
    }
}
