package uk.regionalratings.alerts.subscription;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.regionalratings.alerts.AlertLine;
import uk.regionalratings.alerts.config.AlertsFileException;
import uk.regionalratings.alerts.config.Document;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.alerts.config.SinkContext;
import uk.regionalratings.vocabulary.Areas;

/**
 * The alerts file, in YAML: the subscriptions under {@code subscriptions}, and the settings of the process under
 * {@code settings}, including Kafka's client settings.
 *
 * @param settings of the process
 * @param subscriptions at least one, in the order of the file
 */
public record AlertsFile(AlertsSettings settings, List<Subscription> subscriptions) {
    public AlertsFile {
        subscriptions = List.copyOf(subscriptions);
    }

    /**
     * The environment of a file.
     *
     * @param environment the environment variables, with settings and secrets
     * @param options the settings from the command line
     * @param console where console sinks print
     * @param names resolves host names
     */
    public record Context(
            Map<String, String> environment, Map<String, String> options, PrintWriter console, HostNames names) {}

    /**
     * Reads and checks a file.
     *
     * @throws AlertsFileException naming every problem by line and field
     * @throws uk.regionalratings.settings.InvalidSettingsException naming every problem with the settings
     */
    public static AlertsFile read(Path file, Context context) {
        try {
            return parse(Files.readString(file), file, context);
        } catch (IOException e) {
            throw AlertsFileException.unreadable(file.toString(), "can't be read (" + e + ")");
        }
    }

    private static AlertsFile parse(String text, Path file, Context context) {
        Document document = Document.parse(text, file.toString());
        Section root = document.root();
        Map<String, String> given =
                root.section("settings").map(Section::textsByName).orElse(Map.of());
        AlertsSettings settings = AlertsSettings.load(given, file.toString(), context.environment(), context.options());
        Areas areas = settings.areas();
        Path base = file.toAbsolutePath().getParent();
        SinkContext sinks = new SinkContext(
                context.console(),
                base == null ? file : base,
                context.environment(),
                context.names(),
                new AlertLine(areas));
        SubscriptionReader reader = new SubscriptionReader(areas, settings.authorities(areas), sinks);
        List<Subscription> subscriptions = new ArrayList<>();
        Optional<Section> all = root.section("subscriptions");
        all.ifPresent(section -> section.byName()
                .forEach((name, one) -> reader.read(section, name, one).ifPresent(subscriptions::add)));
        if (all.isEmpty() || all.get().byName().isEmpty()) {
            root.problem("subscriptions", "must hold at least one, such as mine: {sink: {type: console}}");
        }
        root.end();
        document.throwIfUnusable();
        return new AlertsFile(settings, subscriptions);
    }

    /** The subscription of this name. */
    public Optional<Subscription> find(String name) {
        return subscriptions.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
