package uk.regionalratings.alerts.sink;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.Surroundings;

/** Every kind of sink by the name that the alerts file calls it. */
public final class Sinks {
    private static final Map<String, Reader> KINDS = new TreeMap<>(Map.of(
            "console", ConsoleSink::read,
            "file", FileSink::read,
            "webhook", WebhookSink::read,
            "slack", SlackSink::read,
            "email", EmailSink::read));

    private Sinks() {}

    /** Makes a sink of its section in the alerts file; what can't be used becomes a problem of the section. */
    @FunctionalInterface
    interface Reader {
        Sink read(Section section, Surroundings surroundings);
    }

    /** The kinds that there are. */
    public static List<String> kinds() {
        return List.copyOf(KINDS.keySet());
    }

    /** The sink that the section describes; a problem of the section when there is no such kind. */
    public static Optional<Sink> read(Section section, Surroundings surroundings) {
        String kind = section.text("type");
        Reader reader = KINDS.get(kind);
        if (reader == null) {
            section.problem("type", "\"" + kind + "\" must be one of " + String.join(", ", KINDS.keySet()));
            return Optional.empty();
        }
        Sink sink = reader.read(section, surroundings);
        section.end();
        return Optional.of(sink);
    }
}
