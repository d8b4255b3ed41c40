package uk.regionalratings.system.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.system.kit.DashboardStack;
import uk.regionalratings.system.kit.Jvm;

/** {@code ./ratings mcp} as a process of its own beside a running pipeline, asked by the protocol's own client. */
class McpIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final McpJsonMapper MESSAGES = new JacksonMcpJsonMapper(JSON);
    private static final Map<String, Object> IMPROVED = Map.of(
            "area", "yorkshire-and-the-humber",
            "direction", "IMPROVED",
            "from", "2022-01-01",
            "to", "2026-08-20",
            "judgement", "all");

    private static final JsonSchemaValidator UNCHECKED = new JsonSchemaValidator() {
        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object content) {
            return ValidationResponse.asValid("");
        }
    };

    private static DashboardStack stack;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() {
        stack = DashboardStack.shared();
    }

    private static List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                RatingsCli.class.getName(),
                "mcp",
                "--server",
                stack.url()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static McpSyncClient client(McpClientTransport transport) {
        McpSyncClient client = McpClient.sync(transport)
                .initializationTimeout(Duration.ofMinutes(1))
                .jsonSchemaValidator(UNCHECKED)
                .build();
        client.initialize();
        return client;
    }

    private static void answersWhoImproved(McpSyncClient client) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder("list_changes").arguments(IMPROVED).build());

        String text = ((TextContent) result.content().get(0)).text();
        assertThat(result.isError()).as(text).isFalse();
        JsonNode answer = JSON.valueToTree(result.structuredContent());
        assertThat(answer.path("authorities").asInt()).isEqualTo(15);
        assertThat(answer.path("version").asText()).isNotBlank();
        assertThat(text)
                .contains("Bradford", "Version " + answer.path("version").asText(), "Open Government Licence");
    }

    private static void citesWhatTheApiCites(McpSyncClient client) throws Exception {
        CallToolResult result = client.callTool(CallToolRequest.builder("count_ratings")
                .arguments(Map.of("area", "north", "asOf", "2021-08-20"))
                .build());
        String permalink =
                JSON.valueToTree(result.structuredContent()).path("permalink").asText();

        assertThat(permalink).startsWith(stack.url());
        JsonNode again = JSON.readTree(new String(
                stack.ask(permalink.substring(stack.url().length()), "application/json")
                        .body(),
                StandardCharsets.UTF_8));
        assertThat(again.at("/counts/OUTSTANDING").asInt()).isEqualTo(5);
    }

    @Test
    void anAssistantStartsItAndAsksOverStandardInputAndOutput() throws Exception {
        List<String> errors = new CopyOnWriteArrayList<>();
        StdioClientTransport transport = new StdioClientTransport(
                ServerParameters.builder(java()).args(arguments()).build(), MESSAGES);
        transport.setStdErrorHandler(errors::add);
        McpSyncClient client = client(transport);
        try {
            answersWhoImproved(client);
            citesWhatTheApiCites(client);
        } finally {
            client.close();
        }
        assertThat(errors).isEmpty();
    }

    /** Whatever is on standard output is the protocol's, and the end of the input is the end of the process. */
    @Test
    void printsNothingButTheProtocolAndEndsWithItsInput() throws Exception {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("RATINGS_LOG_LEVEL", "DEBUG");
        builder.environment().put("RATINGS_LOG_LEVEL_LIBRARIES", "DEBUG");
        builder.redirectOutput(output.toFile());
        builder.redirectError(directory.resolve("errors").toFile());
        Process process = builder.start();
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}\n")
                    .flush();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.readString(output)
                    .endsWith("\n"));
            process.outputWriter(StandardCharsets.UTF_8).close();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readAllLines(output)).hasSize(1).allSatisfy(line -> assertThat(
                        JSON.readTree(line).path("jsonrpc").asText())
                .isEqualTo("2.0"));
        assertThat(directory.resolve("errors")).isNotEmptyFile();
    }

    @Test
    void answersOverHttpUntilItIsToldToStop() throws Exception {
        Path output = directory.resolve("http");
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(arguments("--port", "0"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.readString(output)
                    .endsWith("\n"));
            Matcher address =
                    Pattern.compile("MCP on (http://127\\.0\\.0\\.1:\\d+)/mcp").matcher(Files.readString(output));
            assertThat(address.find()).as(Files.readString(output)).isTrue();
            try (McpSyncClient client = client(HttpClientStreamableHttpTransport.builder(address.group(1))
                    .jsonMapper(MESSAGES)
                    .build())) {
                answersWhoImproved(client);
                citesWhatTheApiCites(client);
            }
        } finally {
            Jvm.stop(process);
        }
        assertThat(process.exitValue()).isZero();
    }
}
