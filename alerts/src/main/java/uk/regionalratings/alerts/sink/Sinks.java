package uk.regionalratings.alerts.sink;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.SinkContext;

/** Every kind of sink by its name in the alerts file. */
public final class Sinks {
    private static final Map<String, Reader> KINDS = new TreeMap<>(Map.of(
            "console", ConsoleSink::read,
            "file", FileSink::read,
            "webhook", WebhookSink::read,
            "slack", SlackSink::read,
            "email", EmailSink::read));

    private Sinks() {}

    /** Creates a sink from its section of the alerts file; unusable values become problems of the section. */
    @FunctionalInterface
    interface Reader {
        Sink read(Section section, SinkContext context);
    }

    /** The names of all kinds. */
    public static List<String> kinds() {
        return List.copyOf(KINDS.keySet());
    }

    /** The sink that the section describes; if the kind is unknown, the section gets a problem. */
    public static Optional<Sink> read(Section section, SinkContext context) {
        String kind = section.text("type");
        Reader reader = KINDS.get(kind);
        if (reader == null) {
            section.problem("type", "\"" + kind + "\" must be one of " + String.join(", ", KINDS.keySet()));
            return Optional.empty();
        }
        Sink sink = reader.read(section, context);
        section.end();
        return Optional.of(sink);
    }
}
