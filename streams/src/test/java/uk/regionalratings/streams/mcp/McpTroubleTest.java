package uk.regionalratings.streams.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.streams.cli.ApiServer;

/** An API that is away or something else, and requests that are not served. */
class McpTroubleTest {
    private static String failureOf(String server) {
        try (HttpDoor door = open(server, null);
                McpSyncClient client =
                        McpClients.over(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + door.port())
                                .jsonMapper(McpClients.JSON)
                                .build())) {
            CallToolResult result = client.callTool(
                    CallToolRequest.builder("list_areas").arguments(Map.of()).build());
            assertThat(result.isError()).isTrue();
            return ((TextContent) result.content().get(0)).text();
        }
    }

    private static HttpDoor open(String server, String token) {
        HttpDoor door = new HttpDoor(new RatingsMcp(ApiServer.at(server)), new HttpGuard(Set.of(), true, token));
        door.start(ListenAddress.loopback(0));
        return door;
    }

    private static HttpResponse<String> post(HttpDoor door, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void saysThatTheServerIsAway() {
        assertThat(failureOf("http://127.0.0.1:1")).contains("can't be reached", "--server", "instead of guessing");
    }

    @Test
    void saysThatTheServerIsSomethingElse() {
        Javalin other = Javalin.create(
                        config -> config.routes.get("/v1/areas", context -> context.html("<h1>Hello</h1>")))
                .start("127.0.0.1", 0);
        try {
            assertThat(failureOf("http://127.0.0.1:" + other.port())).contains("did not answer like the query API");
        } finally {
            other.stop();
        }
    }

    @Test
    void refusesWhoMayNotAskAndSaysWhy() throws Exception {
        String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
        try (HttpDoor door = open("http://127.0.0.1:1", "s3cret")) {
            assertThat(post(door, list).statusCode()).isEqualTo(401);
            assertThat(post(door, list).body()).contains("Authorization: Bearer");
            assertThat(post(door, list, "Origin", "http://evil.example").body())
                    .contains("--origin http://evil.example");
            assertThat(post(door, list, "Authorization", "Bearer s3cret").body())
                    .contains("list_changes");
        }
    }

    @Test
    void tellsNothingOfItsCodeToWhoSendsNonsense() throws Exception {
        try (HttpDoor door = open("http://127.0.0.1:1", null)) {
            HttpResponse<String> answer = post(door, "{nonsense");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Invalid message format").doesNotContain("stackTrace", ".java");
            assertThat(post(door, "x".repeat(70_000)).statusCode()).isEqualTo(413);
        }
    }
}
