package uk.regionalratings.alerts.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A text that no log, message or dump may show. It comes from the environment or from a file of its own, never from the
 * alerts file.
 */
public final class Secret {
    private static final long LONGEST = 4_096;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Reads the secret that a section with {@code env: NAME} or {@code file: PATH} refers to.
     *
     * @param base the folder of relative paths
     * @return empty if it can't be read; the section then has a problem
     */
    static Optional<Secret> read(Section section, Path base, Map<String, String> environment) {
        Optional<String> variable = section.optionalText("env");
        Optional<String> file = section.optionalText("file");
        section.end();
        if (variable.isPresent() == file.isPresent()) {
            section.problem("env", "give either env: NAME of a variable, or file: PATH, that holds the secret");
            return Optional.empty();
        }
        return variable.isPresent()
                ? ofVariable(section, variable.get(), environment)
                : ofFile(section, base.resolve(file.orElseThrow()));
    }

    private static Optional<Secret> ofVariable(Section section, String name, Map<String, String> environment) {
        if (name.startsWith("RATINGS_")) {
            section.problem("env", "variables that begin with RATINGS_ are settings: give the secret another name");
            return Optional.empty();
        }
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            section.problem("env", "the environment has no variable " + name);
            return Optional.empty();
        }
        return Optional.of(new Secret(value));
    }

    private static Optional<Secret> ofFile(Section section, Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                section.problem("file", file + " is longer than a secret can be");
                return Optional.empty();
            }
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                section.problem("file", file + " is empty");
                return Optional.empty();
            }
            return Optional.of(new Secret(value));
        } catch (IOException e) {
            section.problem("file", file + " can't be read");
            return Optional.empty();
        }
    }

    /** The secret text. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
