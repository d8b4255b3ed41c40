package uk.regionalratings.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The unpacked Apicurio Registry. The build unpacks it into {@code local/target/registry}, next to this module's
 * classes and JAR. An installation puts it next to its {@code lib} folder or inside it.
 */
final class RegistryDistribution {

    /** The system property that gives the directory if it is elsewhere. */
    static final String HOME_PROPERTY = "ratings.registry.home";

    private static final String RUNNER_SUFFIX = "-runner.jar";

    private final Path runner;
    private final Path ownCode;

    private RegistryDistribution(Path runner, Path ownCode) {
        this.runner = runner;
        this.ownCode = ownCode;
    }

    /**
     * Finds the distribution.
     *
     * @throws LocalStartException if it cannot be found; the message lists the places searched
     */
    static RegistryDistribution locate() {
        Path ownCode = ownCode();
        return locate(candidates(System.getProperty(HOME_PROPERTY, ""), ownCode), ownCode);
    }

    static RegistryDistribution locate(List<Path> candidates, Path ownCode) {
        for (Path candidate : candidates) {
            List<Path> runners = runnersIn(candidate);
            if (!runners.isEmpty()) {
                return new RegistryDistribution(runners.get(0), ownCode);
            }
        }
        throw new LocalStartException("The schema registry was not found in any of " + candidates
                + ". Build the module 'local' (it fetches the registry), or name the directory with -D" + HOME_PROPERTY
                + "=...");
    }

    /** If a directory was given, it is the only candidate, so that a mistake in it cannot go unnoticed. */
    static List<Path> candidates(String named, Path ownCode) {
        if (!named.isBlank()) {
            return List.of(Path.of(named));
        }
        List<Path> candidates = new ArrayList<>();
        Path beside = ownCode.getParent();
        if (beside != null) {
            candidates.add(beside.resolve("registry"));
            Path above = beside.getParent();
            if (above != null) {
                candidates.add(above.resolve("registry"));
            }
        }
        return candidates;
    }

    /** Apicurio's JAR. */
    Path runner() {
        return runner;
    }

    /** The class path of the registry's JVM: Apicurio, whose manifest lists its libraries, and {@link RegistryMain}. */
    String classPath() {
        return runner + File.pathSeparator + ownCode;
    }

    private static List<Path> runnersIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(RUNNER_SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + directory, e);
        }
    }

    private static Path ownCode() {
        try {
            return Path.of(RegistryMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("This code was not loaded from a file", e);
        }
    }
}
