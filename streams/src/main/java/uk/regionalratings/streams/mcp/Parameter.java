package uk.regionalratings.streams.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parameter of a tool.
 *
 * @param name as in the query API
 * @param schema its JSON schema
 * @param required whether a call must have it
 */
record Parameter(String name, Map<String, Object> schema, boolean required) {
    private static final String TEXT = "string";

    static Parameter text(String name, String description) {
        return new Parameter(name, Map.of("type", TEXT, "description", description), false);
    }

    /** A civil date, such as 2026-08-20. */
    static Parameter date(String name, String description) {
        return new Parameter(
                name, Map.of("type", TEXT, "format", "date", "description", description + " YYYY-MM-DD."), false);
    }

    static Parameter number(String name, int from, int to, String description) {
        return new Parameter(
                name, Map.of("type", "integer", "minimum", from, "maximum", to, "description", description), false);
    }

    /** One of several values. */
    static Parameter oneOf(String name, List<String> values, String description) {
        return new Parameter(name, Map.of("type", TEXT, "enum", values, "description", description), false);
    }

    /** Several texts. */
    static Parameter list(String name, int fewest, int most, String description) {
        return new Parameter(
                name,
                Map.of(
                        "type", "array",
                        "items", Map.of("type", TEXT),
                        "minItems", fewest,
                        "maxItems", most,
                        "description", description),
                false);
    }

    Parameter needed() {
        return new Parameter(name, schema, true);
    }

    /** The JSON schema of a tool's arguments. */
    static Map<String, Object> schemaOf(List<Parameter> parameters) {
        Map<String, Object> properties = new LinkedHashMap<>();
        parameters.forEach(parameter -> properties.put(parameter.name, parameter.schema));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                parameters.stream()
                        .filter(Parameter::required)
                        .map(Parameter::name)
                        .toList());
        schema.put("additionalProperties", false);
        return schema;
    }
}
