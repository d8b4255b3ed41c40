package uk.regionalratings.streams.query.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.authority.AuthoritiesOfArea;
import uk.regionalratings.streams.query.authority.InspectionList;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Grade;

/** Areas that a question makes on the spot, against a recount from the files. */
class AreasOnTheSpotTest {
    private static final RatingsView VIEW = BundledHistory.view();
    private static final ChangesView CHANGES = PublishedChanges.view();
    private static final Recount RECOUNT = Recount.ofBundledHistory();
    private static final LocalDate NEVER = LocalDate.parse("9999-12-31");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);

    private final QueryService service = new QueryService(VIEW, CHANGES, Optional::empty, CLOCK);

    private static Map<String, Set<String>> areas() {
        Map<String, Set<String>> areas = new LinkedHashMap<>();
        for (Map<String, String> row : Recount.rows("authority-types.csv")) {
            String type = "type:" + row.get("type").toLowerCase(Locale.ROOT).replace(' ', '-');
            areas.computeIfAbsent(type, any -> new TreeSet<>()).add(row.get("authority_id"));
        }
        Map<String, String> slugs = new HashMap<>();
        Recount.rows("authorities.csv").forEach(row -> slugs.put(row.get("authority_id"), row.get("slug")));
        for (Map<String, String> row : Recount.rows("neighbours.csv")) {
            areas.computeIfAbsent("neighbours:" + slugs.get(row.get("authority_id")), any -> new TreeSet<>())
                    .add(row.get("neighbour_id"));
        }
        areas.put("list:leeds,sunderland,cumbria,poole", Set.of("383", "394", "909", "836"));
        return areas;
    }

    @Test
    @Tag("sized")
    void countsEveryPublicationDayLikeARecount() {
        Map<String, Set<String>> areas = areas();
        assertThat(areas).hasSize(4 + 153 + 1);
        int turn = 0;
        for (LocalDate day : Recount.daysInTurn(RECOUNT.publicationDays())) {
            for (Map.Entry<String, Set<String>> area : areas.entrySet()) {
                // Each day and area with another family and judgement; of types and the list with all of them.
                turn++;
                boolean every = !area.getKey().startsWith("neighbours:");
                for (int i = 0; i < (every ? Recount.JUDGEMENTS.size() : 1); i++) {
                    String judgement = Recount.JUDGEMENTS.get((turn + i) % Recount.JUDGEMENTS.size());
                    String family = Recount.FAMILIES.get(turn / 7 % 3);
                    check(
                            area.getKey(),
                            family,
                            judgement,
                            day,
                            RECOUNT.count(area.getValue(), family, judgement, day, NEVER));
                }
            }
        }
    }

    private void check(String area, String family, String judgement, LocalDate day, Recount.Tally expected) {
        RatingsOfArea ratings = found(service.ratings(
                area, QueryParameters.of("framework", family, "judgement", judgement, "asOf", day + "")));
        Map<String, Integer> counts = new TreeMap<>();
        ratings.counts().forEach((grade, number) -> counts.put(grade.name(), number));
        assertThat(counts).as("%s %s %s %s", area, family, judgement, day).isEqualTo(new TreeMap<>(expected.grades()));
        assertThat(ratings.superseded()).isEqualTo(expected.superseded());
        assertThat(ratings.notRated()).isEqualTo(expected.notRated());
        assertThat(ratings.authorities()).isEqualTo(expected.authorities());
    }

    /** The same authorities as a listed area give the same answers, whatever is asked. */
    @Test
    void answersAListAsTheListedAreaOfTheSameAuthorities() {
        String list = "list:" + String.join(",", new TreeSet<>(RECOUNT.members("north-east", NEVER)));
        QueryParameters day = QueryParameters.of("asOf", "2021-08-20");
        QueryParameters years = QueryParameters.of("interval", "year", "judgement", "in_care");

        assertThat(found(service.authorities(list, day)).authorities())
                .isEqualTo(found(service.authorities("north-east", day)).authorities());
        assertThat(found(service.timeline(list, years)).points())
                .isEqualTo(found(service.timeline("north-east", years)).points());
        assertThat(found(service.timeline(list, years)).from())
                .isEqualTo(found(service.timeline("north-east", years)).from());
        assertThat(found(service.ratings(list, QueryParameters.NONE)).profile())
                .isEqualTo(found(service.ratings("North East", QueryParameters.NONE))
                        .profile());
        assertThat(found(service.authorities().inspections(QueryParameters.of("area", list)))
                        .inspections())
                .isEqualTo(found(service.authorities().inspections(QueryParameters.of("area", "north-east")))
                        .inspections());
        assertThat(found(service.changes().list(QueryParameters.of("area", list, "limit", "1000")))
                        .changes())
                .isNotEmpty()
                .isEqualTo(found(service.changes().list(QueryParameters.of("area", "north-east", "limit", "1000")))
                        .changes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list:Leeds City Council, E08000024,leeds | list:leeds,sunderland | 2",
                "LIST:394 | list:sunderland | 1",
                "neighbours:Sunderland City Council | neighbours:sunderland | 10",
                "Type:Metropolitan District | type:metropolitan-district | 36",
            })
    void takesNamesAsPeopleWriteThem(String given, String area, int authorities) {
        RatingsOfArea ratings = found(service.ratings(given, QueryParameters.NONE));

        assertThat(ratings.area()).isEqualTo(area);
        assertThat(ratings.authorities()).isEqualTo(authorities);
    }

    @Test
    void saysThatItUsesTheNeighboursOfToday() {
        RatingsOfArea past = found(service.ratings("neighbours:sunderland", QueryParameters.of("asOf", "2018-01-01")));

        assertThat(past.areaNote()).contains("neighbours are those of today", "children's services model");
        assertThat(found(service.ratings("type:county", QueryParameters.NONE)).areaNote())
                .contains("types of council are those of today");
        assertThat(found(service.ratings("list:leeds", QueryParameters.NONE)).areaNote())
                .isNull();
        assertThat(found(service.ratings("north", QueryParameters.NONE)).areaNote())
                .isNull();
        assertThat(found(service.changes().list(QueryParameters.of("area", "neighbours:leeds")))
                        .areaNote())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type:parish | type:county, ",
                "type: | type:county, ",
                "neighbours:sunderlnd | did you mean \"sunderland\"",
                "neighbours:cumbria | Cumbria has no statistical neighbours",
                "list:leeds,sunderlnd | did you mean \"sunderland\"",
                "list: | there is no authority \"\"",
                "list:leeds,,york | there is no authority \"\"",
                "nowhere | list:leeds,sunderland",
                "region:north | neighbours:sunderland",
            })
    void saysWhatToAskInstead(String given, String hint) {
        QueryResult<RatingsOfArea> byPath = service.ratings(given, QueryParameters.NONE);
        QueryResult<InspectionList> byParameter = service.authorities().inspections(QueryParameters.of("area", given));

        assertThat(byPath).isInstanceOfSatisfying(QueryResult.NotFound.class, missing -> assertThat(missing.hint())
                .contains(hint));
        assertThat(((QueryResult.Invalid<InspectionList>) byParameter).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.allowed()).contains(hint));
    }

    /** Who lies in such an area is not known before the authorities are. */
    @ParameterizedTest
    @ValueSource(strings = {"list:leeds", "neighbours:leeds", "type:county"})
    void asksToComeAgainWhileAuthoritiesAreNotKnown(String area) {
        QueryService early =
                new QueryService(new RatingsView(VIEW.areas()), CHANGES, () -> Optional.of("not yet"), CLOCK);

        assertThat(early.ratings(area, QueryParameters.NONE)).isInstanceOf(QueryResult.Unavailable.class);
        assertThat(early.authorities().inspections(QueryParameters.of("area", area)))
                .isInstanceOf(QueryResult.Unavailable.class);
        assertThat(early.changes().filter(QueryParameters.of("area", area)))
                .isInstanceOf(QueryResult.Unavailable.class);
    }

    @Test
    void listsTheNeighboursByNameWithTheirGrades() {
        AuthoritiesOfArea list = found(service.authorities(
                "neighbours:sunderland", QueryParameters.of("judgement", "help_and_protection", "grade", "GOOD")));

        assertThat(list.authorities()).isNotEmpty().allMatch(row -> row.grade() == Grade.GOOD);
        assertThat(list.authorities().stream().map(AuthoritiesOfArea.Row::name)).isSorted();
        assertThat(list.authorities().stream()
                        .map(AuthoritiesOfArea.Row::authorityId)
                        .collect(Collectors.toSet()))
                .isSubsetOf(areas().get("neighbours:sunderland"));
    }

    private static <T> T found(QueryResult<T> result) {
        assertThat(result).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<T>) result).value();
    }

    @ParameterizedTest
    @CsvSource({
        "Yorkshire, yorkshire-and-the-humber",
        "north eastt, north-east",
        "nirth, north",
        "humber, yorkshire-and-the-humber",
        "manchester, greater-manchester"
    })
    void suggestsTheAreaThatWasProbablyMeant(String given, String meant) {
        QueryResult<?> result = service.ratings(given, QueryParameters.of());

        assertThat(result.toString()).contains("did you mean \"" + meant + "\"");
    }
}
