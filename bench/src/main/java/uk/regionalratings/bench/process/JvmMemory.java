package uk.regionalratings.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of a JVM, read with the JDK's {@code jcmd}. */
public final class JvmMemory {
    private static final Pattern LIVE = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private JvmMemory() {}

    /**
     * The live heap in megabytes (10^6 bytes). Forces a full collection.
     *
     * @throws BenchException if the JVM does not answer
     */
    public static double liveHeapMegabytes(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher live = LIVE.matcher(answer);
        if (process.waitFor() != 0 || !live.find()) {
            throw new BenchException("jcmd does not report the heap: " + answer);
        }
        return Double.parseDouble(live.group(1)) / 1e6;
    }
}
