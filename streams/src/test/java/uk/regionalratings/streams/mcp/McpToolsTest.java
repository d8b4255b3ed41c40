package uk.regionalratings.streams.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.cli.ApiServer;
import uk.regionalratings.streams.http.QueryApi;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.vocabulary.Judgement;

/** An assistant asks a running API with the real history, through the SDK's client over HTTP. */
class McpToolsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final AtomicReference<Optional<String>> NOT_READY = new AtomicReference<>(Optional.empty());
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), PublishedChanges.view(), NOT_READY::get, TODAY));

    private static HttpDoor door;
    private static McpSyncClient client;

    @BeforeAll
    static void start() {
        API.start(0);
        door = new HttpDoor(
                new RatingsMcp(ApiServer.at("http://127.0.0.1:" + API.port() + "/")),
                new HttpGuard(Set.of(), true, null));
        door.start(ListenAddress.loopback(0));
        client = McpClients.over(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + door.port())
                .jsonMapper(McpClients.JSON)
                .build());
    }

    @AfterAll
    static void stop() {
        client.close();
        door.close();
        API.close();
    }

    @AfterEach
    void ready() {
        NOT_READY.set(Optional.empty());
    }

    private static CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static JsonNode answer(String tool, Map<String, Object> arguments) {
        CallToolResult result = call(tool, arguments);
        assertThat(result.isError()).as(text(result)).isFalse();
        return JSON.valueToTree(result.structuredContent());
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }

    private static String failure(String tool, Map<String, Object> arguments) {
        CallToolResult result = call(tool, arguments);
        assertThat(result.isError()).as(text(result)).isTrue();
        return text(result);
    }

    @Test
    void saysWhatItIsAndThatNothingIsWritten() {
        assertThat(client.getServerInfo().name()).isEqualTo("regional-ratings");
        assertThat(client.getServerInstructions()).contains("Answer from these tools alone");

        assertThat(client.listTools().tools()).hasSize(14).allSatisfy(tool -> {
            assertThat(tool.annotations().readOnlyHint()).isTrue();
            assertThat(tool.description()).isNotBlank();
            assertThat(tool.inputSchema()).containsEntry("type", "object");
        });
    }

    /** One call, whose arguments stand in the description of the tool. */
    @Test
    void answersWhoImprovedInYorkshireSince2022() {
        Map<String, Object> asked = Map.of(
                "area", "yorkshire-and-the-humber", "direction", "IMPROVED", "from", "2022-01-01", "judgement", "all");
        McpSchema.Tool tool = client.listTools().tools().stream()
                .filter(one -> one.name().equals("list_changes"))
                .findAny()
                .orElseThrow();
        asked.forEach((name, value) -> assertThat(tool.description()).contains(name + "=" + value));

        JsonNode answer = answer("list_changes", asked);

        assertThat(answer.path("authorities").asInt()).isEqualTo(15);
        assertThat(answer.path("next").isNull()).isTrue();
        assertThat(answer.path("inspections").findValuesAsText("authority"))
                .contains("Bradford", "Kirklees", "North East Lincolnshire", "Leeds")
                .doesNotContain("Sunderland");
        assertThat(text(call("list_changes", asked)))
                .contains(
                        "15 authorities",
                        "2025-09-03  North East Lincolnshire",
                        "https://files.ofsted.gov.uk/v1/file/50285393",
                        "Open Government Licence v3.0",
                        "Address http://127.0.0.1:" + API.port() + "/v1/changes?area=yorkshire-and-the-humber");
    }

    @Test
    void countsAsOfADayAndByTwoDates() {
        JsonNode then = answer(
                "count_ratings",
                Map.of(
                        "area", "north",
                        "framework", "ilacs",
                        "asOf", "2021-08-20",
                        "judgement", "overall_effectiveness"));
        JsonNode official =
                answer("count_ratings", Map.of("area", "London", "asOf", "2024-06-30", "inspectedBy", "2024-03-31"));

        assertThat(then.at("/counts/OUTSTANDING").asInt()).isEqualTo(4);
        assertThat(then.path("asOf").asText()).isEqualTo("2021-08-20");
        assertThat(official.at("/shares/goodOrOutstanding").asDouble()).isBetween(0.845, 0.855);
    }

    @Test
    void findsAuthoritiesAndTellsOfOneByAnyName() {
        assertThat(answer("find_authorities", Map.of("text", "SUNDER"))
                        .at("/authorities/0/authorityId")
                        .asText())
                .isEqualTo("394");
        // A name that the list does not show.
        assertThat(answer("find_authorities", Map.of("text", "Sunderland City Council"))
                        .at("/authorities/0/slug")
                        .asText())
                .isEqualTo("sunderland");
        assertThat(answer("get_authority", Map.of("authority", "E08000024"))
                        .path("name")
                        .asText())
                .isEqualTo("Sunderland");
        assertThat(failure("get_authority", Map.of("authority", "sunderlnd")))
                .contains("did you mean \"sunderland\"", "call again");
    }

    @Test
    void listsWhoHasWaitedLongestAndSaysWhatItLeavesOut() {
        CallToolResult result = call("list_authorities", Map.of("sort", "waiting", "limit", 3));
        JsonNode answer = JSON.valueToTree(result.structuredContent());

        assertThat(answer.path("authorities").findValuesAsText("name"))
                .startsWith("Nottingham")
                .hasSize(3);
        assertThat(answer.at("/cut/of").asInt()).isEqualTo(153);
        assertThat(text(result)).contains("Only the first 3 of 153 authorities", "estimates");
    }

    @Test
    void comparesAreasWithEnglandThenAndNow() {
        CallToolResult result = call(
                "compare_areas",
                Map.of(
                        "areas", List.of("north", "neighbours:sunderland"),
                        "judgement", "help_and_protection",
                        "earlierDay", "2021-08-20"));

        JsonNode answers = JSON.valueToTree(result.structuredContent()).path("answers");
        assertThat(answers.findValuesAsText("area"))
                .containsExactly(
                        "north", "neighbours:sunderland", "england", "north", "neighbours:sunderland", "england");
        assertThat(text(result).lines().filter(line -> line.startsWith("2021-08-20  help and protection")))
                .hasSize(3);
        assertThat(text(result)).containsOnlyOnce("statistical neighbours are those of today");
    }

    @Test
    void reproducesOfstedsFigureOfWhoImproved() {
        JsonNode answer = answer(
                "get_transitions",
                Map.of(
                        "framework", "ilacs",
                        "between", "first_and_last",
                        "asOf", "2024-06-30",
                        "inspectedBy", "2024-03-31"));

        assertThat(answer.at("/shares/improved").asDouble()).isEqualTo(0.4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tool\":\"get_timeline\",\"area\":\"north\",\"interval\":\"quarter\",\"from\":\"2024-01-01\"}",
                "{\"tool\":\"get_grades_over_time\",\"area\":\"north-east\",\"from\":\"2018-01-01\",\"everGraded\":\"INADEQUATE\"}",
                "{\"tool\":\"list_inspections\",\"authority\":\"Sunderland\"}",
                "{\"tool\":\"list_authorities\",\"judgement\":\"all\",\"grade\":\"INADEQUATE\"}",
                "{\"tool\":\"get_days_to_publication\"}",
                "{\"tool\":\"list_areas\"}",
                "{\"tool\":\"get_downloads\",\"asOf\":\"2024-03-31\"}",
                "{\"tool\":\"explain_data\"}"
            })
    void citesEveryAnswer(String call) throws Exception {
        Map<String, Object> arguments = JSON.readerForMapOf(Object.class).readValue(call);
        String tool = String.valueOf(arguments.remove("tool"));
        CallToolResult result = call(tool, arguments);

        assertThat(result.isError()).as(text(result)).isFalse();
        JsonNode answer = JSON.valueToTree(result.structuredContent());
        assertThat(answer.path("address").asText()).startsWith("http://127.0.0.1:" + API.port() + "/v1/");
        assertThat(text(result))
                .contains("Ofsted", "Open Government Licence", "http://127.0.0.1:" + API.port())
                .doesNotContain("--");
    }

    @Test
    void listsTheChangesOfTenInspectionsUnlessAskedOtherwise() {
        assertThat(Tools.CHANGES).isGreaterThanOrEqualTo(10 * Judgement.values().length);
    }

    @Test
    void saysWhatIsAllowedOfAWrongArgument() {
        assertThat(failure("count_ratings", Map.of("area", "atlantis"))).contains("yorkshire-and-the-humber");
        assertThat(failure("count_ratings", Map.of("area", "Yorkshire")))
                .contains("did you mean \"yorkshire-and-the-humber\" (Yorkshire and The Humber)?");
        assertThat(failure("count_ratings", Map.of("asOf", "2030-01-01"))).contains("asOf: \"2030-01-01\"");
        assertThat(failure("count_ratings", Map.of("day", "2024-01-01"))).contains("This tool takes: area, judgement");
        assertThat(failure("get_authority", Map.of())).contains("\"authority\" is missing");
        assertThat(failure("list_changes", Map.of("limit", 0))).contains("not a number from 1 to 1000");
        assertThat(failure("compare_areas", Map.of("areas", List.of("a", "b", "c", "d", "e", "f", "g"))))
                .contains("7 are too many");
    }

    @Test
    void saysThatTheServerIsNotReady() {
        NOT_READY.set(Optional.of("loading: 12 of 488 records"));

        assertThat(failure("count_ratings", Map.of())).contains("loading: 12 of 488 records", "ask again");
    }
}
