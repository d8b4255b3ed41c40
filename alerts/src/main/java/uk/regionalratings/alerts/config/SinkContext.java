package uk.regionalratings.alerts.config;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.regionalratings.alerts.AlertLine;

/**
 * What sinks need in addition to their own section of the alerts file.
 *
 * @param console where lines for a person are printed
 * @param base the folder of relative paths: that of the alerts file
 * @param environment the environment variables, which may contain secrets
 * @param names resolves host names
 * @param line describes alerts in words
 */
public record SinkContext(
        PrintWriter console, Path base, Map<String, String> environment, HostNames names, AlertLine line) {
    /** The secret that the section under {@code key} refers to; if there is none, the section gets a problem. */
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
