package uk.regionalratings.system.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.regionalratings.local.Directories;

/**
 * Runs seeds until their number or the time is up. Whatever fails leaves its logs and history in {@code target/failed-seeds}, and the
 * others still run. {@code -Dseed=N} begins with N; {@code -Dseeds.minutes=M} goes on for M minutes; without either a fresh seed is taken.
 */
final class Seeds {
    private static final Path KEPT = Path.of("target", "failed-seeds");
    /** Logs of brokers grow to this under hours of faults; more helps nobody. */
    private static final long MOST_KEPT_BYTES = 50_000_000;

    private Seeds() {}

    /** One run of a test. */
    interface Run {
        /** @param directory empty; deleted afterwards */
        void of(long seed, Path directory) throws Exception;
    }

    /** A property with a number of minutes, such as 0.5. */
    static Duration minutes(String property, String usual) {
        return Duration.ofMillis((long) (60_000 * Double.parseDouble(System.getProperty(property, usual))));
    }

    /**
     * Runs.
     *
     * @param test the name of the test's class
     * @param usual how many seeds unless a time is given
     * @throws AssertionError at the end, which names every seed that failed
     */
    static void run(String test, Path directory, int usual, Run run) {
        long first = Long.getLong("seed", new Random().nextInt(Integer.MAX_VALUE));
        Integer minutes = Integer.getInteger("seeds.minutes");
        long end = System.nanoTime()
                + Duration.ofMinutes(minutes == null ? 0 : minutes).toNanos();
        List<AssertionError> failures = new ArrayList<>();
        int done = 0;
        for (long seed = first; minutes == null ? done < usual : System.nanoTime() - end < 0; seed++) {
            System.out.println(test + ": seed " + seed);
            Path own = Directories.create(directory.resolve("seed-" + seed));
            try {
                run.of(seed, own);
            } catch (Exception | AssertionError e) {
                failures.add(kept(test, seed, own, e));
            }
            Directories.delete(own);
            done++;
        }
        System.out.println(test + ": " + done + " seeds, " + failures.size() + " failed");
        if (!failures.isEmpty()) {
            // Reports of builds keep the message alone.
            AssertionError all = new AssertionError(failures.size() + " of " + done + " seeds failed:\n"
                    + failures.stream().map(AssertionError::getMessage).collect(Collectors.joining("\n")));
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    private static AssertionError kept(String test, long seed, Path own, Throwable failure) {
        Path kept = Directories.create(KEPT.resolve(test + "-" + seed));
        AssertionError error = new AssertionError(
                "seed " + seed + ": repeat with -Dit.test=" + test + " -Dseed=" + seed + "; logs and history are in "
                        + kept.toAbsolutePath() + ": " + failure.getMessage(),
                failure);
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        System.out.println(trace);
        try (Stream<Path> files = Files.walk(own)) {
            Files.writeString(kept.resolve("failure.txt"), trace.toString());
            for (Path file : files.filter(file -> isWorthKeeping(own.relativize(file), file))
                    .toList()) {
                Path copy = kept.resolve(own.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return error;
    }

    /** Logs and histories, and the records on the brokers' disks: they have producer, epoch and sequence of each. */
    private static boolean isWorthKeeping(Path name, Path file) {
        boolean records = name.toString().startsWith("broker");
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) < MOST_KEPT_BYTES
                    && (name.getNameCount() == 1 || (records && name.toString().endsWith(".log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
