package uk.regionalratings.system.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.regionalratings.local.Ports;

/** A JVM with this test's class path, for programs that will be killed. Its output goes to a file. */
public final class Jvm {
    private final List<String> command = new ArrayList<>();
    private final Path output;
    private final Map<String, String> environment;

    /**
     * @param temporary its temporary folder
     * @param output the file to which it appends its standard output and error
     */
    public Jvm(Path temporary, Path output, Map<String, String> environment, Class<?> main, List<String> arguments) {
        this(temporary, output, environment, SharedClasses.classPath(), SharedClasses.options(), main, arguments);
    }

    /** @param classPath its class path, instead of this test's */
    public Jvm(
            Path temporary,
            Path output,
            Map<String, String> environment,
            String classPath,
            Class<?> main,
            List<String> arguments) {
        this(temporary, output, environment, classPath, List.of(), main, arguments);
    }

    private Jvm(
            Path temporary,
            Path output,
            Map<String, String> environment,
            String classPath,
            List<String> options,
            Class<?> main,
            List<String> arguments) {
        this.output = output;
        this.environment = environment;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(options);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-D" + Ports.SHARE + "=" + shareOfPorts());
        // The product's configuration, not the tests'.
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
    }

    /** The share of ports for the processes that this test JVM starts. No test JVM and no process of another one uses it. */
    private static String shareOfPorts() {
        String[] own = System.getProperty(Ports.SHARE, "1/2").split("/");
        int shares = Integer.parseInt(own[1]);
        return (Integer.parseInt(own[0]) + shares / 2 - 1) % shares + 1 + "/" + shares;
    }

    public Process start() {
        return start(Map.of());
    }

    /** Starts the JVM with additional environment variables. */
    public Process start(Map<String, String> more) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("RATINGS_"));
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The output so far. */
    public String output() {
        try {
            return Files.exists(output) ? Files.readString(output, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGKILL and waits until the process has ended. */
    public static void kill(Process process) {
        process.destroyForcibly();
        awaitEnd(process);
    }

    /** SIGTERM. */
    public static void stop(Process process) {
        process.destroy();
        awaitEnd(process);
    }

    /** Sends a signal by name, for instance STOP or CONT. */
    public static void signal(Process process, String signal) {
        try {
            Process sending = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .inheritIO()
                    .start();
            if (sending.waitFor() != 0) {
                throw new AssertionError("no " + signal + " for " + process.info());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The size of everything that is reachable on the heap of a process, in bytes. */
    public static long liveHeap(Process process) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process asking = new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = Pattern.compile("Total +\\d+ +(\\d+)").matcher(answer);
            if (!total.find()) {
                throw new AssertionError("jcmd says " + answer);
            }
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process has ended and returns its exit code. */
    public static int awaitEnd(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the process does not end: " + process.info());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
