package uk.regionalratings.system.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The output of a file sink so far.
 *
 * @param alerts all complete lines, in order
 * @param broken number of lines that are not JSON because a process was killed while writing them
 */
public record AlertLines(List<JsonNode> alerts, int broken) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty if the file does not exist. */
    public static AlertLines read(Path file) {
        if (!Files.exists(file)) {
            return new AlertLines(List.of(), 0);
        }
        try {
            List<String> lines = Files.readAllLines(file);
            List<JsonNode> alerts =
                    lines.stream().flatMap(line -> parse(line).stream()).toList();
            return new AlertLines(alerts, lines.size() - alerts.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the file line by line, for files too large for the heap; skips lines that are not JSON. */
    public static void forEach(Path file, Consumer<JsonNode> action) {
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> parse(line).ifPresent(action));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The latest version of each change, by id. */
    public Map<String, JsonNode> latest() {
        Map<String, JsonNode> latest = new LinkedHashMap<>();
        for (JsonNode alert : alerts) {
            JsonNode change = alert.required("data");
            latest.merge(
                    change.required("id").asText(),
                    alert,
                    (known, arrived) -> version(arrived) > version(known) ? arrived : known);
        }
        return latest;
    }

    private static int version(JsonNode alert) {
        return alert.required("data").required("version").asInt();
    }

    /** The number of lines, including broken ones. */
    public int size() {
        return alerts.size() + broken;
    }
}
