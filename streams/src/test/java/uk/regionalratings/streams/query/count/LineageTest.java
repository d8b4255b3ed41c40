package uk.regionalratings.streams.query.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.streams.CarriedRecount;
import uk.regionalratings.streams.HistoryRows;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.area.AuthorityName;
import uk.regionalratings.streams.query.authority.AuthoritiesOfArea;
import uk.regionalratings.streams.query.authority.AuthorityDetail;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.query.parameter.LineageChoice;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.query.period.TimelineOfArea;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Counts with the grades of predecessors, on the bundled history with invented inspections of the five authorities that are abolished in it,
 * and with the invented end of Surrey.
 */
class LineageTest {
    private static final LocalDate NEVER = LocalDate.parse("9999-12-31");
    private static final HistoryRows ROWS = HistoryRows.bundled()
            .withInspection("909", "SIF", "2015-05-01", "overall_effectiveness=INADEQUATE in_care=GOOD adoption=GOOD")
            .withInspection("909", "ILACS", "2022-11-01", "overall_effectiveness=REQUIRES_IMPROVEMENT in_care=GOOD")
            .withInspection(
                    "928", "ILACS", "2019-08-01", "overall_effectiveness=INADEQUATE impact_of_leaders=INADEQUATE")
            .withInspection("835", "SIF", "2016-05-11", "overall_effectiveness=GOOD in_care=GOOD")
            .withInspection("836", "SIF", "2016-02-01", "overall_effectiveness=GOOD in_care=REQUIRES_IMPROVEMENT")
            .withInspection("837", "SIF", "2014-12-01", "overall_effectiveness=GOOD in_care=GOOD")
            .abolished("936", "2027-03-31", "996;997")
            .withAuthority("996", "south-east", "2027-04-01", "", "")
            .withAuthority("997", "south-east", "2027-04-01", "", "")
            .withInspection("997", "ILACS_2026", "2028-02-10", "impact_of_leaders=OUTSTANDING in_care=GOOD");
    private static final RatingsView VIEW = ROWS.view();
    private static final CarriedRecount RECOUNT = new CarriedRecount(ROWS.recount());

    private final QueryService service =
            new QueryService(VIEW, Optional::empty, Clock.fixed(Instant.parse("2028-12-01T11:00:00Z"), ZoneOffset.UTC));

    private RatingsOfArea ratings(String area, String... parameters) {
        QueryResult<RatingsOfArea> result = service.ratings(area, QueryParameters.of(parameters));
        assertThat(result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<RatingsOfArea>) result).value();
    }

    private TimelineOfArea timeline(String area, String... parameters) {
        QueryResult<TimelineOfArea> result = service.timeline(area, QueryParameters.of(parameters));
        assertThat(result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<TimelineOfArea>) result).value();
    }

    private List<AuthoritiesOfArea.Row> rows(String area, String... parameters) {
        QueryResult<AuthoritiesOfArea> result = service.authorities(area, QueryParameters.of(parameters));
        return ((QueryResult.Found<AuthoritiesOfArea>) result).value().authorities();
    }

    @Test
    @Tag("sized")
    void countsEveryDayOfPublicationReorganisationAndMembershipLikeARecount() {
        for (LocalDate day : daysThatMatter()) {
            for (String area : ROWS.recount().areas()) {
                for (String family : Recount.FAMILIES) {
                    for (String judgement : Recount.judgementsInTurn(day, area)) {
                        List<Integer> counted = numbers(counts(area, family, judgement, day, null));
                        List<Integer> expected = RECOUNT.count(area, family, judgement, day, NEVER);
                        if (!counted.equals(expected)) {
                            assertThat(counted)
                                    .as("%s %s %s on %s", area, family, judgement, day)
                                    .isEqualTo(expected);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @Tag("sized")
    @CsvSource({"2019-04-01", "2021-04-01", "2023-04-01", "2027-04-01"})
    void countsWithASecondDateLikeARecount(LocalDate reorganisation) {
        for (int months = 0; months <= 18; months++) {
            LocalDate day = reorganisation.plusMonths(months);
            for (String area : ROWS.recount().areas()) {
                for (String judgement : Recount.judgementsInTurn(day, area)) {
                    LocalDate inspectedBy = day.minusMonths(3);
                    assertThat(numbers(counts(area, "any", judgement, day, inspectedBy)))
                            .isEqualTo(RECOUNT.count(area, "any", judgement, day, inspectedBy));
                }
            }
        }
    }

    private static SortedSet<LocalDate> daysThatMatter() {
        SortedSet<LocalDate> days =
                new TreeSet<>(Recount.daysInTurn(ROWS.recount().publicationDays()));
        for (LocalDate day : RECOUNT.reorganisationDays()) {
            days.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
        }
        for (LocalDate day : ROWS.recount().membershipDays()) {
            days.addAll(List.of(day.minusDays(1), day));
        }
        return days;
    }

    private static AreaCounts counts(
            String area, String family, String judgement, LocalDate asOf, @Nullable LocalDate inspectedBy) {
        Criteria criteria = new Criteria(
                AskedArea.of(VIEW.areas().find(area).orElseThrow(), VIEW.areas()),
                null,
                Family.ofId(family).orElseThrow(),
                asOf,
                inspectedBy,
                LineageChoice.CARRY);
        JudgementChoice choice = JudgementChoice.of(Judgement.ofId(judgement).orElseThrow());
        return VIEW.read(state -> new CountedGrades(criteria, state).counts(choice));
    }

    private static List<Integer> numbers(AreaCounts counts) {
        List<Integer> numbers = new ArrayList<>();
        int sum = counts.notRated() + counts.unsettled();
        for (Grade grade : Grade.values()) {
            numbers.add(counts.counts().of(grade));
            sum += counts.counts().of(grade);
        }
        assertThat(sum).isEqualTo(counts.counts().authorities());
        numbers.addAll(List.of(
                counts.counts().superseded(),
                counts.notRated(),
                counts.unsettled(),
                counts.counts().authorities()));
        return numbers;
    }

    @Test
    void bothSuccessorsOfCumbriaCountWithItsGradeUntilTheyHaveTheirOwn() {
        String[] carry = {"lineage", "carry", "asOf", "2023-04-01"};

        assertThat(rows("list:cumberland,westmorland-and-furness", carry))
                .extracting(AuthoritiesOfArea.Row::grade, AuthoritiesOfArea.Row::carriedFrom)
                .containsOnly(tuple(Grade.REQUIRES_IMPROVEMENT, List.of("909")));
        assertThat(rows("list:cumberland", "asOf", "2023-04-01"))
                .extracting(AuthoritiesOfArea.Row::grade)
                .containsOnlyNulls();
        assertThat(rows("list:cumberland,westmorland-and-furness", "lineage", "carry", "asOf", "2024-07-12"))
                .extracting(AuthoritiesOfArea.Row::grade)
                .containsExactly(Grade.REQUIRES_IMPROVEMENT, Grade.GOOD);
        assertThat(ratings("north-west", carry).lineage()).isEqualTo("carry");
        assertThat(ratings("north-west", "asOf", "2023-04-01").lineage()).isEqualTo("none");
    }

    @Test
    void bournemouthChristchurchAndPooleIsUnsettledWhereItsPredecessorsDiffer() {
        String[] bcp = {"lineage", "carry", "asOf", "2019-04-01", "judgement"};

        assertThat(rows("south-west", with(bcp, "in_care", "grade", "unsettled")))
                .extracting(AuthoritiesOfArea.Row::authorityId, AuthoritiesOfArea.Row::carriedFrom)
                .containsExactly(tuple("839", List.of("835", "836", "837")));
        assertThat(ratings("south-west", with(bcp, "in_care")).unsettled()).isEqualTo(1);
        assertThat(rows("south-west", with(bcp, "in_care", "grade", "not_rated")))
                .extracting(AuthoritiesOfArea.Row::authorityId)
                .doesNotContain("839", "838");
        assertThat(rows("list:839", with(bcp, "overall_effectiveness")))
                .extracting(AuthoritiesOfArea.Row::grade)
                .containsExactly(Grade.GOOD);
        // Together they agree only if they agree in each.
        assertThat(ratings("list:839", with(bcp, "all")).unsettled()).isEqualTo(1);
        assertThat(ratings("list:838", with(bcp, "all")).counts()).containsEntry(Grade.GOOD, 1);
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void anInspectionOfItsOwnThatDoesNotMakeTheJudgementLeavesTheCarriedGradeBehind() {
        assertThat(rows("list:996,997", "lineage", "carry", "judgement", "overall_effectiveness", "asOf", "2028-02-10"))
                .extracting(
                        AuthoritiesOfArea.Row::authorityId,
                        AuthoritiesOfArea.Row::grade,
                        AuthoritiesOfArea.Row::superseded)
                .containsExactly(tuple("996", Grade.GOOD, false), tuple("997", Grade.GOOD, true));
        assertThat(rows("list:996,997", "lineage", "carry", "judgement", "impact_of_leaders", "asOf", "2028-02-10"))
                .extracting(AuthoritiesOfArea.Row::grade)
                .containsExactly(Grade.GOOD, Grade.OUTSTANDING);
    }

    /** Surrey, rated Good, becomes two: one more Good authority, and not one child more. */
    @Test
    void splittingACouncilLooksLikeNoProgressByTheShareOfChildren() {
        RatingsOfArea before = ratings("south-east", "lineage", "carry", "asOf", "2027-03-31");
        RatingsOfArea after = ratings("south-east", "lineage", "carry", "asOf", "2027-04-01");

        assertThat(after.counts().get(Grade.GOOD)).isEqualTo(before.counts().get(Grade.GOOD) + 1);
        assertThat(after.shares()).isNotEqualTo(before.shares());
        assertThat(after.children().people()).isEqualTo(before.children().people());
        assertThat(after.children().counts()).isEqualTo(before.children().counts());
        assertThat(after.children().shares()).isEqualTo(before.children().shares());
        assertThat(after.children().authorities()).isEqualTo(20);
        assertThat(after.children().apportioned()).isEqualTo(2);
        assertThat(ratings("south-east", "asOf", "2027-04-01").children().notRated())
                .isEqualTo(362_904);
    }

    @Test
    void addsUpTheChildrenOfAnAreaByHand() {
        Map<String, Integer> people = new HashMap<>();
        Recount.rows("authority-types.csv")
                .forEach(row -> people.put(row.get("authority_id"), Integer.parseInt(row.get("population_0_25"))));
        for (String day : List.of("2014-06-01", "2021-08-20", "2026-08-20")) {
            RatingsOfArea london = ratings("london", "asOf", day, "judgement", "in_care");
            Map<Grade, Long> expected = new EnumMap<>(Grade.class);
            long notRated = 0;
            for (AuthoritiesOfArea.Row row : rows("london", "asOf", day, "judgement", "in_care")) {
                long some = people.get(row.authorityId());
                Grade grade = row.grade();
                if (grade == null) {
                    notRated += some;
                } else {
                    expected.merge(grade, some, Long::sum);
                }
            }
            london.children().counts().forEach((grade, number) -> assertThat(number)
                    .isEqualTo(expected.getOrDefault(grade, 0L)));
            assertThat(london.children().notRated()).isEqualTo(notRated);
            assertThat(london.children().authorities()).isEqualTo(33);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none, month, 2014-02-11",
        "carry, month, 2014-02-11",
        "carry, day, 2026-01-01",
        "carry, year, 2014-02-11"
    })
    void theStepsOfATimelineAddUpToWhatItMoves(String lineage, String interval, String from) {
        for (String area : List.of("england", "south-west", "north", "list:surrey,996,997,kent")) {
            for (String judgement : List.of("overall_effectiveness", "in_care", "all")) {
                TimelineOfArea line =
                        timeline(area, "lineage", lineage, "interval", interval, "from", from, "judgement", judgement);
                for (int i = 1; i < line.points().size(); i++) {
                    assertAddsUp(line.points().get(i - 1), line.points().get(i));
                }
                assertThat(line.points().get(0).steps()).isEmpty();
                assertThat(line.lineage()).isEqualTo(lineage);
            }
        }
    }

    private static void assertAddsUp(TimelineOfArea.Point before, TimelineOfArea.Point point) {
        for (Grade grade : Grade.values()) {
            int by = point.steps().stream()
                    .mapToInt(step -> step.counts().get(grade))
                    .sum();
            assertThat(before.counts().get(grade) + by).isEqualTo(point.counts().get(grade));
        }
        assertThat(before.notRated()
                        + point.steps().stream()
                                .mapToInt(TimelineOfArea.Step::notRated)
                                .sum())
                .isEqualTo(point.notRated());
        assertThat(before.unsettled()
                        + point.steps().stream()
                                .mapToInt(TimelineOfArea.Step::unsettled)
                                .sum())
                .isEqualTo(point.unsettled());
        assertThat(before.authorities()
                        + point.steps().stream()
                                .mapToInt(TimelineOfArea.Step::authorities)
                                .sum())
                .isEqualTo(point.authorities());
    }

    @Test
    void aTimelineTellsTheReorganisationFromTheInspections() {
        TimelineOfArea line =
                timeline("south-east", "interval", "day", "from", "2027-03-30", "to", "2027-04-02", "lineage", "none");

        assertThat(line.points())
                .extracting(point ->
                        point.steps().stream().map(TimelineOfArea.Step::cause).toList())
                .containsExactly(List.of(), List.of(), List.of("reorganisation"), List.of());
        assertThat(line.points().get(2).steps().get(0).counts()).containsEntry(Grade.GOOD, -1);
        assertThat(line.points().get(2).steps().get(0).notRated()).isEqualTo(2);
        assertThat(line.reorganisations()).singleElement().satisfies(one -> {
            assertThat(one.day()).isEqualTo("2027-04-01");
            assertThat(one.abolished()).containsExactly(new AuthorityName("936", "Surrey"));
            assertThat(one.established()).extracting(AuthorityName::authorityId).containsExactly("996", "997");
        });
        assertThat(timeline("england", "interval", "day", "from", "2021-08-19", "to", "2021-08-20")
                        .points()
                        .get(1)
                        .steps())
                .extracting(TimelineOfArea.Step::cause)
                .containsExactly("inspections");
    }

    @Test
    void aTimelineTellsMembershipFromInspectionsAndReorganisations() {
        TimelineOfArea line =
                timeline("north-east-combined", "interval", "day", "from", "2024-05-06", "to", "2024-05-08");

        assertThat(line.points())
                .extracting(point ->
                        point.steps().stream().map(TimelineOfArea.Step::cause).toList())
                .containsExactly(List.of(), List.of("membership"), List.of());
        assertThat(line.points().get(1).steps().get(0).authorities()).isEqualTo(7);
        assertThat(line.reorganisations()).isEmpty();
        assertThat(line.memberships()).singleElement().satisfies(one -> {
            assertThat(one.day()).isEqualTo("2024-05-07");
            assertThat(one.joined())
                    .extracting(AuthorityName::authorityId)
                    .containsExactlyInAnyOrder("840", "390", "391", "392", "929", "393", "394");
            assertThat(one.left()).isEmpty();
        });
    }

    @Test
    void inspectionsNeverMoveTheNumberOfAuthoritiesAndMembershipsShowOnTheirDays() {
        for (String area : ROWS.recount().areas()) {
            TimelineOfArea line = timeline(area, "interval", "month", "from", "2011-01-01", "lineage", "carry");
            for (int i = 1; i < line.points().size(); i++) {
                LocalDate before = line.points().get(i - 1).date();
                TimelineOfArea.Point point = line.points().get(i);
                assertAddsUp(line.points().get(i - 1), point);
                point.steps().stream()
                        .filter(step -> step.cause().equals("inspections"))
                        .forEach(step -> assertThat(step.authorities()).isZero());
                assertThat(point.steps().stream().anyMatch(step -> step.cause().equals("membership")))
                        .isEqualTo(line.memberships().stream()
                                .anyMatch(one ->
                                        one.day().isAfter(before) && !one.day().isAfter(point.date())));
            }
        }
    }

    @Test
    void theTimelineHasTheSharesOfChildrenOfItsDays() {
        for (TimelineOfArea.Point point : timeline("south-west", "lineage", "carry", "judgement", "in_care")
                .points()) {
            RatingsOfArea ratings =
                    ratings("south-west", "lineage", "carry", "judgement", "in_care", "asOf", point.date() + "");
            Map<String, Double> shares = ratings.children().shares();
            if (shares == null) {
                assertThat(point.childrenShares()).isNull();
            } else {
                shares.forEach((name, share) ->
                        assertThat(point.childrenShares().get(name)).isCloseTo(share, within(1e-9)));
            }
        }
    }

    @Test
    void anAuthorityNamesThoseBeforeAndAfter() {
        AuthorityDetail poole = detail("poole");
        AuthorityDetail bcp = detail("bournemouth-christchurch-and-poole");
        AuthorityDetail surrey = detail("surrey");

        assertThat(poole.successors())
                .containsExactly(new AuthorityDetail.Relative(
                        "839", "Bournemouth, Christchurch and Poole", LocalDate.parse("2019-04-01"), "merged"));
        assertThat(bcp.predecessors())
                .extracting(AuthorityDetail.Relative::authority, AuthorityDetail.Relative::kind)
                .containsExactly(
                        tuple("Dorset (county)", "split_and_merged"),
                        tuple("Poole", "merged"),
                        tuple("Bournemouth", "merged"));
        assertThat(surrey.successors())
                .extracting(AuthorityDetail.Relative::authorityId, AuthorityDetail.Relative::kind)
                .containsExactly(tuple("996", "split"), tuple("997", "split"));
    }

    private AuthorityDetail detail(String alias) {
        return ((QueryResult.Found<AuthorityDetail>) service.authorities().authority(alias, QueryParameters.NONE))
                .value();
    }
}
