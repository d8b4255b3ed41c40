package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.CarriedRecount;
import uk.regionalratings.streams.HistoryRows;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.query.period.TimelineOfArea;
import uk.regionalratings.streams.view.RatingsView;

/**
 * The reorganisation of 1 April 2028 rehearsed on the bundled history, with invented codes: Surrey becomes two a year before, then 20 counties
 * and 20 unitary authorities become 40 new ones, each county and the unitary authorities beside it becoming two that share its services.
 */
class ReorganisationRehearsalTest {
    private static final LocalDate NEVER = LocalDate.parse("9999-12-31");
    private static final LocalDate FIRST_DAY = LocalDate.parse("2028-04-01");

    @Test
    void movesCountsOnItsDayAndTellsNoChangeOfRating() {
        HistoryRows before = HistoryRows.bundled();
        HistoryRows after = reorganised();
        try (PipelineDriver pipeline = new PipelineDriver()) {
            // Given
            register(pipeline, before, 1);
            RealHistory.inspections().forEach(pipeline::publish);
            Map<String, AreaRatings> areasBefore = new HashMap<>(pipeline.areaRatings());
            assertThat(pipeline.newRecords()).isNotEmpty();

            // When
            register(pipeline, after, 2);

            // Then
            assertThat(pipeline.newRecords()).as("rating changes").isEmpty();
            assertThat(pipeline.rejections()).isEmpty();
            assertThat(pipeline.tallies().values()).allMatch(Tallies::addsUp);
            assertAnswers(view(pipeline), after);
            assertThat(areasBefore).isNotEmpty();

            // When: the same again, as a second run of the ingest sends it
            Map<String, AuthorityRatings> rows = new HashMap<>(pipeline.authorityRatings());
            register(pipeline, after, 2);

            // Then
            assertThat(pipeline.authorityRatings()).isEqualTo(rows);
            assertThat(pipeline.newRecords()).isEmpty();
        }
    }

    @Test
    void theFirstInspectionOfASuccessorIsAFirstAndNoChangeFromItsPredecessor() {
        HistoryRows rows = HistoryRows.bundled()
                .abolished("936", "2020-03-31", "400;401")
                .withAuthority("400", "south-east", "2020-04-01", "", "")
                .withAuthority("401", "south-east", "2020-04-01", "", "");
        try (PipelineDriver pipeline = new PipelineDriver()) {
            register(pipeline, rows, 1);
            RealHistory.inspections().stream()
                    .filter(inspection -> inspection.publishedOn().isBefore(LocalDate.parse("2020-01-01")))
                    .forEach(pipeline::publish);
            pipeline.newRecords();

            pipeline.publish(HistoryRows.inspection(HistoryRows.bundled()
                    .withInspection("400", "ILACS", "2021-05-05", "overall_effectiveness=OUTSTANDING")
                    .inspections()
                    .get(488)));

            List<RatingChanged> told = pipeline.newChanges();
            assertThat(told).singleElement().satisfies(change -> {
                assertThat(change.getDirection()).isEqualTo(Direction.FIRST);
                assertThat(change.getFrom()).isNull();
                assertThat(change.getFirstOfItsKind()).isFalse();
            });
        }
    }

    private static void register(PipelineDriver pipeline, HistoryRows rows, long revision) {
        rows.authorities().forEach(row -> pipeline.register(HistoryRows.authority(row), revision));
    }

    private static RatingsView view(PipelineDriver pipeline) {
        RatingsView view = new RatingsView(ReferenceFiles.bundledAreas());
        pipeline.authorityRatings().values().forEach(view::update);
        return view;
    }

    private static HistoryRows reorganised() {
        HistoryRows rows = HistoryRows.bundled()
                .abolished("936", "2027-03-31", "400;401")
                .withAuthority("400", "south-east", "2027-04-01", "", "")
                .withAuthority("401", "south-east", "2027-04-01", "", "");
        Map<String, String> types = new LinkedHashMap<>();
        Recount.rows("authority-types.csv").forEach(row -> types.put(row.get("authority_id"), row.get("type")));
        Map<String, List<String>> unitaries = new HashMap<>();
        List<Map<String, String>> counties = new ArrayList<>();
        Set<String> abolished = new HashSet<>();
        for (Map<String, String> row : List.copyOf(rows.authorities())) {
            String type = types.getOrDefault(row.get("authority_id"), "");
            if (type.equals("County") && !row.get("authority_id").equals("936")) {
                counties.add(row);
            } else if (type.equals("Unitary Authority")) {
                unitaries
                        .computeIfAbsent(row.get("region"), any -> new ArrayList<>())
                        .add(row.get("authority_id"));
            }
        }
        int code = 430;
        for (Map<String, String> county : counties) {
            String heirs = code++ + ";" + code++;
            List<String> beside = unitaries.getOrDefault(county.get("region"), List.of());
            if (!beside.isEmpty()) {
                String unitary = beside.remove(0);
                abolished.add(unitary);
                rows.abolished(unitary, "2028-03-31", heirs.substring(0, 3));
            }
            abolished.add(county.get("authority_id"));
            rows.abolished(county.get("authority_id"), "2028-03-31", heirs);
            for (String heir : heirs.split(";", -1)) {
                rows.withAuthority(heir, county.get("region"), FIRST_DAY.toString(), "", "");
            }
        }
        assertThat(counties).hasSize(20);
        assertThat(abolished).hasSize(40);
        assertThat(rows.authorities().stream().map(row -> row.get("authority_id")))
                .doesNotHaveDuplicates();
        return rows;
    }

    private static void assertAnswers(RatingsView view, HistoryRows rows) {
        Recount none = rows.recount();
        CarriedRecount carry = new CarriedRecount(none);
        QueryService service = new QueryService(
                view, Optional::empty, Clock.fixed(Instant.parse("2028-06-01T11:00:00Z"), ZoneOffset.UTC));
        for (String day : List.of("2026-08-20", "2027-03-31", "2027-04-01", "2028-03-31", "2028-04-01", "2028-06-01")) {
            LocalDate asOf = LocalDate.parse(day);
            for (String area : none.areas()) {
                for (String judgement : Recount.JUDGEMENTS) {
                    assertThat(numbers(ratings(service, area, judgement, day, "carry")))
                            .as("%s %s on %s", area, judgement, day)
                            .isEqualTo(carry.count(area, "any", judgement, asOf, NEVER));
                    assertThat(ratings(service, area, judgement, day, "none").notRated())
                            .isEqualTo(none.count(area, "any", judgement, asOf).notRated());
                }
            }
        }
        RatingsOfArea last = ratings(service, "england", "impact_of_leaders", "2028-03-31", "none");
        RatingsOfArea first = ratings(service, "england", "impact_of_leaders", "2028-04-01", "none");
        assertThat(last.authorities()).isEqualTo(154);
        assertThat(first.authorities()).isEqualTo(154);
        assertThat(first.notRated() - last.notRated()).isEqualTo(40);
        TimelineOfArea line = ((QueryResult.Found<TimelineOfArea>) service.timeline(
                        "england", QueryParameters.of("from", "2027-01-31", "judgement", "impact_of_leaders")))
                .value();
        assertThat(line.points().stream().flatMap(point -> point.steps().stream()))
                .extracting(TimelineOfArea.Step::cause)
                .containsOnly("reorganisation");
        assertThat(line.reorganisations())
                .extracting(one -> one.day() + " " + one.abolished().size() + " "
                        + one.established().size())
                .containsExactly("2027-04-01 1 2", "2028-04-01 40 40");
    }

    private static RatingsOfArea ratings(
            QueryService service, String area, String judgement, String day, String lineage) {
        return ((QueryResult.Found<RatingsOfArea>) service.ratings(
                        area, QueryParameters.of("judgement", judgement, "asOf", day, "lineage", lineage)))
                .value();
    }

    private static List<Integer> numbers(RatingsOfArea ratings) {
        List<Integer> numbers = new ArrayList<>(ratings.counts().values());
        numbers.addAll(List.of(ratings.superseded(), ratings.notRated(), ratings.unsettled(), ratings.authorities()));
        return numbers;
    }
}
