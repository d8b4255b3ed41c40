package uk.regionalratings.streams.query.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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

/** Which grades stood for how long, and how late reports are, against a recount from the files. */
class GradesOverTimeTest {
    private static final RecountOfTime RECOUNT = new RecountOfTime();
    private static final List<LocalDate> DAYS =
            List.copyOf(Recount.ofBundledHistory().publicationDays());
    private static final LocalDate FOR_EVER = LocalDate.parse("9999-12-31");

    private final QueryService service = new QueryService(
            BundledHistory.view(), Optional::empty, Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC));

    private GradesOverTime ask(String area, String... parameters) {
        QueryResult<GradesOverTime> result = service.gradesOverTime(area, QueryParameters.of(parameters));
        assertThat(result).as("%s", result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<GradesOverTime>) result).value();
    }

    /** Day by day: which grade stood for each authority that existed. */
    @Test
    @Tag("sized")
    void addsUpTheDaysUntilEveryPublicationDayLikeARecountDayByDay() {
        int turn = 0;
        for (LocalDate to : Recount.daysInTurn(DAYS)) {
            turn++;
            String judgement = Recount.JUDGEMENTS.get(turn % Recount.JUDGEMENTS.size());
            String family = Recount.FAMILIES.get(turn % 3);
            LocalDate from = to.minusDays(10 + turn % 200);
            LocalDate inspectedBy = turn % 4 == 0 ? to.minusDays(60) : FOR_EVER;
            List<String> parameters = new ArrayList<>(
                    List.of("judgement", judgement, "framework", family, "from", from + "", "to", to + ""));
            if (turn % 4 == 0) {
                parameters.addAll(List.of("inspectedBy", inspectedBy + ""));
            }
            Map<String, Map<String, Long>> expected = new TreeMap<>();
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                for (String authority : RECOUNT.existing(day)) {
                    Map<String, Long> days = expected.computeIfAbsent(authority, any -> new TreeMap<>());
                    String grade = standing(authority, family, judgement, day, inspectedBy);
                    if (!grade.isEmpty()) {
                        days.merge(grade, 1L, Long::sum);
                    }
                }
            }

            GradesOverTime answer = ask("england", parameters.toArray(String[]::new));

            Map<String, Map<String, Long>> told = new TreeMap<>();
            answer.authorities().forEach(row -> told.put(row.authorityId(), some(row.days())));
            assertThat(told).as("%s", parameters).isEqualTo(expected);
            assertThat(answer.authorities()).allSatisfy(row -> checkSpells(row, from, to));
        }
    }

    private static String standing(
            String authority, String family, String judgement, LocalDate day, LocalDate inspectedBy) {
        return RECOUNT.seen(authority, family, day, inspectedBy).stream()
                .map(row -> row.get(judgement))
                .filter(grade -> !grade.isEmpty())
                .reduce("", (earlier, later) -> later);
    }

    private static Map<String, Long> some(Map<Grade, Long> days) {
        Map<String, Long> some = new TreeMap<>();
        days.forEach((grade, number) -> {
            if (number > 0) {
                some.put(grade.name(), number);
            }
        });
        return some;
    }

    /** The spells add up to the days, follow one another, and no two in a row have one grade. */
    private static void checkSpells(GradesOverTime.Row row, LocalDate from, LocalDate to) {
        Map<String, Long> days = new TreeMap<>();
        GradesOverTime.Spell before = null;
        for (GradesOverTime.Spell spell : row.spells()) {
            assertThat(spell.from()).isBetween(from, to);
            assertThat(spell.to()).isBetween(spell.from(), to);
            assertThat(spell.days()).isEqualTo(ChronoUnit.DAYS.between(spell.from(), spell.to()) + 1);
            if (before != null) {
                assertThat(spell.from()).isEqualTo(before.to().plusDays(1));
                assertThat(spell.grade()).isNotEqualTo(before.grade());
            }
            days.merge(spell.grade().name(), spell.days(), Long::sum);
            before = spell;
        }
        assertThat(days).isEqualTo(some(row.days()));
    }

    @Test
    void givesPointsPerDayByTheWeights() {
        String[] period = {"judgement", "overall_effectiveness", "from", "2018-01-01", "to", "2026-08-20"};
        GradesOverTime answer = ask("list:sunderland,leeds", period);
        GradesOverTime.Row sunderland = answer.authorities().get(1);
        long inadequate = Objects.requireNonNull(sunderland.days().get(Grade.INADEQUATE));
        long outstanding = Objects.requireNonNull(sunderland.days().get(Grade.OUTSTANDING));

        assertThat(inadequate)
                .isEqualTo(ChronoUnit.DAYS.between(LocalDate.parse("2018-01-01"), LocalDate.parse("2021-08-20")));
        assertThat(sunderland.points())
                .isEqualTo((4.0 * outstanding + inadequate) / (outstanding + inadequate), within(1e-9));
        assertThat(answer.points()).isNotNull().isGreaterThan(sunderland.points());

        List<String> weighted = new ArrayList<>(List.of(period));
        weighted.addAll(List.of("weights", "1,1,0,0.5"));
        assertThat(ask("list:sunderland", weighted.toArray(String[]::new)).points())
                .isEqualTo((outstanding + 0.5 * inadequate) / (outstanding + inadequate), within(1e-9));
    }

    @Test
    void ordersByPointsAndNamesThoseWithoutLast() {
        GradesOverTime worst = ask("england", "from", "2023-04-01", "to", "2023-04-10", "sort", "worst_first");
        List<Double> points =
                worst.authorities().stream().map(GradesOverTime.Row::points).toList();

        assertThat(points.stream().filter(Objects::nonNull).toList()).isSorted().isEqualTo(points.subList(0, (int)
                points.stream().filter(Objects::nonNull).count()));
        assertThat(points).containsNull();
        assertThat(ask("england", "sort", "best_first").authorities().stream()
                        .map(GradesOverTime.Row::points)
                        .filter(Objects::nonNull)
                        .toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void listsWhoWasEverInadequateSince2018AndWhatFollowed() {
        String since = "2018-01-01";
        List<String> expected = new ArrayList<>();
        for (String id : RECOUNT.existing(LocalDate.parse("2020-01-01"))) {
            boolean ever = DAYS.stream()
                            .filter(day -> !day.isBefore(LocalDate.parse(since)))
                            .anyMatch(day -> RECOUNT.existing(day).contains(id)
                                    && standing(id, "any", "overall_effectiveness", day, FOR_EVER)
                                            .equals("INADEQUATE"))
                    || standing(id, "any", "overall_effectiveness", LocalDate.parse(since), FOR_EVER)
                            .equals("INADEQUATE");
            if (ever) {
                expected.add(id);
            }
        }

        GradesOverTime answer =
                ask("england", "judgement", "overall_effectiveness", "from", since, "everGraded", "INADEQUATE");

        assertThat(answer.authorities())
                .extracting(GradesOverTime.Row::authorityId)
                .containsAll(expected)
                .hasSizeGreaterThan(50);
        assertThat(answer.authorities()).allSatisfy(row -> assertThat(row.spells())
                .extracting(GradesOverTime.Spell::grade)
                .contains(Grade.INADEQUATE));
        // Whoever is listed, the area is the same.
        assertThat(answer.points())
                .isEqualTo(ask("england", "judgement", "overall_effectiveness", "from", since)
                        .points());
    }

    @Test
    void countsEachJudgementOfTheProfileByItself() {
        GradesOverTime answer = ask("list:sunderland", "from", "2026-08-11", "to", "2026-08-20");

        assertThat(answer.judgement()).isEqualTo("profile");
        assertThat(answer.days().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=2024-01-02&to=2024-01-01|from",
                "to=2030-01-01|to",
                "weights=4,3,2|weights",
                "weights=4,3,2,101|weights",
                "weights=4,3,2,-1|weights",
                "weights=a,b,c,d|weights",
                "everGraded=not_rated|everGraded",
                "sort=waiting|sort",
                "asOf=2024-01-01|asOf"
            })
    void refusesWhatItDoesNotUnderstand(String query, String parameter) {
        List<String> parameters = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            parameters.addAll(List.of(pair.split("=", -1)));
        }

        QueryResult<GradesOverTime> result =
                service.gradesOverTime("england", QueryParameters.of(parameters.toArray(String[]::new)));

        assertThat(((QueryResult.Invalid<GradesOverTime>) result).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.parameter()).isEqualTo(parameter));
    }

    private DaysToPublication published(String area, String... parameters) {
        return ((QueryResult.Found<DaysToPublication>) service.daysToPublication(area, QueryParameters.of(parameters)))
                .value();
    }

    @Test
    void tellsHowLateReportsWereOnEveryPublicationDayLikeARecount() {
        int turn = 0;
        for (LocalDate day : DAYS) {
            turn++;
            String family = Recount.FAMILIES.get(turn % 3);
            String area = turn % 2 == 0 ? "england" : "north-east";
            Map<String, List<Integer>> days = new TreeMap<>();
            for (String authority : Recount.ofBundledHistory().members(area, day)) {
                for (Map<String, String> row : RECOUNT.seen(authority, family, day, FOR_EVER)) {
                    int late = (int) ChronoUnit.DAYS.between(
                            LocalDate.parse(row.get("ended_on")), LocalDate.parse(row.get("published_on")));
                    for (String group : List.of(
                            "all all",
                            "framework " + row.get("framework"),
                            "year " + row.get("published_on").substring(0, 4))) {
                        days.computeIfAbsent(group, any -> new ArrayList<>()).add(late);
                    }
                }
            }
            Map<String, String> expected = new TreeMap<>();
            days.forEach((group, all) -> expected.put(group, all.size() + " " + RecountOfTime.spread(all)));

            Map<String, String> told = new TreeMap<>();
            int regions = 0;
            for (DaysToPublication.Group group :
                    published(area, "framework", family, "asOf", day + "").groups()) {
                if (group.by().equals("region")) {
                    regions += group.inspections();
                } else {
                    told.put(
                            group.by() + " " + group.group(),
                            group.inspections() + " " + List.of(group.shortest(), group.median(), group.longest()));
                }
            }
            assertThat(told).as("%s %s", day, family).isEqualTo(expected);
            assertThat(regions)
                    .isEqualTo(days.getOrDefault("all all", List.of()).size());
        }
    }

    @Test
    void tellsAMedianOf47DaysIn2026() {
        assertThat(published("england").groups())
                .filteredOn(group -> group.by().equals("year") && group.group().equals("2026"))
                .singleElement()
                .satisfies(group -> assertThat(group.median()).isEqualTo(47));
    }
}
