package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.util.Map;

/** The SDK's own client, with our libraries for JSON. */
final class McpClients {
    static final McpJsonMapper JSON = new JacksonMcpJsonMapper(new ObjectMapper());

    private static final JsonSchemaValidator UNCHECKED = new JsonSchemaValidator() {
        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object content) {
            return ValidationResponse.asValid("");
        }
    };

    private McpClients() {}

    /** A client that has introduced itself. */
    static McpSyncClient over(McpClientTransport transport) {
        McpSyncClient client =
                McpClient.sync(transport).jsonSchemaValidator(UNCHECKED).build();
        client.initialize();
        return client;
    }
}
