package uk.regionalratings.system.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.RatingsCli;

/**
 * The classes that the pipeline's processes load, as the JVM keeps them in memory: a process that is started with them needs much less
 * computing time to start. Made once for each build, by the demo. Java can keep classes of JARs only, so there are none before Maven's
 * phase "package", and processes then start without them.
 */
public final class SharedClasses {
    private static final Path ARCHIVE = Path.of("target", "classes-of-processes.jsa");
    private static final Path TEMPORARY = Path.of("target", "classes-of-processes.tmp");
    private static final Path MADE_FOR = Path.of("target", "classes-of-processes.for");

    private static final List<String> FOLDERS = parts(Files::isDirectory);
    private static final List<String> JARS = parts(Files::isRegularFile);

    private static @Nullable List<String> options;

    private SharedClasses() {}

    private interface Kind {
        boolean is(Path path);
    }

    private static List<String> parts(Kind kind) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> kind.is(Path.of(part)))
                .toList();
    }

    /** This test's class path. The JARs come first, as those of an archive must. */
    public static String classPath() {
        return String.join(
                File.pathSeparator,
                Stream.concat(JARS.stream(), FOLDERS.stream()).toList());
    }

    /** The options of a JVM with {@link #classPath()} that uses the archive; none if there can't be one. */
    public static synchronized List<String> options() {
        if (options == null) {
            options = isPackaged() && isMade()
                    ? List.of("-XX:SharedArchiveFile=" + ARCHIVE.toAbsolutePath(), "-Xlog:cds*=off")
                    : List.of();
        }
        return options;
    }

    private static boolean isPackaged() {
        return RatingsCli.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith(".jar");
    }

    /** Another JVM of the build may be making it. */
    private static boolean isMade() {
        try (FileChannel file = FileChannel.open(MADE_FOR, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            String wanted = madeFor();
            if (lock.isValid() && !Files.readString(MADE_FOR).equals(wanted)) {
                make();
                Files.writeString(MADE_FOR, wanted);
            }
            return Files.exists(ARCHIVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String madeFor() throws IOException {
        StringBuilder jars = new StringBuilder(System.getProperty("java.home"));
        for (String jar : JARS) {
            jars.append('\n').append(jar).append(' ').append(Files.getLastModifiedTime(Path.of(jar)));
        }
        return jars.toString();
    }

    private static void make() throws IOException, InterruptedException {
        Files.deleteIfExists(ARCHIVE);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ArchiveClassesAtExit=" + ARCHIVE.toAbsolutePath(),
                "-Xlog:cds*=off",
                "-Dlogback.configurationFile=logback.xml",
                // Not where other tests look for what they left.
                "-Djava.io.tmpdir=" + Directories.create(TEMPORARY).toAbsolutePath(),
                "-cp",
                String.join(File.pathSeparator, JARS),
                RatingsCli.class.getName()));
        command.addAll(
                List.of("demo", "--exit-when-done", "--port", "0", "--broker-port", "0", "--registry-port", "0"));
        ProcessBuilder demo =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        demo.environment().keySet().removeIf(name -> name.startsWith("RATINGS_"));
        demo.start().waitFor();
    }
}
