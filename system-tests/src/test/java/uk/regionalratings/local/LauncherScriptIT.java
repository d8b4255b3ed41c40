package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the script {@code ratings} builds, and how it finds itself. Runs the real script in a checkout of a few files,
 * with a {@code mvn} and a {@code java} that only record their calls.
 */
class LauncherScriptIT {
    private static final List<String> MODULES =
            List.of("registry-client", "schemas", "service", "ingest", "streams", "alerts", "operations", "local");

    private static final String MVN =
            """
            #!/usr/bin/env bash
            echo build >>"$CALLS"
            echo '[INFO] Building Regional Ratings: service 0.1.0-SNAPSHOT   [4/9]'
            if [[ -n ${GATE:-} ]]; then read -r answer <"$GATE"; fi
            if [[ -n ${BROKEN:-} ]]; then echo '[ERROR] broken'; exit 1; fi
            mkdir -p local/target/launcher/lib
            touch local/target/launcher/local-0.jar
            """;

    private final Path directory;
    private final Path checkout;
    private final Path calls;

    LauncherScriptIT(@TempDir Path directory) {
        this.directory = directory;
        this.checkout = directory.resolve("a checkout");
        this.calls = directory.resolve("calls");
    }

    @BeforeEach
    void makeACheckout() throws IOException {
        for (String module : MODULES) {
            Files.createDirectories(checkout.resolve(module).resolve("src/main"));
            Files.writeString(checkout.resolve(module).resolve("pom.xml"), module);
        }
        Files.writeString(checkout.resolve("pom.xml"), "parent");
        Files.writeString(source(), "class One {}");
        Files.copy(script(), checkout.resolve("ratings"));
        Files.createDirectories(directory.resolve("tmp"));
        program("mvn", MVN);
        program("java", "#!/bin/sh\necho \"ran: $*\"\n");
    }

    private Path source() {
        return checkout.resolve("service/src/main/One.java");
    }

    private static Path script() {
        Path folder = Path.of("").toAbsolutePath();
        return Stream.of(folder.resolve("ratings"), folder.resolveSibling("ratings"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.createDirectories(directory.resolve("programs")).resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Run(int exitCode, String output) {}

    private Process start(Path script, Path folder, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "--version")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().merge("PATH", directory.resolve("programs") + ":", (path, own) -> own + path);
        builder.environment().put("CALLS", calls.toString());
        builder.environment().put("TMPDIR", directory.resolve("tmp").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Run run(Path script, Path folder, Map<String, String> environment) throws Exception {
        return ended(start(script, folder, environment));
    }

    private Run run() throws Exception {
        return run(checkout.resolve("ratings"), directory, Map.of());
    }

    private static Run ended(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private int builds() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    @Test
    void isFoundFromAnyFolderThroughLinksWithCdpathAndInACopyAndBuildsOnce() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("link"), Path.of("../a checkout/ratings"));
        Path linkToLink = Files.createSymbolicLink(bin.resolve("ratings"), link);

        Run first = run();
        assertThat(first.output()).contains("ratings: building 4 of 9: service\n", "RatingsCli --version");
        List<Run> runs = new ArrayList<>();
        runs.add(run(linkToLink, bin, Map.of()));
        runs.add(run(Path.of("a checkout/ratings"), directory, Map.of("CDPATH", ".:" + directory)));
        Path copy = directory.resolve("copy");
        new ProcessBuilder("cp", "-r", checkout.toString(), copy.toString())
                .start()
                .waitFor();
        runs.add(run(copy.resolve("ratings"), bin, Map.of()));

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.exitCode()).isZero();
            assertThat(run.output().lines()).singleElement().asString().contains("RatingsCli --version");
        });
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceHasOtherContentAndNotWhenItHasANewTime() throws Exception {
        run();
        Files.writeString(source(), "class One {}");
        run();
        assertThat(builds()).isEqualTo(1);

        Files.writeString(source(), "class Two {}");
        run();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aBuildThatFailedDoesNotCount() throws Exception {
        Run failed = run(checkout.resolve("ratings"), directory, Map.of("BROKEN", "1"));

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output()).contains("[ERROR] broken", "ratings: the build failed");
        assertThat(run().exitCode()).isZero();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aSignalEndsTheBuildWithAllItsProcessesAndLeavesNothing() throws Exception {
        Path gate = gate();
        Process process = start(checkout.resolve("ratings"), directory, Map.of("GATE", gate.toString()));
        Awaitility.await("the build").until(() -> builds() == 1);
        List<ProcessHandle> children = process.descendants().toList();
        assertThat(children).isNotEmpty();

        // Uses the handle, because destroying the process object would close its output.
        process.toHandle().destroy();

        Run run = ended(process);
        assertThat(run.exitCode()).isEqualTo(143);
        assertThat(run.output().lines()).allMatch(line -> line.startsWith("ratings: building"));
        Awaitility.await("the end of its processes")
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
        assertThat(run().exitCode()).isZero();
        assertThat(builds()).as("it did not count").isEqualTo(2);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Path gate = gate();
        Map<String, String> environment = Map.of("GATE", gate.toString());
        Process first = start(checkout.resolve("ratings"), directory, environment);
        Awaitility.await("the build").until(() -> builds() == 1);
        Process second = start(checkout.resolve("ratings"), directory, Map.of());

        Files.writeString(gate, "go on\n");

        assertThat(ended(first).exitCode()).isZero();
        assertThat(ended(second).exitCode()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    /** A file for which a build waits until it contains a line. */
    private Path gate() throws Exception {
        Path gate = directory.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        return gate;
    }
}
