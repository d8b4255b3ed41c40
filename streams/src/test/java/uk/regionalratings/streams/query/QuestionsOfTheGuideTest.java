package uk.regionalratings.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.authority.AuthoritiesOfArea;
import uk.regionalratings.streams.query.authority.Outlook;
import uk.regionalratings.streams.query.change.ChangeList;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.query.period.GradesOverTime;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.vocabulary.Grade;

/** The answers about time that docs/analysts-guide.md prints, each from one call. */
class QuestionsOfTheGuideTest {
    private static final QueryService SERVICE = new QueryService(
            BundledHistory.view(),
            PublishedChanges.view(),
            Optional::empty,
            Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC));

    private static <T> T found(QueryResult<T> result) {
        assertThat(result).as("%s", result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<T>) result).value();
    }

    private static AuthoritiesOfArea authorities(String... parameters) {
        return found(SERVICE.authorities("england", QueryParameters.of(parameters)));
    }

    @Test
    void saysWhoHasBeenInadequateLongest() {
        AuthoritiesOfArea answer = authorities("judgement", "all", "grade", "INADEQUATE", "sort", "standing_since");

        AuthoritiesOfArea.Row devon = answer.authorities().get(0);
        AuthoritiesOfArea.Row nottingham = answer.authorities().get(1);
        assertThat(devon.name()).isEqualTo("Devon");
        assertThat(devon.standingSince()).isEqualTo("2015-05-12");
        assertThat(devon.inspectionsInARow()).isEqualTo(2);
        assertThat(nottingham.name()).isEqualTo("Nottingham");
        assertThat(nottingham.standingSince()).isEqualTo("2022-09-05");
    }

    @Test
    void saysWhoHasWaited() {
        AuthoritiesOfArea.Row first =
                authorities("sort", "waiting").authorities().get(0);

        assertThat(authorities("waited", "3y").authorities()).hasSize(23);
        assertThat(first.name()).isEqualTo("Nottingham");
        assertThat(Objects.requireNonNull(first.nextInspection()).daysWaited()).isEqualTo(1_490);
    }

    @ParameterizedTest
    @CsvSource({
        "overall_effectiveness, 52, 165, 38",
        "impact_of_leaders, 63, 203, 25",
        "help_and_protection, 50, 193, 40",
        "profile, 48, 179, 46",
        "all, 65, 161, 35"
    })
    void saysHowWrongEstimatesAre(String judgement, int estimates, int days, int within) {
        Outlook.Estimate estimate = Objects.requireNonNull(
                Objects.requireNonNull(authorities("judgement", judgement, "sort", "next_inspection")
                                .authorities()
                                .get(0)
                                .nextInspection())
                        .estimate());

        Outlook.EstimateError error = Objects.requireNonNull(estimate.backtest());
        assertThat(error.estimates()).isEqualTo(estimates);
        assertThat(error.medianErrorDays()).isEqualTo(days);
        assertThat(Math.round(100 * error.within())).isEqualTo(within);
    }

    private static ChangeList changes(String... parameters) {
        return found(SERVICE.changes().list(QueryParameters.of(parameters)));
    }

    @Test
    void saysWhoImprovedAndWhatHappened() {
        String[] two = {"direction", "IMPROVED", "steps", "2", "from", "2022-01-01", "judgement", "all"};

        assertThat(changes(two).authorities()).isEqualTo(60);
        two[7] = "overall_effectiveness";
        assertThat(changes(two).changes()).hasSize(13);
        assertThat(changes("last", "30d", "judgement", "all").inspections()).hasSize(6);
    }

    @Test
    void saysWhatHoldsTheNorthWestBack() {
        RatingsOfArea answer = found(SERVICE.ratings("north-west", QueryParameters.of("judgement", "profile")));

        assertThat(answer.heldBackBy()).singleElement().satisfies(one -> {
            assertThat(one.judgement()).isEqualTo("help_and_protection");
            assertThat(one.goodOrOutstanding()).isEqualTo(0.375);
            assertThat(one.inEngland()).isEqualTo(0.680, within(0.0005));
        });
    }

    private static GradesOverTime since2018(String area, String... more) {
        String[] parameters = new String[4 + more.length];
        System.arraycopy(
                new String[] {"judgement", "overall_effectiveness", "from", "2018-01-01"}, 0, parameters, 0, 4);
        System.arraycopy(more, 0, parameters, 4, more.length);
        return found(SERVICE.gradesOverTime(area, QueryParameters.of(parameters)));
    }

    @Test
    void saysWhatFollowedInadequateAndWhereItWasWorst() {
        GradesOverTime ever = since2018("england", "everGraded", "INADEQUATE");
        GradesOverTime.Row worst =
                since2018("england", "sort", "worst_first").authorities().get(0);

        assertThat(ever.authorities()).hasSize(58);
        assertThat(ever.authorities().stream()
                        .map(row -> row.spells().get(row.spells().size() - 1).grade()))
                .filteredOn(Grade.OUTSTANDING::equals)
                .hasSize(8);
        assertThat(ever.authorities().stream()
                        .map(row -> row.spells().get(row.spells().size() - 1).grade()))
                .filteredOn(Grade.GOOD::equals)
                .hasSize(25);
        assertThat(worst.name()).isEqualTo("Bradford");
        assertThat(worst.points()).isEqualTo(1.12, within(0.005));
        assertThat(since2018("north").points()).isEqualTo(2.44, within(0.005));
        assertThat(since2018("london").points()).isEqualTo(2.99, within(0.005));
    }

    @Test
    void saysWhenSunderlandMayBeInspected() {
        Outlook outlook =
                Objects.requireNonNull(found(SERVICE.authorities().authority("sunderland", QueryParameters.NONE))
                        .nextInspection());

        assertThat(Objects.requireNonNull(outlook.estimate()).likely()).isEqualTo("2029-01-22");
        assertThat(outlook.pathway()).isEqualTo("SHORT_INSPECTION");
    }
}
