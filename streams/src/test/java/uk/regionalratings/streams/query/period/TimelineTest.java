package uk.regionalratings.streams.query.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Grade;

class TimelineTest {
    private static final RatingsView VIEW = BundledHistory.view();

    private final QueryService service =
            new QueryService(VIEW, Optional::empty, Clock.fixed(Instant.parse("2026-08-20T23:30:00Z"), ZoneOffset.UTC));

    private TimelineOfArea timeline(String... parameters) {
        QueryResult<TimelineOfArea> result = service.timeline("england", QueryParameters.of(parameters));
        assertThat(result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<TimelineOfArea>) result).value();
    }

    private static List<String> days(TimelineOfArea timeline) {
        return timeline.points().stream().map(point -> point.date().toString()).toList();
    }

    @Test
    void goesByMonthFromTheFirstPublicationToTodayInLondonByDefault() {
        TimelineOfArea timeline = timeline();

        assertThat(timeline.from()).isEqualTo("2014-02-11");
        // Half past midnight in London.
        assertThat(timeline.to()).isEqualTo("2026-08-21");
        assertThat(days(timeline)).startsWith("2014-02-28", "2014-03-31").endsWith("2026-07-31", "2026-08-21");
        assertThat(timeline.points()).hasSize(151);
    }

    @ParameterizedTest
    @CsvSource({
        "day,   2021-08-19, 2021-08-21, 2021-08-19;2021-08-20;2021-08-21",
        "month, 2021-08-31, 2021-09-30, 2021-08-31;2021-09-30",
        "month, 2021-08-31, 2021-10-01, 2021-08-31;2021-09-30;2021-10-01",
        "quarter, 2023-11-15, 2024-05-01, 2023-12-31;2024-03-31;2024-05-01",
        "YEAR,  2020-05-05, 2022-01-01, 2020-12-31;2021-12-31;2022-01-01",
        "year,  2021-08-20, 2021-08-20, 2021-08-20",
    })
    void hasAPointForEachIntervalThatItTouches(String interval, String from, String to, String days) {
        assertThat(days(timeline("interval", interval, "from", from, "to", to)))
                .isEqualTo(List.of(days.split(";", -1)));
    }

    @Test
    void countsOnEachPointWhatTheRatingsOfThatDayCount() {
        for (TimelineOfArea.Point point : timeline("framework", "ilacs").points()) {
            QueryResult<RatingsOfArea> ratings = service.ratings(
                    "england",
                    QueryParameters.of(
                            "framework", "ilacs", "asOf", point.date().toString()));

            assertThat(((QueryResult.Found<RatingsOfArea>) ratings).value())
                    .extracting(
                            RatingsOfArea::counts,
                            RatingsOfArea::superseded,
                            RatingsOfArea::notRated,
                            RatingsOfArea::authorities)
                    .containsExactly(point.counts(), point.superseded(), point.notRated(), point.authorities());
        }
    }

    @Test
    void isOnePointWhereNothingWasEverPublishedOrBeforeAnythingWas() {
        assertThat(days(timeline("framework", "ilacs", "judgement", "adoption")))
                .containsExactly("2026-08-21");
        assertThat(days(timeline("to", "2001-05-05"))).containsExactly("2001-05-05");
    }

    @Test
    void growsAsTheRealHistoryDid() {
        List<TimelineOfArea.Point> points = timeline(
                        "framework", "ilacs", "interval", "day", "from", "2021-08-19", "to", "2021-08-20")
                .points();

        assertThat(points.get(0).counts()).containsEntry(Grade.OUTSTANDING, 17);
        assertThat(points.get(1).counts()).containsEntry(Grade.OUTSTANDING, 18);
        assertThat(points.get(1).date()).isEqualTo(LocalDate.parse("2021-08-20"));
    }
}
