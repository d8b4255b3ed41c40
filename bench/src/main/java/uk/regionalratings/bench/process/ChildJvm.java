package uk.regionalratings.bench.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of our programs in its own JVM. It ends with this JVM, unless this JVM is killed. */
public final class ChildJvm implements AutoCloseable {
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final Path log;
    private final Thread endsWithUs;

    /**
     * The program to run.
     *
     * @param classPath null for the class path of this JVM
     * @param options JVM options
     * @param environment settings added to this process's environment, whose variables that begin with {@code RATINGS_}
     *     are dropped
     */
    public record Program(
            String main,
            List<String> arguments,
            @Nullable String classPath,
            List<String> options,
            Map<String, String> environment) {

        /** The same program with additional JVM options. */
        public Program withOptions(List<String> further) {
            List<String> all = new ArrayList<>(options);
            all.addAll(further);
            return new Program(main, arguments, classPath, all, environment);
        }

        /** The same program with additional environment variables. */
        public Program withEnvironment(Map<String, String> further) {
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(further);
            return new Program(main, arguments, classPath, options, all);
        }
    }

    /**
     * Starts the program.
     *
     * @param log receives its standard error, and its standard output unless {@code piped}
     * @param piped whether the caller reads its output
     */
    public ChildJvm(Program program, Path log, boolean piped) {
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(command(program)).redirectError(log.toFile());
        if (!piped) {
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
        }
        builder.environment().keySet().removeIf(name -> name.startsWith("RATINGS_"));
        builder.environment().putAll(program.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endsWithUs = new Thread(process::destroyForcibly, "end-child");
        Runtime.getRuntime().addShutdownHook(endsWithUs);
    }

    private static List<String> command(Program program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.options());
        String classPath = program.classPath();
        command.addAll(List.of("-cp", classPath == null ? System.getProperty("java.class.path") : classPath));
        command.add(program.main());
        command.addAll(program.arguments());
        return command;
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    public Process process() {
        return process;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** @throws BenchException if the process has ended; the message has the end of its log */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchException("a process ended unexpectedly, exit code " + process.exitValue() + "; the end of "
                    + log + ":\n" + tail());
        }
    }

    /**
     * Waits until the log matches, and returns the first group of the match.
     *
     * @throws BenchException if the process ends first or takes too long
     */
    public String awaitInLog(Pattern pattern, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            requireAlive();
            Matcher found = pattern.matcher(read());
            if (found.find()) {
                return found.group(1);
            }
            if (System.nanoTime() > deadline) {
                throw new BenchException("after " + limit.toSeconds() + " s there is no " + pattern + " in " + log);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private String tail() {
        String all = read();
        return all.substring(Math.max(0, all.length() - 3_000));
    }

    private String read() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(can't be read: " + e.getMessage() + ")";
        }
    }

    /** Sends SIGKILL and returns once the process has ended. */
    public void kill() {
        process.destroyForcibly();
        close();
    }

    /** Sends SIGTERM, then SIGKILL if the process takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(endsWithUs);
        } catch (IllegalStateException e) {
            // This JVM is ending too.
            return;
        }
    }

    /** A class path of all JARs in these folders and of these JARs. */
    public static String classPath(List<Path> parts) {
        return String.join(
                File.pathSeparator, parts.stream().map(Path::toString).toList());
    }
}
