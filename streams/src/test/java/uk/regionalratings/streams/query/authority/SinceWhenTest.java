package uk.regionalratings.streams.query.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.RecountOfTime;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.vocabulary.Grade;

/** Since when grades stand, and how long authorities wait, against a recount from the files. */
class SinceWhenTest {
    private static final RecountOfTime RECOUNT = new RecountOfTime();
    private static final LocalDate FOR_EVER = LocalDate.parse("9999-12-31");
    private static final List<String> PROFILE =
            List.of("impact_of_leaders", "help_and_protection", "in_care", "care_leavers");

    private final QueryService service = new QueryService(
            BundledHistory.view(), Optional::empty, Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC));

    private AuthoritiesOfArea ask(String area, String... parameters) {
        QueryResult<AuthoritiesOfArea> result = service.authorities(area, QueryParameters.of(parameters));
        assertThat(result).as("%s", result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<AuthoritiesOfArea>) result).value();
    }

    private List<String> names(String area, String... parameters) {
        return ask(area, parameters).authorities().stream()
                .map(AuthoritiesOfArea.Row::name)
                .toList();
    }

    @Test
    @Tag("sized")
    void tellsSinceWhenEachGradeStandsOnEveryPublicationDayLikeARecount() {
        int turn = 0;
        for (LocalDate day : Recount.ofBundledHistory().publicationDays()) {
            turn++;
            String family = Recount.FAMILIES.get(turn % 3);
            LocalDate inspectedBy = turn % 5 == 0 ? day.minusMonths(3) : null;
            for (String judgement : Recount.judgementsInTurn(day, "england")) {
                Map<String, String> told = new TreeMap<>();
                ask("england", with(day, inspectedBy, "judgement", judgement, "framework", family))
                        .authorities()
                        .forEach(row -> told.put(
                                row.authorityId(),
                                row.standingSince() == null
                                        ? ""
                                        : row.standingSince() + " " + row.inspectionsInARow()));
                Map<String, String> expected = new TreeMap<>();
                LocalDate last = inspectedBy == null ? FOR_EVER : inspectedBy;
                RECOUNT.existing(day)
                        .forEach(id ->
                                expected.put(id, RecountOfTime.run(RECOUNT.seen(id, family, day, last), judgement)));
                assertThat(told).as("%s %s %s", day, judgement, family).isEqualTo(expected);
            }
        }
        assertThat(turn).isGreaterThan(250);
    }

    @Test
    void ranksWaitsAndEstimatesTheNextInspectionOnEveryPublicationDayLikeARecount() {
        int turn = 0;
        int estimates = 0;
        List<String> choices = new ArrayList<>(Recount.JUDGEMENTS);
        choices.addAll(List.of("profile", "all"));
        for (LocalDate day : Recount.ofBundledHistory().publicationDays()) {
            String choice = choices.get(turn++ % choices.size());
            LocalDate inspectedBy = turn % 5 == 0 ? day.minusMonths(3) : null;
            List<String> judgements =
                    switch (choice) {
                        case "profile" -> PROFILE;
                        case "all" -> Recount.JUDGEMENTS;
                        default -> List.of(choice);
                    };
            Map<String, String> told = new TreeMap<>();
            for (AuthoritiesOfArea.Row row :
                    ask("england", with(day, inspectedBy, "judgement", choice)).authorities()) {
                Outlook outlook = row.nextInspection();
                if (outlook != null) {
                    Outlook.Estimate estimate = outlook.estimate();
                    told.put(
                            row.authorityId(),
                            outlook.daysWaited() + " " + outlook.rank() + " " + outlook.outOf() + " "
                                    + window(estimate, day));
                    if (estimate != null) {
                        estimates++;
                        told.put("error", error(estimate.backtest()));
                    }
                }
            }
            Map<String, String> expected =
                    RECOUNT.outlook(judgements, day, inspectedBy == null ? FOR_EVER : inspectedBy);
            told.putIfAbsent("error", Objects.requireNonNull(expected.get("error")));
            assertThat(told).as("%s %s", day, choice).isEqualTo(expected);
        }
        assertThat(estimates).isGreaterThan(10_000);
    }

    private static List<LocalDate> window(Outlook.@Nullable Estimate estimate, LocalDate day) {
        if (estimate == null) {
            return List.of();
        }
        List<LocalDate> window = List.of(estimate.earliest(), estimate.likely(), estimate.latest());
        assertThat(window).isSorted().noneMatch(date -> date.isBefore(day));
        assertThat(estimate.shorterThanWait()).isBetween(0, estimate.intervals());
        return window;
    }

    private static String error(Outlook.@Nullable EstimateError error) {
        return error == null ? "" : error.estimates() + " " + error.medianErrorDays() + " " + error.within();
    }

    private static String[] with(LocalDate day, @Nullable LocalDate inspectedBy, String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("asOf", day.toString()));
        if (inspectedBy != null) {
            all.addAll(List.of("inspectedBy", inspectedBy.toString()));
        }
        return all.toArray(String[]::new);
    }

    @Test
    void listsThoseThatHaveBeenInadequateLongestFirst() {
        List<AuthoritiesOfArea.Row> rows = ask(
                        "england", "judgement", "all", "grade", "INADEQUATE", "sort", "standing_since")
                .authorities();

        assertThat(rows).hasSize(13).isSortedAccordingTo(Comparator.comparing(AuthoritiesOfArea.Row::standingSince));
        // Each tells the run of the grade asked for.
        assertThat(rows).allSatisfy(row -> assertThat(
                        Objects.requireNonNull(row.grades()).values())
                .filteredOn(rating -> rating.grade() == Grade.INADEQUATE && !rating.superseded())
                .extracting(AuthorityDetail.Rating::standingSince)
                .contains(row.standingSince()));
    }

    @Test
    void listsThoseWhoseLastInspectionIsOlderThanThreeYearsOnAnyDay() {
        for (LocalDate day :
                List.of(LocalDate.parse("2026-08-20"), LocalDate.parse("2021-08-20"), LocalDate.parse("2014-02-11"))) {
            List<String> expected = RECOUNT.existing(day).stream()
                    .filter(id -> {
                        List<Map<String, String>> seen = RECOUNT.seen(id, "any", day, FOR_EVER);
                        return !seen.isEmpty()
                                && seen.get(seen.size() - 1)
                                                .get("ended_on")
                                                .compareTo(day.minusYears(3).toString())
                                        < 0;
                    })
                    .toList();

            AuthoritiesOfArea answer = ask("england", "waited", "3Y", "asOf", day.toString(), "sort", "waiting");

            assertThat(answer.waited()).isEqualTo("3y");
            assertThat(answer.authorities())
                    .extracting(AuthoritiesOfArea.Row::authorityId)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(answer.authorities().stream()
                            .map(row ->
                                    Objects.requireNonNull(row.nextInspection()).rank())
                            .toList())
                    .isSorted();
        }
    }

    @Test
    void putsThoseThatWaitForTheirFirstInspectionLast() {
        List<AuthoritiesOfArea.Row> rows =
                ask("england", "asOf", "2023-05-01", "sort", "waiting").authorities();

        assertThat(rows.stream().filter(row -> row.lastInspection() == null).toList())
                .isNotEmpty()
                .isEqualTo(rows.subList(
                        rows.size()
                                - (int) rows.stream()
                                        .filter(row -> row.lastInspection() == null)
                                        .count(),
                        rows.size()))
                .allSatisfy(row -> assertThat(row.nextInspection()).isNull());
    }

    @Test
    void ordersByTheEstimatedDay() {
        List<LocalDate> days = ask("north", "sort", "next_inspection").authorities().stream()
                .map(row -> Objects.requireNonNull(
                                Objects.requireNonNull(row.nextInspection()).estimate())
                        .likely())
                .toList();

        assertThat(days).isSorted();
        assertThat(names("list:leeds,sunderland,york")).containsExactly("Leeds", "Sunderland", "York");
    }

    /** The rule of April 2026, on rows of the file. */
    @Test
    void namesThePathwayUnderTheRuleOfApril2026WithItsReason() {
        LocalDate day = LocalDate.parse("2026-08-20");
        Map<String, Integer> pathways = new TreeMap<>();
        for (AuthoritiesOfArea.Row row : ask("england").authorities()) {
            Outlook outlook = row.nextInspection();
            if (outlook == null) {
                continue;
            }
            List<Map<String, String>> seen = RECOUNT.seen(row.authorityId(), "any", day, FOR_EVER);
            Map<String, String> last = seen.get(seen.size() - 1);
            assertThat(outlook.pathway()).as("%s", last).isEqualTo(pathway(last));
            assertThat(outlook.pathwayReason()).isNotBlank();
            pathways.merge(outlook.pathway(), 1, Integer::sum);
        }
        assertThat(pathways.keySet()).contains("SHORT_INSPECTION", "STANDARD_INSPECTION", "MONITORING");
        assertThat(ask("england", "asOf", "2026-03-31").authorities().stream()
                        .map(AuthoritiesOfArea.Row::nextInspection)
                        .filter(Objects::nonNull)
                        .map(Outlook::pathway)
                        .filter(Objects::nonNull))
                .isEmpty();
    }

    private static String pathway(Map<String, String> last) {
        if (Recount.JUDGEMENTS.stream().anyMatch(one -> last.get(one).equals("INADEQUATE"))) {
            return "MONITORING";
        }
        List<String> upper = List.of("GOOD", "OUTSTANDING");
        List<String> practice = PROFILE.subList(1, 4).stream().map(last::get).toList();
        long good = practice.stream().filter(upper::contains).count();
        long unknown = practice.stream().filter(String::isEmpty).count();
        String leaders = last.get("impact_of_leaders");
        if (leaders.equals("REQUIRES_IMPROVEMENT") || good + unknown < 2) {
            return "STANDARD_INSPECTION";
        }
        return upper.contains(leaders) && good >= 2 ? "SHORT_INSPECTION" : "UNDECIDED";
    }

    @Test
    void tellsTheSameOfOneAuthority() {
        AuthorityDetail sunderland = ((QueryResult.Found<AuthorityDetail>)
                        service.authorities().authority("sunderland", QueryParameters.NONE))
                .value();

        AuthorityDetail.Rating overall =
                Objects.requireNonNull(sunderland.ratings().get("overall_effectiveness"));
        assertThat(overall.standingSince()).isEqualTo("2021-08-20");
        assertThat(overall.inspectionsInARow()).isEqualTo(2);
        assertThat(sunderland.nextInspection())
                .isEqualTo(ask("list:sunderland").authorities().get(0).nextInspection());
        assertThat(Objects.requireNonNull(sunderland.nextInspection()).pathway())
                .isEqualTo("SHORT_INSPECTION");
    }

    @Test
    void saysNothingOfTheNextInspectionOfAnAuthorityThatIsNoMore() {
        List<AuthorityDetail> abolished = ((QueryResult.Found<AuthorityList>)
                        service.authorities().list(QueryParameters.NONE))
                .value().authorities().stream()
                        .filter(one -> one.abolishedOn() != null)
                        .collect(Collectors.toList());

        assertThat(abolished).hasSize(5).allSatisfy(one -> assertThat(one.nextInspection())
                .isNull());
    }

    @ParameterizedTest
    @CsvSource({"waited, 3", "waited, 0d", "waited, -1y", "waited, y", "waited, 10000d", "sort, newest"})
    void refusesWhatItDoesNotUnderstand(String parameter, String value) {
        QueryResult<AuthoritiesOfArea> result = service.authorities("england", QueryParameters.of(parameter, value));

        assertThat(((QueryResult.Invalid<AuthoritiesOfArea>) result).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.parameter()).isEqualTo(parameter));
    }
}
