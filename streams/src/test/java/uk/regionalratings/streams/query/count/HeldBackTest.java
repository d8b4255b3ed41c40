package uk.regionalratings.streams.query.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;

/** Which judgement holds an area back, against a recount from the files. */
class HeldBackTest {
    private static final Recount RECOUNT = Recount.ofBundledHistory();
    private static final List<String> PROFILE =
            List.of("impact_of_leaders", "help_and_protection", "in_care", "care_leavers");

    private final QueryService service = new QueryService(
            BundledHistory.view(), Optional::empty, Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC));

    private RatingsOfArea ask(String area, String... parameters) {
        return ((QueryResult.Found<RatingsOfArea>) service.ratings(area, QueryParameters.of(parameters))).value();
    }

    @Test
    void namesTheJudgementWithTheLowestShareOnEveryPublicationDayLikeARecount() {
        int turn = 0;
        for (LocalDate day : RECOUNT.publicationDays()) {
            String area = RECOUNT.areas().get(turn++ % RECOUNT.areas().size());
            // With a second date the counts are made another way.
            LocalDate inspectedBy = turn % 4 == 0 ? day.minusMonths(2) : day;
            String[] parameters = turn % 4 == 0
                    ? new String[] {"judgement", "profile", "asOf", day + "", "inspectedBy", inspectedBy + ""}
                    : new String[] {"judgement", "profile", "asOf", day + ""};
            Map<String, Double> shares = new TreeMap<>();
            for (String judgement : PROFILE) {
                Recount.Tally tally = RECOUNT.count(area, "any", judgement, day, inspectedBy);
                if (tally.authorities() > tally.notRated()) {
                    shares.put(judgement, tally.goodOrOutstanding());
                }
            }
            double lowest = shares.values().stream().min(Double::compare).orElse(0.0);

            List<RatingsOfArea.HeldBack> told =
                    Objects.requireNonNull(ask(area, parameters).heldBackBy());

            assertThat(told.stream().map(RatingsOfArea.HeldBack::judgement))
                    .as("%s %s", area, day)
                    .containsExactlyInAnyOrderElementsOf(shares.keySet().stream()
                            .filter(judgement -> shares.get(judgement) == lowest)
                            .collect(Collectors.toList()));
            assertThat(told).allSatisfy(one -> {
                assertThat(one.goodOrOutstanding()).isEqualTo(lowest, within(1e-9));
                assertThat(one.inEngland())
                        .isEqualTo(
                                RECOUNT.count("england", "any", one.judgement(), day, inspectedBy)
                                        .goodOrOutstanding(),
                                within(1e-9));
            });
        }
    }

    @Test
    void leavesOutJudgementsThatInspectionsOfTheDayDoNotMake() {
        assertThat(Objects.requireNonNull(ask("north", "judgement", "all").heldBackBy()))
                .extracting(RatingsOfArea.HeldBack::judgement)
                .isSubsetOf(PROFILE);
        assertThat(ask("north", "judgement", "in_care").heldBackBy()).isNull();
    }
}
