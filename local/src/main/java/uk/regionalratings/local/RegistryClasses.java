package uk.regionalratings.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The registry's classes as the JVM keeps them in memory (class data sharing), in a file next to the distribution. They
 * halve the time and the processor time of a start. The build creates the file. A JVM ignores a file that does not fit
 * it, for instance that of another Java, and the registry starts without it.
 */
final class RegistryClasses {
    private static final String FILE = "classes.jsa";
    /** Java prints warnings about files that do not fit. */
    private static final String QUIET = "-Xlog:cds*=off";

    private static final int END_LIMIT_SECONDS = 60;

    private RegistryClasses() {}

    /** The JVM options that use the file; none if there is no file. */
    static List<String> options(RegistryDistribution distribution) {
        Path file = file(distribution);
        return Files.exists(file) ? List.of("-XX:SharedArchiveFile=" + file, QUIET) : List.of();
    }

    private static Path file(RegistryDistribution distribution) {
        return distribution.runner().resolveSibling(FILE);
    }

    /**
     * Creates the file unless there is one that is newer than the distribution and than this Java. Only speed depends
     * on the file, so a failure is reported and does not fail the build.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        RegistryDistribution distribution = RegistryDistribution.locate();
        Path work = Files.createTempDirectory(distribution.runner().getParent(), "classes-");
        try {
            if (!isCurrent(distribution) && !create(distribution, work)) {
                System.out.println("The registry will start without an archive of its classes");
            }
        } finally {
            Directories.delete(work);
        }
    }

    private static boolean isCurrent(RegistryDistribution distribution) throws IOException {
        Path file = file(distribution);
        Path java = EmbeddedRegistry.java();
        return Files.exists(file)
                && changed(file).compareTo(changed(distribution.runner())) > 0
                && changed(file).compareTo(changed(java)) > 0;
    }

    private static FileTime changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    /** Starts a registry that writes the file when it ends. It loads most of its classes before it answers. */
    private static boolean create(RegistryDistribution distribution, Path work)
            throws IOException, InterruptedException {
        Path created = work.resolve(FILE);
        int port = Ports.free(1).get(0);
        List<String> command = new ArrayList<>(EmbeddedRegistry.javaCommand(port, work));
        // Java can archive the classes of JARs only, and our own code is in a folder while it is being built.
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + created, QUIET));
        command.addAll(List.of("-cp", distribution.runner().toString(), RegistryMain.APICURIO));
        Process registry = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("registry.log").toFile())
                .start();
        try {
            if (!EmbeddedRegistry.answersInTime(registry, port)) {
                return false;
            }
            registry.destroy();
            if (!registry.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS) || !Files.exists(created)) {
                return false;
            }
            Files.move(created, file(distribution), StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            registry.destroyForcibly().waitFor();
        }
    }
}
