package uk.regionalratings.streams.query.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.vocabulary.Grade;

/** From grade to grade, against a recount from the files. */
class TransitionsTest {
    private static final Recount RECOUNT = Recount.ofBundledHistory();
    private static final List<String> SCALE = List.of("INADEQUATE", "REQUIRES_IMPROVEMENT", "GOOD", "OUTSTANDING");

    private final QueryService service = new QueryService(
            BundledHistory.view(), Optional::empty, Clock.fixed(Instant.parse("2026-12-01T11:00:00Z"), ZoneOffset.UTC));

    @Test
    void comparesInspectionsOnEveryPublicationDayLikeARecount() {
        int turn = 0;
        for (LocalDate day : RECOUNT.publicationDays()) {
            for (String between : List.of("last_two", "first_and_last")) {
                for (String judgement : Recount.JUDGEMENTS) {
                    turn++;
                    String area = turn % 2 == 0 ? "england" : pick(RECOUNT.areas(), turn / 2);
                    String family = pick(Recount.FAMILIES, turn / 3);
                    LocalDate inspectedBy = turn % 5 == 0 ? day.minusMonths(3) : LocalDate.parse("9999-12-31");
                    List<String> parameters = new ArrayList<>(
                            List.of("judgement", judgement, "framework", family, "between", between, "asOf", day + ""));
                    if (turn % 5 == 0) {
                        parameters.addAll(List.of("inspectedBy", inspectedBy + ""));
                    }
                    check(
                            ask(area, parameters.toArray(String[]::new)),
                            RECOUNT.transitions(
                                    RECOUNT.members(area, day),
                                    family,
                                    judgement,
                                    day,
                                    inspectedBy,
                                    between.equals("last_two")));
                }
            }
        }
        assertThat(turn).isGreaterThan(3_000);
    }

    @Test
    void comparesTheGradesThatStoodOnTwoDaysForEveryPublicationDayLikeARecount() {
        int turn = 0;
        List<LocalDate> days = List.copyOf(RECOUNT.publicationDays());
        for (LocalDate day : days) {
            for (String judgement : Recount.JUDGEMENTS) {
                turn++;
                String area = turn % 2 == 0 ? "england" : pick(RECOUNT.areas(), turn / 2);
                String family = pick(Recount.FAMILIES, turn / 3);
                LocalDate earlier = days.get(turn * 31 % (days.indexOf(day) + 1));
                check(
                        ask(area, "judgement", judgement, "framework", family, "from", earlier + "", "to", day + ""),
                        RECOUNT.transitions(RECOUNT.members(area, day), family, judgement, earlier, day));
            }
        }
    }

    private static String pick(List<String> from, int index) {
        return from.get(index % from.size());
    }

    private TransitionsOfArea ask(String area, String... parameters) {
        QueryResult<TransitionsOfArea> result = service.transitions(area, QueryParameters.of(parameters));
        assertThat(result).as("%s", result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<TransitionsOfArea>) result).value();
    }

    /** @param expected by authority, as {@code GOOD>OUTSTANDING}, without a word for no grade */
    private static void check(TransitionsOfArea answer, Map<String, String> expected) {
        Map<String, String> told = new TreeMap<>();
        for (TransitionsOfArea.Cell cell : answer.cells()) {
            assertThat(cell.number()).isEqualTo(cell.authorities().size());
            cell.authorities().forEach(one -> told.put(one.authorityId(), word(cell.from()) + ">" + word(cell.to())));
        }
        assertThat(told).as("%s", answer).isEqualTo(expected);
        int improved = 0;
        int maintained = 0;
        int declined = 0;
        int stayed = 0;
        for (String transition : expected.values()) {
            int from = SCALE.indexOf(transition.substring(0, transition.indexOf('>')));
            int to = SCALE.indexOf(transition.substring(transition.indexOf('>') + 1));
            if (from >= 0 && to >= 0) {
                improved += to > from ? 1 : 0;
                maintained += to == from ? 1 : 0;
                declined += to < from ? 1 : 0;
                stayed += to == from && to >= 2 ? 1 : 0;
            }
        }
        assertThat(List.of(answer.improved(), answer.maintained(), answer.declined(), answer.stayedGoodOrOutstanding()))
                .containsExactly(improved, maintained, declined, stayed);
        assertThat(answer.compared()).isEqualTo(improved + maintained + declined);
        assertThat(answer.authorities()).isEqualTo(expected.size());
    }

    private static String word(@Nullable Grade grade) {
        return grade == null ? "" : grade.name();
    }

    /** Ofsted, "Main findings: children's social care in England 2024": local authorities inspected more than once under the ILACS. */
    @Test
    void reproducesTheFiguresThatOfstedPublishedFor2024() {
        TransitionsOfArea answer = ask(
                "england",
                "framework",
                "ilacs",
                "between",
                "first_and_last",
                "asOf",
                "2024-06-30",
                "inspectedBy",
                "2024-03-31");

        assertThat(answer.compared()).isEqualTo(65);
        assertThat(answer.shares()).isNotNull().satisfies(shares -> {
            assertThat(100 * shares.get("improved")).isCloseTo(40, within(0.5));
            assertThat(100 * shares.get("stayedGoodOrOutstanding")).isCloseTo(23, within(0.5));
            assertThat(100 * shares.get("declined")).isCloseTo(18, within(0.5));
        });
    }

    @Test
    void comparesNobodyBeforeTheFirstInspection() {
        TransitionsOfArea answer = ask("england", "asOf", "1999-01-01");

        assertThat(answer.shares()).isNull();
        assertThat(answer.cells()).singleElement().satisfies(cell -> assertThat(
                        cell.from() == null && cell.to() == null && cell.steps() == null)
                .isTrue());
    }

    @Test
    void comparesTheLastTwoInspectionsUntilTodayUnlessAskedOtherwise() {
        TransitionsOfArea answer = ask("list:sunderland");

        assertThat(answer.between()).isEqualTo("last_two");
        assertThat(answer.asOf()).isEqualTo("2026-12-01");
        assertThat(answer.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.from()).isEqualTo(Grade.OUTSTANDING);
            assertThat(cell.authorities().get(0).fromInspectionId()).isEqualTo("394-2021-08-20");
            assertThat(cell.authorities().get(0).toInspectionId()).isEqualTo("394-2025-03-11");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "between=days, from",
        "to=2024-01-01, from",
        "from=2024-01-02&to=2024-01-01, from",
        "from=2024-01-01&asOf=2024-02-01, asOf",
        "from=2024-01-01&inspectedBy=2024-02-01, inspectedBy",
        "between=last_two&from=2024-01-01, from",
        "between=first_and_last&to=2024-01-01, to",
        "between=years, between",
        "from=never, from",
        "asOf=2030-01-01, asOf",
        "judgement=all, judgement",
    })
    void saysWhatDoesNotGoTogether(String query, String parameter) {
        List<String> parameters = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            parameters.addAll(List.of(pair.split("=", -1)));
        }

        QueryResult<TransitionsOfArea> result =
                service.transitions("england", QueryParameters.of(parameters.toArray(String[]::new)));

        assertThat(result).isInstanceOf(QueryResult.Invalid.class);
        assertThat(((QueryResult.Invalid<TransitionsOfArea>) result).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.parameter()).isEqualTo(parameter));
    }
}
