package uk.regionalratings.alerts.config;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.regionalratings.alerts.AlertLine;

/**
 * What sinks find around them.
 *
 * @param console where lines for a person go
 * @param base what relative paths of the alerts file are relative to: its own folder
 * @param environment where secrets may be
 * @param names how host names become addresses
 * @param line puts alerts into words
 */
public record Surroundings(
        PrintWriter console, Path base, Map<String, String> environment, HostNames names, AlertLine line) {
    /** The secret that the section under {@code key} points at; a problem of the section when there is none. */
    public Optional<Secret> secret(Section section, String key) {
        return section.section(key).flatMap(pointer -> Secret.read(pointer, base, environment));
    }

    /** The secrets under {@code key}, in their order. */
    public List<Secret> secrets(Section section, String key) {
        return section.sections(key).stream()
                .flatMap(pointer -> Secret.read(pointer, base, environment).stream())
                .toList();
    }
}
