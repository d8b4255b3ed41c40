package uk.regionalratings.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.regionalratings.settings.Settings.Given;

/**
 * Settings from {@code RATINGS_*} variables, and from the files that {@code RATINGS_*_FILE} variables name. Messages
 * name the variable but never its value, which may be a secret set in the wrong variable by mistake.
 */
final class EnvironmentSettings {
    private static final String PREFIX = "RATINGS_";
    private static final String FILE = "_FILE";

    /** Longer than a certificate chain; a larger file can't be a setting. */
    private static final long LONGEST_FILE = 1 << 20;

    /**
     * Variables with this prefix that are not settings: those of the launcher, of the logging configuration and of
     * {@code query}.
     */
    private static final Set<String> NO_SETTINGS = Set.of(
            "RATINGS_JAVA_OPTS",
            "RATINGS_LOG_FORMAT",
            "RATINGS_LOG_LEVEL",
            "RATINGS_LOG_LEVEL_LIBRARIES",
            "RATINGS_SERVER",
            "RATINGS_SERVER_CA");

    private final Map<String, String> environment;
    private final Set<String> known;

    /**
     * @param known names of settings; one that ends with .file, such as tokens.file, is itself the name of a file and
     *     is not read
     */
    EnvironmentSettings(Map<String, String> environment, Set<String> known) {
        this.environment = environment;
        this.known = known;
    }

    /** The settings in the environment; unusable ones are added to {@code problems}. */
    Map<String, Given> read(List<String> problems) {
        Map<String, Given> given = new TreeMap<>();
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !NO_SETTINGS.contains(variable)) {
                read(variable, value, given, problems);
            }
        });
        return given;
    }

    private void read(String variable, String value, Map<String, Given> given, List<String> problems) {
        String key = key(variable);
        String text = value;
        if (variable.endsWith(FILE) && !known.contains(key)) {
            String direct = variable.substring(0, variable.length() - FILE.length());
            if (environment.containsKey(direct)) {
                problems.add(direct + " and " + variable + " are both set: set one of them");
                return;
            }
            key = key(direct);
            text = content(variable, value, problems);
        }
        given.put(key, new Given(text, "environment variable " + variable));
    }

    private static String key(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static String content(String variable, String file, List<String> problems) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LONGEST_FILE) {
                problems.add("the file that " + variable + " names is longer than a setting can be");
                return "";
            }
            return Files.readString(path).strip();
        } catch (IOException | InvalidPathException e) {
            problems.add("the file that " + variable + " names can't be read ("
                    + e.getClass().getSimpleName() + "): it must be there, readable for this process, and text");
            return "";
        }
    }
}
