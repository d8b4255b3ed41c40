package uk.regionalratings.alerts.sink;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import uk.regionalratings.alerts.AlertLine;
import uk.regionalratings.alerts.config.Document;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.alerts.config.SinkContext;
import uk.regionalratings.reference.ReferenceFiles;

/** Makes sinks of YAML, as the alerts file does. */
final class SinkReader {
    static final AlertLine LINE = new AlertLine(ReferenceFiles.bundledAreas());

    private final StringWriter console = new StringWriter();
    private final Path base;
    private final Map<String, String> environment;
    private final HostNames names;

    SinkReader(Path base, Map<String, String> environment, HostNames names) {
        this.base = base;
        this.environment = environment;
        this.names = names;
    }

    SinkReader(Map<String, String> environment) {
        this(Path.of("."), environment, HostNames.OF_THIS_MACHINE);
    }

    /** @throws uk.regionalratings.alerts.config.AlertsFileException when the YAML is not a sink */
    Sink read(String yaml) {
        Document document = Document.parse(yaml, "alerts.yaml");
        Sink sink = Sinks.read(
                        document.root(), new SinkContext(new PrintWriter(console), base, environment, names, LINE))
                .orElse(null);
        document.throwIfUnusable();
        return sink;
    }

    String console() {
        return console.toString();
    }
}
