package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;
import static uk.regionalratings.streams.http.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;

/** Takes everything away, and reads it as other programs do. */
class ExportTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), PublishedChanges.view(), Optional::empty, TODAY));

    @AutoClose
    private static final Client CLIENT = Client.of(API);

    @ParameterizedTest
    @ValueSource(strings = {"tees-valley", "north", "type:county", "neighbours:sunderland", "list:leeds,394"})
    void leavesOutWhatDoesNotLieInTheAreaAskedFor(String area) {
        Set<String> members = member(area, "2026-08-20");

        assertThat(members).isNotEmpty();
        Map<String, String> byUrn = csv("inspections.csv").stream()
                .collect(Collectors.toMap(
                        row -> row.get("ofstedUrn"), row -> row.get("authorityId"), (one, same) -> one));
        Map<String, Function<Map<String, String>, String>> files = Map.of(
                "ratings.csv", row -> row.get("authorityId"),
                "overview.csv", row -> row.get("la_code"),
                "history.csv", row -> byUrn.get(row.get("urn")));
        files.forEach((file, authorityId) -> assertThat(csv(file + "?area=" + area))
                .isNotEmpty()
                .isEqualTo(csv(file).stream()
                        .filter(row -> members.contains(authorityId.apply(row)))
                        .toList()));
        Map<String, Set<String>> byDay = new HashMap<>();
        for (String file : List.of("inspections.csv", "changes.csv")) {
            List<Map<String, String>> expected = csv(file).stream()
                    .filter(row -> byDay.computeIfAbsent(row.get("publishedOn"), day -> member(area, day))
                            .contains(row.get("authorityId")))
                    .toList();
            assertThat(csv(file + "?area=" + area)).isNotEmpty().isEqualTo(expected);
        }
        assertThat(csv("panel.csv?area=" + area))
                .isNotEmpty()
                .isEqualTo(csv("panel.csv").stream()
                        .filter(row -> byDay.computeIfAbsent(row.get("periodEnd"), day -> member(area, day))
                                .contains(row.get("authorityId")))
                        .toList());
    }

    /** As the API lists them. */
    private static Set<String> member(String area, String day) {
        return json(CLIENT.get("/v1/areas/" + area + "/authorities?asOf=" + day))
                .findValuesAsText("authorityId")
                .stream()
                .collect(Collectors.toSet());
    }

    @Test
    void theFileOfAreasHasTheListedAreaAskedFor() {
        assertThat(csv("areas.csv?area=The%20North"))
                .isNotEmpty()
                .isEqualTo(csv("areas.csv").stream()
                        .filter(row -> row.get("area").equals("north"))
                        .toList());
        assertThat(CLIENT.get("/v1/export/areas.csv?area=type:county").body())
                .contains("is made on the spot, and this file has only listed areas");
        assertThat(CLIENT.get("/v1/export/ratings.csv?area=nroth").body()).contains("is not a known area", "north");
    }

    private static String text(String file) {
        HttpResponse<String> response = CLIENT.get("/v1/export/" + file);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static List<Map<String, String>> csv(String file) {
        return ExportFiles.csv(text(file));
    }

    private static byte[] bytes(String file) {
        HttpResponse<byte[]> response =
                CLIENT.send("GET", "/v1/export/" + file, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(file).isEqualTo(200);
        return response.body();
    }

    private static boolean isUnknown(String value) {
        return value.equals("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspections", "ratings", "changes", "areas", "panel"})
    void hasTheSameValuesAsParquetWithTheirTypes(String table) {
        List<Map<String, String>> expected = csv(table + ".csv?asOf=2021-08-20").stream()
                .map(HashMap::new)
                .peek(row -> row.values().removeIf(ExportTest::isUnknown))
                .collect(Collectors.toList());
        List<Map<String, Object>> typed = ExportFiles.parquet(bytes(table + ".parquet?asOf=2021-08-20"));

        List<Map<String, String>> read = new ArrayList<>();
        for (Map<String, Object> row : typed) {
            Map<String, String> texts = new HashMap<>();
            row.forEach((column, value) -> texts.put(
                    column,
                    column.matches("asOf|.*On|period(Start|End)")
                            ? LocalDate.ofEpochDay((Integer) value).toString()
                            : value.toString()));
            read.add(texts);
        }
        assertThat(read).isNotEmpty().isEqualTo(expected);
        typed.forEach(row -> row.forEach((column, value) -> {
            if (column.matches(".*(Id|Urn|Code)")) {
                assertThat(value).as(column).isInstanceOf(String.class);
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspections", "ratings", "changes", "areas", "overview"})
    void hasTheSameValuesAsAWorkbookWhoseIdentitiesAreTexts(String table) {
        String csv = text(table + ".csv");
        List<List<ExportFiles.Cell>> rows = ExportFiles.xlsx(bytes(table + ".xlsx"));
        List<String> header = rows.get(0).stream().map(ExportFiles.Cell::value).toList();
        List<Map<String, String>> expected = ExportFiles.csv(csv);

        assertThat(header).isEqualTo(ExportFiles.header(csv));
        assertThat(rows).hasSize(expected.size() + 1);
        for (int i = 0; i < expected.size(); i++) {
            List<ExportFiles.Cell> row = rows.get(i + 1);
            for (int column = 0; column < row.size(); column++) {
                String name = header.get(column);
                String wanted = expected.get(i).getOrDefault(name, "");
                ExportFiles.Cell cell = row.get(column);
                if (name.matches("authorityId|ofstedUrn|urn|la_code")
                        && !cell.value().isEmpty()) {
                    assertThat(cell.type()).as(name).isEqualTo("s");
                }
                if (cell.type().equals("s") && !isUnknown(wanted)) {
                    assertThat(cell.value()).as("%s of row %d", name, i).isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    void hasEveryInspectionPublishedByTheDay() {
        List<Map<String, String>> all = csv("inspections.csv");
        List<Map<String, String>> early = csv("inspections.csv?asOf=2018-12-31");

        assertThat(all).hasSize(488).isSortedAccordingTo((one, other) -> other.get("publishedOn")
                .compareTo(one.get("publishedOn")));
        assertThat(early)
                .isEqualTo(all.stream()
                        .filter(row -> row.get("publishedOn").compareTo("2018-12-31") <= 0)
                        .toList());
        assertThat(all).anySatisfy(row -> assertThat(row)
                .containsEntry("inspectionId", "394-2021-08-20")
                .containsEntry("overall_effectiveness", "OUTSTANDING")
                .containsEntry("framework", "ILACS"));
    }

    @ParameterizedTest
    @CsvSource({"2021-08-20, ilacs", "2015-01-01, any", "2026-08-20, any", "2024-06-30, sif"})
    void hasTheGradesAndCountsThatTheApiAnswers(String asOf, String framework) {
        List<Map<String, String>> ratings = csv("ratings.csv?asOf=" + asOf);
        List<Map<String, String>> areas = csv("areas.csv?asOf=" + asOf);
        for (String judgement : List.of("overall_effectiveness", "help_and_protection", "care_leavers")) {
            String question = "?asOf=" + asOf + "&framework=" + framework + "&judgement=" + judgement;
            JsonNode listed =
                    json(CLIENT.get("/v1/areas/england/authorities" + question)).get("authorities");
            Map<String, String> answered = new HashMap<>();
            listed.forEach(row -> {
                if (!row.get("grade").isNull()) {
                    answered.put(
                            row.get("authorityId").asText(), row.get("grade").asText());
                }
            });
            assertThat(ratings.stream()
                            .filter(row -> row.get("framework").equals(framework)
                                    && row.get("judgement").equals(judgement))
                            .collect(Collectors.toMap(row -> row.get("authorityId"), row -> row.get("grade"))))
                    .isEqualTo(answered);

            JsonNode counts = json(CLIENT.get("/v1/areas/north/ratings" + question));
            Map<String, String> north = areas.stream()
                    .filter(row -> row.get("area").equals("north")
                            && row.get("framework").equals(framework)
                            && row.get("judgement").equals(judgement))
                    .findFirst()
                    .orElseThrow();
            for (String name : List.of("superseded", "notRated", "authorities")) {
                assertThat(north.get(name)).isEqualTo(counts.get(name).asText());
            }
            assertThat(north.get("OUTSTANDING"))
                    .isEqualTo(counts.at("/counts/OUTSTANDING").asText());
        }
    }

    @Test
    void hasEveryChangePublishedByTheDay() {
        List<Map<String, String>> changes = csv("changes.csv?asOf=2021-08-20");

        assertThat(changes)
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("id", "394/overall_effectiveness/394-2021-08-20")
                        .containsEntry("from", "INADEQUATE")
                        .containsEntry("firstOfItsKind", "true"))
                .allMatch(row -> row.get("publishedOn").compareTo("2021-08-20") <= 0);
        assertThat(changes.stream().map(row -> row.get("inspectionId")).distinct())
                .hasSameSizeAs(csv("inspections.csv?asOf=2021-08-20"));
    }

    /** Each row against what the API answers for the last day of its period. */
    @Test
    void hasAPanelOfWhatStoodAtTheEndOfEachPeriod() {
        List<Map<String, String>> panel = csv("panel.csv?interval=quarter");
        Map<String, Map<String, String>> answered = new HashMap<>();

        for (Map<String, String> row : panel) {
            String end = row.get("periodEnd");
            Map<String, String> grades = answered.computeIfAbsent(end, day -> csv("ratings.csv?asOf=" + day).stream()
                    .filter(rating -> rating.get("framework").equals("any"))
                    .collect(Collectors.toMap(
                            rating -> rating.get("authorityId") + rating.get("judgement"),
                            rating -> rating.get("grade"))));
            for (String judgement : List.of("overall_effectiveness", "impact_of_leaders", "adoption")) {
                assertThat(row.get(judgement)).isEqualTo(grades.get(row.get("authorityId") + judgement));
            }
        }
        assertThat(panel).hasSizeGreaterThan(7_000);
        assertThat(rowOf(panel, "394", "2021-Q3"))
                .containsEntry("inspected", "true")
                .containsEntry("overall_effectiveness", "OUTSTANDING")
                .containsEntry("daysSincePublished", "41")
                .containsEntry("daysSinceEnded", "83");
        assertThat(rowOf(panel, "394", "2021-Q4")).containsEntry("inspected", "false");
        assertThat(rowOf(panel, "394", "2026-Q3"))
                .containsEntry("complete", "false")
                .containsEntry("periodEnd", "2026-08-20");
    }

    @Test
    void hasCodesAndPredecessorsAsTheyWereAtTheEndOfEachPeriod() {
        List<Map<String, String>> panel = csv("panel.csv?interval=year");

        assertThat(rowOf(panel, "825", "2019")).containsEntry("gssCode", "E10000002");
        assertThat(rowOf(panel, "825", "2020")).containsEntry("gssCode", "E06000060");
        assertThat(rowOf(panel, "370", "2024")).containsEntry("gssCode", "E08000016");
        assertThat(rowOf(panel, "370", "2025")).containsEntry("gssCode", "E08000038");
        assertThat(rowOf(panel, "942", "2023")).containsEntry("predecessorIds", "909");
        assertThat(panel)
                .noneMatch(row -> row.get("authorityId").equals("942")
                        && row.get("period").compareTo("2023") < 0);
    }

    private static Map<String, String> rowOf(List<Map<String, String>> panel, String authorityId, String period) {
        return panel.stream()
                .filter(row -> row.get("authorityId").equals(authorityId)
                        && row.get("period").equals(period))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void describesEveryColumnInAValidDataPackage() throws IOException {
        HttpResponse<String> response = CLIENT.get("/v1/export/datapackage.json?asOf=2021-08-20");
        Schema profile;
        try (InputStream in = ExportTest.class.getResourceAsStream("datapackage-2.0.json")) {
            profile = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }

        assertThat(profile.validate(response.body(), InputFormat.JSON)).isEmpty();
        assertThat(profile.validate(response.body().replace("\"resources\"", "\"tables\""), InputFormat.JSON))
                .isNotEmpty();
        JsonNode resources = json(response).get("resources");
        assertThat(resources).hasSize(7);
        resources.forEach(resource -> {
            List<String> described = resource.at("/schema/fields").findValuesAsText("name");
            String path = resource.get("path").asText();
            assertThat(path).endsWith(".csv?asOf=2021-08-20");
            assertThat(described).isEqualTo(ExportFiles.header(text(path)));
            List<String> key = new ArrayList<>();
            resource.at("/schema/primaryKey").forEach(column -> key.add(column.asText()));
            Set<List<String>> keys = new HashSet<>();
            List<Map<String, String>> rows = csv(path);
            rows.forEach(row -> keys.add(key.stream().map(row::get).toList()));
            assertThat(keys).as(path).hasSameSizeAs(rows);
            conforms(resource, rows);
        });
    }

    private static void conforms(JsonNode resource, List<Map<String, String>> rows) {
        Map<String, String> forms = Map.of(
                "string", "(?s).*",
                "date", "\\d{4}-\\d\\d-\\d\\d",
                "integer", "-?\\d+",
                "number", "[0-9.E-]+",
                "boolean", "true|false");
        resource.at("/schema/fields").forEach(field -> {
            String name = field.get("name").asText();
            List<String> allowed = new ArrayList<>();
            field.at("/constraints/enum").forEach(value -> allowed.add(value.asText()));
            assertThat(field.get("description").asText()).isNotEmpty();
            for (Map<String, String> row : rows) {
                String value = row.get(name);
                if (value != null && !isUnknown(value)) {
                    assertThat(value)
                            .as(name)
                            .matches(forms.get(field.get("type").asText()));
                    assertThat(allowed.isEmpty() || allowed.contains(value))
                            .as("%s %s", name, value)
                            .isTrue();
                }
            }
        });
    }

    @Test
    void isAFileWithANameAndOnlySentOnce() {
        HttpResponse<String> csv = CLIENT.get("/v1/export/areas.csv?asOf=2021-08-20&bom=true");
        HttpResponse<String> workbook = CLIENT.get("/v1/export/overview.xlsx");

        assertThat(csv.body()).startsWith("\uFEFFasOf,area,");
        assertThat(header(csv, "Content-Disposition")).isEqualTo("attachment; filename=\"areas-2021-08-20.csv\"");
        assertThat(header(workbook, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"overview-2026-08-20.xlsx\"");
        assertThat(header(workbook, "Content-Type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(CLIENT.get("/v1/export/overview.xlsx", "If-None-Match", header(workbook, "ETag"))
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "inspections.xlsx?bom=true, bom",
        "inspections.csv?bom=perhaps, bom",
        "ratings.csv?interval=year, interval",
        "panel.csv?interval=week, interval",
        "areas.parquet?asOf=2031-01-01, asOf",
        "datapackage.json?asOf=soon, asOf"
    })
    void refusesWhatAFileCanNotBeAskedFor(String file, String parameter) {
        HttpResponse<String> response = CLIENT.get("/v1/export/" + file);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/errors/0/parameter").asText()).isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"history.xlsx", "panel.xlsx", "everything.csv"})
    void knowsNoOtherFile(String file) {
        assertThat(CLIENT.get("/v1/export/" + file).statusCode()).isEqualTo(404);
    }

    private static Path sample(String name) {
        Path sample = Path.of("../../shared/samples/lists", name);
        Assumptions.assumeTrue(
                Files.exists(sample), () -> "the sector's list " + name + " is not here to compare with");
        return sample;
    }

    /** An existing report goes on working at the new address: what the list has right is here in the same cell. */
    @Test
    void hasTheSectorsHistoryInItsOwnWords() throws IOException {
        String theirs = Files.readString(sample("sector-history.csv"));
        String ours = text("history.csv");

        assertThat(ExportFiles.header(ours)).isEqualTo(ExportFiles.header(theirs));
        Map<String, Map<String, String>> byReport = ExportFiles.csv(ours).stream()
                .collect(Collectors.toMap(row -> row.get("inspection_link"), Function.identity()));
        int compared = 0;
        List<String> different = new ArrayList<>();
        for (Map<String, String> row : ExportFiles.csv(theirs)) {
            Map<String, String> own = byReport.get(row.get("inspection_link"));
            boolean read = row.containsKey("inspection_end_date");
            if (own != null && read) {
                compared++;
                compare(row, own, Set.of("inspector_name", "pdf_filename"), different);
            }
        }
        assertThat(compared).isGreaterThan(300);
        assertThat(different).allMatch(line -> WRONG_IN_THE_LISTS.stream().anyMatch(line::startsWith));
    }

    /** What the lists have wrong: the reports say otherwise. Where fieldwork had two periods they know the first one alone; of two reports no days. */
    private static final List<String> WRONG_IN_THE_LISTS = List.of(
            "brighton and hove 16/05/24 inspection_",
            "derbyshire 19/09/19 inspection_",
            "devon 13/05/25 inspection_",
            "doncaster 19/01/18 ",
            "medway 11/09/23 region_code: nan",
            "nottingham 05/09/22 ",
            "nottingham 07/01/19 help_and_protection_grade: to requires improvement",
            "oxfordshire 22/05/18 in_care_grade",
            "rochdale 12/03/18 in_care_grade",
            "south tyneside 10/05/23 inspection_",
            "southend-on-sea 27/08/19 help_and_protection_grade: to requires improvement",
            "st helens 04/09/23 ");

    private static void compare(
            Map<String, String> theirs, Map<String, String> ours, Set<String> unknown, List<String> different) {
        theirs.forEach((column, value) -> {
            if (!unknown.contains(column) && !value.equals(ours.get(column))) {
                different.add(theirs.get("local_authority") + " " + theirs.get("publication_date") + " " + column + ": "
                        + value + " / " + ours.get(column));
            }
        });
    }

    @Test
    void hasTheSectorsOverviewInItsOwnWords() throws IOException {
        List<Map<String, String>> theirs =
                byColumn(ExportFiles.xlsx(Files.readAllBytes(sample("sector-overview.xlsx"))));
        List<Map<String, String>> ours = byColumn(ExportFiles.xlsx(bytes("overview.xlsx?asOf=2026-08-20")));

        assertThat(ours.get(0).keySet()).containsExactlyElementsOf(theirs.get(0).keySet());
        assertThat(ours).hasSize(153).hasSameSizeAs(theirs);
        Map<String, Map<String, String>> byCode =
                ours.stream().collect(Collectors.toMap(row -> row.get("la_code"), Function.identity()));
        List<String> different = new ArrayList<>();
        theirs.forEach(row -> compare(
                row,
                byCode.get(row.get("la_code")),
                Set.of("inspector_name", "inspectors_inspections_count", "local_link_to_all_inspections"),
                different));
        assertThat(different).allMatch(line -> WRONG_IN_THE_LISTS.stream().anyMatch(line::startsWith));
    }

    private static List<Map<String, String>> byColumn(List<List<ExportFiles.Cell>> rows) {
        List<String> header = rows.get(0).stream().map(ExportFiles.Cell::value).toList();
        return rows.stream()
                .skip(1)
                .map(row -> {
                    Map<String, String> cells = new LinkedHashMap<>();
                    for (int column = 0; column < header.size(); column++) {
                        cells.put(
                                header.get(column),
                                column < row.size() ? row.get(column).value() : "");
                    }
                    return cells;
                })
                .toList();
    }
}
