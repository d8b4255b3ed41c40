package uk.regionalratings.streams.query.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.parameter.ParameterProblem;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.view.RatingsView;

/** The list of inspections against the rows of the file. */
class InspectionsTest {
    private static final int QUESTIONS = Integer.getInteger("questions", 700);

    private static final RatingsView VIEW = BundledHistory.view();
    private static final List<Map<String, String>> ROWS = Recount.rows("inspections.csv");
    private static final Recount RECOUNT = Recount.ofBundledHistory();
    private static final List<String> GRADES = List.of("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT", "INADEQUATE");
    private static final List<String> PROFILE =
            List.of("impact_of_leaders", "help_and_protection", "in_care", "care_leavers");

    private final QueryService service =
            new QueryService(VIEW, Optional::empty, Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC));

    @Test
    void listsEveryInspectionOnceWithAllOfItsGradesNewestFirst() {
        List<InspectionList.Row> rows = ask(Map.of());

        assertThat(rows).hasSize(ROWS.size()).isSortedAccordingTo((one, other) -> other.publishedOn()
                .compareTo(one.publishedOn()));
        Map<String, InspectionList.Row> byId =
                rows.stream().collect(Collectors.toMap(InspectionList.Row::inspectionId, row -> row));
        for (Map<String, String> row : ROWS) {
            InspectionList.Row listed = byId.get(row.get("inspection_id"));
            assertThat(listed).isNotNull();
            Recount.JUDGEMENTS.forEach(judgement -> assertThat(String.valueOf(
                            listed.grades().containsKey(judgement)
                                    ? listed.grades().get(judgement)
                                    : ""))
                    .isEqualTo(row.get(judgement)));
            assertThat(List.of(
                            listed.authorityId(),
                            listed.framework().name(),
                            listed.startedOn() + "",
                            listed.endedOn() + "",
                            listed.publishedOn() + "",
                            listed.reportUrl() + ""))
                    .containsExactly(
                            row.get("authority_id"),
                            row.get("framework"),
                            row.get("started_on"),
                            row.get("ended_on"),
                            row.get("published_on"),
                            row.get("report_url"));
        }
    }

    @Test
    @Tag("sized")
    void filtersAsARecountOfTheFileDoes() {
        Random random = new Random(20260820);
        int found = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            Map<String, String> question = question(random);
            Set<String> expected = ROWS.stream()
                    .filter(row -> matches(row, question))
                    .map(row -> row.get("inspection_id"))
                    .collect(Collectors.toSet());

            List<InspectionList.Row> rows = ask(question);

            assertThat(rows.stream().map(InspectionList.Row::inspectionId))
                    .as("%s", question)
                    .containsExactlyInAnyOrderElementsOf(expected);
            found += rows.size();
        }
        assertThat(found).isGreaterThan(3 * QUESTIONS);
    }

    private static Map<String, String> question(Random random) {
        Map<String, String> question = new LinkedHashMap<>();
        maybe(random, question, "area", RECOUNT.areas());
        if (random.nextInt(6) == 0) {
            maybe(random, question, "authority", List.of("394", "383", "909", "E10000006", "Leeds City Council"));
        }
        maybe(random, question, "framework", Recount.FAMILIES);
        maybe(random, question, "judgement", List.of("help_and_protection", "adoption", "profile", "all", "in_care"));
        maybe(random, question, "grade", GRADES);
        LocalDate day = LocalDate.of(2014, 1, 1).plusDays(random.nextInt(4_600));
        maybe(random, question, "from", List.of(day.toString()));
        maybe(
                random,
                question,
                "to",
                List.of(day.plusDays(random.nextInt(2_000)).toString()));
        return question;
    }

    private static void maybe(Random random, Map<String, String> question, String name, List<String> values) {
        if (random.nextInt(3) == 0) {
            question.put(name, values.get(random.nextInt(values.size())));
        }
    }

    private static boolean matches(Map<String, String> row, Map<String, String> question) {
        String area = question.get("area");
        String named = question.get("authority");
        String framework = question.getOrDefault("framework", "any");
        String sif = row.get("framework").startsWith("SIF") ? "sif" : "ilacs";
        return (area == null
                        || RECOUNT.members(area, LocalDate.parse(row.get("published_on")))
                                .contains(row.get("authority_id")))
                && (named == null || idOf(named).equals(row.get("authority_id")))
                && (framework.equals("any") || framework.equals(sif))
                && row.get("published_on").compareTo(question.getOrDefault("from", "")) >= 0
                && row.get("published_on").compareTo(question.getOrDefault("to", "9999")) <= 0
                && gives(row, question.get("judgement"), question.get("grade"));
    }

    private static String idOf(String named) {
        return switch (named) {
            case "E10000006" -> "909";
            case "Leeds City Council" -> "383";
            default -> named;
        };
    }

    private static boolean gives(Map<String, String> row, @Nullable String judgement, @Nullable String grade) {
        if (judgement == null && grade == null) {
            return true;
        }
        List<String> judgements = judgement == null || judgement.equals("all")
                ? Recount.JUDGEMENTS
                : judgement.equals("profile") ? PROFILE : List.of(judgement);
        return judgements.stream()
                .map(row::get)
                .anyMatch(given -> grade == null ? !given.isEmpty() : given.equals(grade));
    }

    private List<InspectionList.Row> ask(Map<String, String> question) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        question.forEach((name, value) -> parameters.put(name, List.of(value)));
        QueryResult<InspectionList> result = service.authorities().inspections(QueryParameters.of(parameters));
        assertThat(result).as("%s", question).isInstanceOf(QueryResult.Found.class);
        return ((QueryResult.Found<InspectionList>) result).value().inspections();
    }

    @Test
    void saysWhatCantBeAsked() {
        QueryResult<InspectionList> result = service.authorities()
                .inspections(QueryParameters.of(
                        "grade", "not_rated", "from", "2026-01-02", "to", "2026-01-01", "asOf", "x"));
        QueryResult<InspectionList> nobody =
                service.authorities().inspections(QueryParameters.of("authority", "sunderlnd"));

        assertThat(((QueryResult.Invalid<InspectionList>) result)
                        .problems().stream().map(ParameterProblem::parameter))
                .containsExactlyInAnyOrder("grade", "from", "asOf");
        assertThat(((QueryResult.Invalid<InspectionList>) nobody).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.allowed()).contains("did you mean \"sunderland\""));
    }
}
