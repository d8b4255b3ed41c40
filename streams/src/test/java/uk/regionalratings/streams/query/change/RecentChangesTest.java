package uk.regionalratings.streams.query.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.RecountOfTime;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.topology.PublishedChanges;

/** What happened lately and who moved by several grades, against a recount from the files. */
class RecentChangesTest {
    private static final QueryService SERVICE = new QueryService(
            BundledHistory.view(),
            PublishedChanges.view(),
            Optional::empty,
            Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC));
    private static final RecountOfTime RECOUNT = new RecountOfTime();

    private static List<String> ids(String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("limit", "1000"));
        QueryResult<ChangeList> result = SERVICE.changes().list(QueryParameters.of(all.toArray(String[]::new)));
        assertThat(result).as("%s", result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<ChangeList>) result)
                .value().changes().stream().map(ChangeDetail::id).toList();
    }

    @Test
    void tellsWhatHappenedInTheThirtyDaysUpToEveryPublicationDay() {
        int some = 0;
        for (LocalDate day : Recount.ofBundledHistory().publicationDays()) {
            List<String> told = ids("last", "30d", "to", day.toString());

            List<String> expected = Recount.JUDGEMENTS.stream()
                    .flatMap(judgement -> RECOUNT.steps(judgement, day.minusDays(29), day).keySet().stream())
                    .toList();
            assertThat(told).as("%s", day).containsExactlyInAnyOrderElementsOf(expected);
            some += told.size();
        }
        assertThat(some).isGreaterThan(2_000);
        assertThat(ids("last", "30d")).isNotEmpty().isEqualTo(ids("from", "2026-07-22"));
    }

    @ParameterizedTest
    @CsvSource({"IMPROVED, 1, 1", "IMPROVED, 2, 1", "IMPROVED, 3, 1", "DECLINED, 1, -1", "DECLINED, 2, -1"})
    void findsThoseThatMovedByAtLeastSoManyGradesSince2022(String direction, int steps, int sign) {
        for (String judgement : Recount.JUDGEMENTS) {
            Map<String, Integer> all =
                    RECOUNT.steps(judgement, LocalDate.parse("2022-01-01"), LocalDate.parse("2026-08-20"));

            assertThat(ids("judgement", judgement, "direction", direction, "steps", steps + "", "from", "2022-01-01"))
                    .as(judgement)
                    .containsExactlyInAnyOrderElementsOf(all.entrySet().stream()
                            .filter(one -> one.getValue() * sign >= steps)
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toList()));
        }
    }

    @Test
    void countsAFirstGradeAsNoMove() {
        assertThat(ids("direction", "FIRST", "steps", "1")).isEmpty();
        assertThat(ids("direction", "FIRST")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"steps=0, steps", "steps=4, steps", "steps=x, steps", "last=30, last", "last=30d&from=2026-01-01, last"
    })
    void refusesWhatItDoesNotUnderstand(String query, String parameter) {
        List<String> parameters = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            parameters.addAll(List.of(pair.split("=", -1)));
        }

        QueryResult<ChangeList> result = SERVICE.changes().list(QueryParameters.of(parameters.toArray(String[]::new)));

        assertThat(((QueryResult.Invalid<ChangeList>) result).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.parameter()).isEqualTo(parameter));
    }
}
