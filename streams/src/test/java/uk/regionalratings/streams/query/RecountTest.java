package uk.regionalratings.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.Recount.Tally;
import uk.regionalratings.streams.query.authority.AuthoritiesOfArea;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Compares answers about the bundled real history with a recount from its files. */
class RecountTest {
    private static final RatingsView VIEW = BundledHistory.view();
    private static final Recount RECOUNT = Recount.ofBundledHistory();

    private final QueryService service = new QueryService(
            VIEW, Optional::empty, Clock.fixed(Instant.parse("2026-12-01T11:00:00Z"), java.time.ZoneOffset.UTC));

    /** The recount has its own list, because it shares nothing with the software that it checks. */
    @Test
    void recountsEveryJudgement() {
        assertThat(Recount.JUDGEMENTS).isEqualTo(Judgement.ids());
    }

    @Test
    @Tag("sized")
    void answersEveryQuestionAboutEveryPublicationAndMembershipDayAndItsNeighboursLikeARecount() {
        for (LocalDate day : daysThatMatter()) {
            for (String area : RECOUNT.areas()) {
                for (String family : Recount.FAMILIES) {
                    for (String judgement : Recount.judgementsInTurn(day, area)) {
                        Tally expected = RECOUNT.count(area, family, judgement, day);
                        Counts counts = VIEW.read(state -> state.counts(
                                area,
                                Family.ofId(family).orElseThrow(),
                                Judgement.ofId(judgement).orElseThrow(),
                                day));
                        // Create the description only if the comparison fails, because this runs hundreds of thousands
                        // of times.
                        if (!same(counts, expected)) {
                            assertThat(counts.toString())
                                    .as("%s %s %s on %s", area, family, judgement, day)
                                    .isEqualTo(expected.toString());
                        }
                    }
                }
            }
        }
    }

    private static boolean same(Counts counts, Tally expected) {
        boolean grades = true;
        for (Grade grade : Grade.values()) {
            grades &= counts.of(grade) == expected.grades().getOrDefault(grade.name(), -1);
        }
        return grades
                && counts.superseded() == expected.superseded()
                && counts.notRated() == expected.notRated()
                && counts.authorities() == expected.authorities();
    }

    private static SortedSet<LocalDate> daysThatMatter() {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (SortedSet<LocalDate> some : List.of(RECOUNT.publicationDays(), RECOUNT.membershipDays())) {
            for (LocalDate day : some) {
                days.add(day.minusDays(1));
                days.add(day);
                days.add(day.plusDays(1));
            }
        }
        for (String reform : new String[] {"2019-03-31", "2019-04-01", "2021-04-01", "2023-03-31", "2023-04-01"}) {
            days.add(LocalDate.parse(reform));
        }
        return days;
    }

    @Test
    @Tag("sized")
    void listsTheAuthoritiesThatARecountFindsOutstandingAndCountsThemTheSameWithASecondDate() {
        for (LocalDate inspectedBy = LocalDate.parse("2014-03-31");
                inspectedBy.isBefore(LocalDate.parse("2026-09-01"));
                inspectedBy = inspectedBy.plusMonths(1)) {
            LocalDate asOf = inspectedBy.plusMonths(3);
            for (String area : RECOUNT.areas()) {
                for (String judgement : Recount.judgementsInTurn(asOf, area)) {
                    // Given
                    Tally expected = RECOUNT.count(area, "any", judgement, asOf, inspectedBy);
                    QueryParameters parameters = QueryParameters.of(
                            "judgement", judgement, "asOf", asOf + "", "inspectedBy", inspectedBy + "");

                    // When
                    RatingsOfArea ratings = found(service.ratings(area, parameters));
                    AuthoritiesOfArea list = found(service.authorities(area, parameters));

                    // Then
                    assertThat(plain(ratings)).isEqualTo(new TreeMap<>(expected.grades()));
                    assertThat(ratings.superseded()).isEqualTo(expected.superseded());
                    assertThat(ratings.notRated()).isEqualTo(expected.notRated());
                    assertThat(list.authorities()).hasSize(expected.authorities());
                    assertThat(list.authorities().stream()
                                    .filter(row -> row.grade() == Grade.OUTSTANDING)
                                    .map(AuthoritiesOfArea.Row::authorityId))
                            .containsExactlyInAnyOrderElementsOf(expected.outstanding());
                }
            }
        }
    }

    private static Map<String, Integer> plain(RatingsOfArea ratings) {
        Map<String, Integer> grades = new TreeMap<>();
        ratings.counts().forEach((grade, number) -> grades.put(grade.name(), number));
        return grades;
    }

    @ParameterizedTest
    @CsvSource({
        "ilacs, england, 2021-08-19, 17",
        "ilacs, england, 2021-08-20, 18",
        "ilacs, north,   2021-08-19,  3",
        "ilacs, north,   2021-08-20,  4",
        "any,   england, 2021-08-20, 19",
        "any,   north,   2021-08-20,  5",
        "ilacs, england, 2025-03-11, 33",
        "ilacs, north,   2025-03-11,  7",
        "any,   england, 2026-08-20, 46",
        "any,   north,   2026-08-20, 12",
    })
    void countsTheOutstandingAsTheSectorSaidAtTheTime(String family, String area, String day, int outstanding) {
        RatingsOfArea ratings = found(service.ratings(area, QueryParameters.of("framework", family, "asOf", day)));

        assertThat(ratings.counts()).containsEntry(Grade.OUTSTANDING, outstanding);
    }

    @Test
    void countsTodayByDefault() {
        RatingsOfArea england = found(service.ratings("england", QueryParameters.NONE));
        RatingsOfArea north = found(service.ratings("north", QueryParameters.NONE));

        assertThat(england.authorities()).isEqualTo(153);
        assertThat(england.counts()).containsEntry(Grade.OUTSTANDING, 46);
        assertThat(north.authorities()).isEqualTo(51);
        assertThat(north.counts()).containsEntry(Grade.OUTSTANDING, 12);
    }

    /**
     * Ofsted's official statistics as at 31 March 2024 count what had been inspected by then and published by 30 June;
     * both families are included.
     */
    @ParameterizedTest
    @CsvSource({
        "any, england,    overall_effectiveness, 60",
        "any, london,     overall_effectiveness, 85",
        "any, north-west, overall_effectiveness, 36",
        "any, england,    help_and_protection,   54",
        "ilacs, england,    overall_effectiveness, 60",
        "ilacs, london,     overall_effectiveness, 85",
        "ilacs, north-west, overall_effectiveness, 36",
        "ilacs, england,    help_and_protection,   54",
    })
    void reproducesTheOfficialStatisticsOf2024(String family, String area, String judgement, int percent) {
        RatingsOfArea ratings = found(service.ratings(
                area,
                QueryParameters.of(
                        "framework",
                        family,
                        "judgement",
                        judgement,
                        "asOf",
                        "2024-06-30",
                        "inspectedBy",
                        "2024-03-31")));

        assertThat(ratings.shares()).isNotNull().hasEntrySatisfying("goodOrOutstanding", share -> assertThat(
                        100 * share)
                .isCloseTo(percent, within(0.5)));
    }

    private static <T> T found(QueryResult<T> result) {
        assertThat(result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<T>) result).value();
    }
}
