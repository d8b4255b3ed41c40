package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.CarriedRecount;
import uk.regionalratings.streams.HistoryRows;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Grade;

/**
 * Whatever reorganisations there are, in whatever order they and the inspections arrive, both lineages count what a recount counts: splits,
 * merges, both at once, chains, gaps, predecessors that exist on, and wrong data that makes an authority its own predecessor.
 */
@Tag("sized")
class RandomReorganisationsTest {
    private static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final int DAYS = 10;
    private static final LocalDate NEVER = LocalDate.parse("9999-12-31");
    private static final List<String> AREAS = List.of("england", "north");
    private static final List<String> JUDGEMENTS = List.of("overall_effectiveness", "in_care");
    private static final List<String> FAMILIES = List.of("ilacs", "any");

    @Property
    @AddLifecycleHook(HistoriesToTry.class)
    void bothLineagesCountLikeARecount(@ForAll Random random) {
        HistoryRows rows = reorganised(random);

        RatingsView view = published(rows, random);

        Recount none = rows.recount();
        CarriedRecount carry = new CarriedRecount(none);
        QueryService service =
                new QueryService(view, Optional::empty, Clock.fixed(PipelineDriver.SENT, ZoneOffset.UTC));
        for (int day = -1; day <= DAYS + 1; day++) {
            LocalDate asOf = START.plusDays(day);
            for (String area : AREAS) {
                for (String judgement : JUDGEMENTS) {
                    for (String family : FAMILIES) {
                        assertThat(answer(service, area, judgement, family, asOf, "carry"))
                                .as("%s %s %s on %s of %s", area, judgement, family, asOf, rows)
                                .isEqualTo(carry.count(area, family, judgement, asOf, NEVER));
                        assertThat(answer(service, area, judgement, family, asOf, "none"))
                                .isEqualTo(numbers(none.count(area, family, judgement, asOf)));
                    }
                }
            }
        }
    }

    private static HistoryRows reorganised(Random random) {
        HistoryRows rows = new HistoryRows(new ArrayList<>(), new ArrayList<>());
        List<String> ids = List.of("301", "302", "303", "304", "305", "306", "307");
        for (String id : ids) {
            String established = random.nextBoolean() ? "" : day(random, 0, DAYS / 2);
            String abolished = random.nextBoolean() ? "" : day(random, DAYS / 2, DAYS);
            List<String> successors = new ArrayList<>(ids);
            Collections.shuffle(successors, random);
            String heirs = String.join(";", successors.subList(0, Math.max(0, random.nextInt(6) - 2)));
            rows.withAuthority(id, random.nextBoolean() ? "north-east" : "london", established, abolished, heirs);
        }
        for (int i = 0; i < 9; i++) {
            String grades = "overall_effectiveness=" + grade(random) + " in_care=" + grade(random);
            String framework = random.nextInt(3) == 0 ? "SIF" : "ILACS";
            String some = random.nextInt(3) == 0 ? grades.split(" ", 2)[random.nextInt(2)] : grades;
            String id = ids.get(random.nextInt(ids.size()));
            String published = day(random, 0, DAYS);
            boolean known = rows.inspections().stream()
                    .anyMatch(row -> row.get("inspection_id").equals(id + "-" + published));
            if (!known) {
                rows.withInspection(id, framework, published, some);
            }
        }
        return rows;
    }

    private static String day(Random random, int first, int last) {
        return START.plusDays(first + random.nextInt(last - first + 1)).toString();
    }

    private static Grade grade(Random random) {
        // Two grades, so that predecessors often agree.
        return random.nextBoolean() ? Grade.GOOD : Grade.INADEQUATE;
    }

    private static RatingsView published(HistoryRows rows, Random random) {
        List<Map<String, String>> events = new ArrayList<>(rows.authorities());
        events.addAll(rows.inspections());
        Collections.shuffle(events, random);
        try (PipelineDriver pipeline = new PipelineDriver()) {
            for (Map<String, String> event : events) {
                if (event.containsKey("inspection_id")) {
                    pipeline.publish(HistoryRows.inspection(event));
                } else {
                    pipeline.register(HistoryRows.authority(event), 1);
                }
            }
            RatingsView view = new RatingsView(ReferenceFiles.bundledAreas());
            pipeline.authorityRatings().values().forEach(view::update);
            return view;
        }
    }

    private static List<Integer> answer(
            QueryService service, String area, String judgement, String family, LocalDate asOf, String lineage) {
        QueryResult<RatingsOfArea> result = service.ratings(
                area,
                QueryParameters.of(
                        "judgement", judgement, "framework", family, "asOf", asOf.toString(), "lineage", lineage));
        RatingsOfArea ratings = ((QueryResult.Found<RatingsOfArea>) result).value();
        List<Integer> numbers = new ArrayList<>(ratings.counts().values());
        numbers.addAll(List.of(ratings.superseded(), ratings.notRated(), ratings.unsettled(), ratings.authorities()));
        return numbers;
    }

    private static List<Integer> numbers(Recount.Tally tally) {
        List<Integer> numbers = new ArrayList<>();
        for (Grade grade : Grade.values()) {
            numbers.add(tally.grades().get(grade.name()));
        }
        numbers.addAll(List.of(tally.superseded(), tally.notRated(), 0, tally.authorities()));
        return numbers;
    }
}
