package uk.regionalratings.alerts.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of the alerts file. An unusable value is recorded as a problem with its line, and a substitute is
 * returned, so that all problems can be reported at once; the file is then refused. A key that was never asked for is a
 * problem, too.
 */
public final class Section {
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Problems problems;

    Section(String path, Node node, Problems problems) {
        this.path = path;
        this.line = lineOf(node);
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problems.add(line, path.isEmpty() ? "the file" : path, "must be a mapping of keys to values");
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            int keyLine = lineOf(entry.getKeyNode());
            lines.put(key, keyLine);
            if (values.put(key, entry.getValueNode()) != null) {
                problems.add(keyLine, field(key), "is given twice");
            }
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private String field(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Records what is wrong with the value of a key, and what is allowed. */
    public void problem(String key, String message) {
        problems.add(lines.getOrDefault(key, line), field(key), message);
    }

    private @Nullable Node ask(String key) {
        asked.add(key);
        return values.get(key);
    }

    /** A required text. */
    public String text(String key) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty() && !values.containsKey(key)) {
            problem(key, "is missing");
        }
        return text.orElse("");
    }

    /** An optional text; an empty one is a problem. */
    public Optional<String> optionalText(String key) {
        Node node = ask(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        problem(key, "must be a text");
        return Optional.empty();
    }

    /** {@code true} or {@code false}; {@code false} if missing. */
    public boolean flag(String key) {
        return parsed(key, "true or false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(false);
    }

    /** A duration such as {@code PT10S} or {@code P3D} between two limits. */
    public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        return parsed(key, "an ISO 8601 duration from " + least + " to " + most + ", such as " + otherwise, text -> {
                    Duration duration = Duration.parse(text);
                    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                        throw new IllegalArgumentException(text);
                    }
                    return duration;
                })
                .orElse(otherwise);
    }

    /** A whole number between two limits. */
    public int number(String key, int otherwise, int least, int most) {
        return parsed(key, "a whole number from " + least + " to " + most, text -> {
                    int number = Integer.parseInt(text);
                    if (number < least || number > most) {
                        throw new IllegalArgumentException(text);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    /** A value in the form of a text; {@code allowed} completes the sentence "must be". */
    public <T> Optional<T> parsed(String key, String allowed, Function<String, T> parser) {
        return optionalText(key).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException | DateTimeException e) {
                problem(key, "\"" + text + "\" must be " + allowed);
                return Optional.empty();
            }
        });
    }

    /** One of several constants. */
    public <E extends Enum<E>> E constant(String key, E otherwise, Function<E, String> written) {
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        String allowed =
                "one of " + String.join(", ", Arrays.stream(all).map(written).toList());
        return parsed(key, allowed, text -> Arrays.stream(all)
                        .filter(constant -> written.apply(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(text)))
                .orElse(otherwise);
    }

    /** A list of texts; a single text counts as a list. */
    public List<String> texts(String key) {
        Node node = ask(key);
        if (node == null) {
            return List.of();
        }
        List<Node> items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        List<String> texts = new ArrayList<>();
        for (Node item : items) {
            if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(scalar.getValue().strip());
            } else {
                problems.add(lineOf(item), field(key), "must be a list of texts");
            }
        }
        return texts;
    }

    /** A mapping under a key, if there is one. */
    public Optional<Section> section(String key) {
        Node node = ask(key);
        return node == null ? Optional.empty() : Optional.of(new Section(field(key), node, problems));
    }

    /** A list of mappings; a single mapping counts as a list. */
    public List<Section> sections(String key) {
        Node node = ask(key);
        if (node == null) {
            return List.of();
        }
        List<Node> items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        return items.stream()
                .map(item -> new Section(field(key), item, problems))
                .toList();
    }

    /** Every key with the mapping under it, for keys that are names chosen in the file. */
    public Map<String, Section> byName() {
        Map<String, Section> sections = new LinkedHashMap<>();
        values.forEach((name, node) -> {
            asked.add(name);
            sections.put(name, new Section(field(name), node, problems));
        });
        return sections;
    }

    /** Every key with the text under it, for keys that are not ours. */
    public Map<String, String> textsByName() {
        Map<String, String> texts = new LinkedHashMap<>();
        List.copyOf(values.keySet()).forEach(key -> optionalText(key).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    /** To be called after all known keys were read: any other key is a problem. */
    public void end() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problem(key, "is not known here; known are " + String.join(", ", asked));
            }
        }
    }

    /** The problems with one file. */
    static final class Problems {
        private final String file;
        private final List<String> found = new ArrayList<>();

        Problems(String file) {
            this.file = file;
        }

        void add(int line, String field, String message) {
            found.add(file + (line > 0 ? ":" + line : "") + ": " + field + ": " + message);
        }

        void throwIfAny() {
            if (!found.isEmpty()) {
                throw new AlertsFileException(found);
            }
        }
    }
}
