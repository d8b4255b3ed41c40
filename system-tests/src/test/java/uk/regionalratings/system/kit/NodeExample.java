package uk.regionalratings.system.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A copy of an example in Node.js with its libraries installed, in which programs can be run. */
public final class NodeExample {
    private static final int LIMIT_SECONDS = 120;

    private final Path directory;

    private NodeExample(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies a folder of {@code examples} and installs its libraries. The test is skipped where Node.js is missing, and where npm can't
     * install outside of continuous integration, since that takes a network.
     *
     * @param directory an empty folder
     */
    public static NodeExample install(String name, Path directory) throws IOException, InterruptedException {
        NodeExample example = new NodeExample(directory);
        assumeTrue(example.isThere("node") && example.isThere("npm"), "Node.js is not here: " + name + " is not tried");
        try (var files = Files.list(Path.of("..", "examples", name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        Run install = example.run(Map.of(), "", "npm", "ci", "--ignore-scripts");
        assumeTrue(install.exit == 0 || System.getenv("CI") != null, "npm can't install: " + install.output);
        assertThat(install.exit).as(install.output).isZero();
        return example;
    }

    /** @param output its standard output and error */
    public record Run(int exit, String output) {}

    private boolean isThere(String program) {
        try {
            return run(Map.of(), "", program, "--version").exit == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** Runs a program in the folder, with additional environment variables. */
    public Run run(Map<String, String> environment, String input, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("node-example", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var in = process.outputWriter()) {
                in.write(input);
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " does not end: " + Files.readString(output));
            }
            return new Run(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
