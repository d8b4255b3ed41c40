package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.util.List;
import java.util.Map;
import uk.regionalratings.streams.cli.ApiServer;

/** The tools as a server of the Model Context Protocol, over either transport. */
final class RatingsMcp {
    private static final String NAME = "regional-ratings";
    private static final String VERSION = "0.1.0";

    private static final String INSTRUCTIONS =
            "How English local authorities' children's services are rated by Ofsted: by area, judgement and framework,"
                    + " on any day since 2014. Answer from these tools alone, and say so where they have no answer. With"
                    + " each figure name its day, and cite source, version and permalink as the answer gives them. A"
                    + " standing grade is the last one given; superseded means that a later inspection did not make that"
                    + " judgement. No inspection since April 2026 makes an overall judgement: say which judgement an"
                    + " answer is by. Dates of the next inspection are estimates. For who improved or declined use"
                    + " list_changes; for how many, count_ratings; for who, list_authorities.";

    /** No library checks the schemas: the query API checks every value, and Arguments every name. */
    private static final JsonSchemaValidator UNCHECKED = new JsonSchemaValidator() {
        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object content) {
            return ValidationResponse.asValid("");
        }
    };

    /** A refusal over HTTP is an exception as JSON, without its stack trace. */
    @JsonIgnoreProperties({"cause", "stackTrace", "suppressed", "localizedMessage"})
    private static final class WithoutItsPlace {}

    private final List<Tool> tools;
    private final McpJsonMapper json =
            new JacksonMcpJsonMapper(new ObjectMapper().addMixIn(McpError.class, WithoutItsPlace.class));

    RatingsMcp(ApiServer server) {
        tools = new Tools(new RatingsApi(server)).all();
    }

    /** The JSON form of messages. */
    McpJsonMapper json() {
        return json;
    }

    McpSyncServer over(McpServerTransportProvider transport) {
        return McpServer.sync(transport)
                .serverInfo(NAME, VERSION)
                .instructions(INSTRUCTIONS)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .jsonMapper(json)
                .jsonSchemaValidator(UNCHECKED)
                .validateToolInputs(false)
                .tools(tools.stream()
                        .map(tool -> SyncToolSpecification.builder()
                                .tool(definition(tool))
                                .callHandler((exchange, call) -> call(tool, call))
                                .build())
                        .toList())
                .build();
    }

    McpStatelessSyncServer over(McpStatelessServerTransport transport) {
        return McpServer.sync(transport)
                .serverInfo(NAME, VERSION)
                .instructions(INSTRUCTIONS)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .jsonMapper(json)
                .jsonSchemaValidator(UNCHECKED)
                .validateToolInputs(false)
                .tools(tools.stream()
                        .map(tool -> McpStatelessServerFeatures.SyncToolSpecification.builder()
                                .tool(definition(tool))
                                .callHandler((context, call) -> call(tool, call))
                                .build())
                        .toList())
                .build();
    }

    private static McpSchema.Tool definition(Tool tool) {
        return McpSchema.Tool.builder(tool.name(), Parameter.schemaOf(tool.parameters()))
                .title(tool.title())
                .description(tool.description())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .title(tool.title())
                        .readOnlyHint(true)
                        .destructiveHint(false)
                        .idempotentHint(true)
                        .openWorldHint(false)
                        .build())
                .build();
    }

    private static CallToolResult call(Tool tool, CallToolRequest call) {
        try {
            ToolAnswer answer = tool.asking().answer(Arguments.of(call.arguments(), tool.parameters()));
            return CallToolResult.builder()
                    .structuredContent(answer.content())
                    .addTextContent(answer.text())
                    .isError(false)
                    .build();
        } catch (ToolFailure e) {
            return CallToolResult.builder()
                    .addTextContent(String.valueOf(e.getMessage()))
                    .isError(true)
                    .build();
        }
    }
}
