package uk.regionalratings.streams.mcp;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.cli.Question;

/**
 * The arguments of a call. Only their names are checked here, since tools have parameters that the query API lacks; the
 * API checks the values.
 */
final class Arguments {
    private final Map<String, Object> given;

    private Arguments(Map<String, Object> given) {
        this.given = given;
    }

    /**
     * The arguments of a call of a tool with these parameters.
     *
     * @throws ToolFailure if an argument is unknown, or a required one is missing
     */
    static Arguments of(@Nullable Map<String, Object> given, List<Parameter> parameters) throws ToolFailure {
        Map<String, Object> all = given == null ? Map.of() : given;
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (String name : all.keySet()) {
            if (!names.contains(name)) {
                throw new ToolFailure("There is no argument \"" + name + "\". This tool takes: "
                        + (names.isEmpty() ? "none" : String.join(", ", names)) + ".");
            }
        }
        Arguments arguments = new Arguments(all);
        for (Parameter parameter : parameters) {
            if (parameter.required() && arguments.text(parameter.name()) == null) {
                throw new ToolFailure("The argument \"" + parameter.name() + "\" is missing: "
                        + parameter.schema().get("description"));
            }
        }
        return arguments;
    }

    /** Null if not given, or empty. Numbers and booleans are converted to text. */
    @Nullable
    String text(String name) {
        Object value = given.get(name);
        String text = value == null ? "" : String.valueOf(value).strip();
        return text.isEmpty() ? null : text;
    }

    String text(String name, String otherwise) {
        return Objects.requireNonNullElse(text(name), otherwise);
    }

    /** Several values; a single value counts as a list. */
    List<String> list(String name) {
        Object value = given.get(name);
        if (value instanceof List<?> values) {
            return values.stream().map(String::valueOf).map(String::strip).toList();
        }
        String text = text(name);
        return text == null ? List.of() : List.of(text);
    }

    /**
     * A number between 1 and {@code most}.
     *
     * @throws ToolFailure if the argument is not such a number
     */
    int number(String name, int otherwise, int most) throws ToolFailure {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new ToolFailure(name + ": \"" + text + "\" is not a number from 1 to " + most + ".");
    }

    /** The question with the given arguments of these names. */
    Question addTo(Question question, String... names) {
        Question all = question;
        for (String name : names) {
            all = all.with(name, text(name));
        }
        return all;
    }
}
