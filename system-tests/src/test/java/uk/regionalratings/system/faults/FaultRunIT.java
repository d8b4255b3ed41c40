package uk.regionalratings.system.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.Directories;
import uk.regionalratings.system.faults.FaultSchedule.Step;
import uk.regionalratings.system.kit.Shrinker;

/**
 * A {@link FaultRun} of five minutes, with a fresh seed each time. {@code -Dfault.minutes=30 -Dseed=N} for a longer one, or the same again;
 * {@code -Dseeds.minutes=480} for one seed after the other until the time is up; {@code -Dfault.schedule=FILE} for the faults in a file;
 * {@code -Dfault.shrink=60} to look for so many minutes for the fewest faults with which a seed still fails.
 */
@Tag("thorough")
class FaultRunIT {
    private static final Duration DURATION = Seeds.minutes("fault.minutes", "5");
    private static final Duration SHRINKING = Seeds.minutes("fault.shrink", "0");
    private static final @Nullable String GIVEN = System.getProperty("fault.schedule");

    /** Processes are never at the same point twice: a schedule that failed need not fail the next time. */
    private static final int ATTEMPTS = 2;

    private final FaultTable table = new FaultTable();

    @Test
    void nothingIsMissingOrCountedTwiceAfterAnyFaults(@TempDir Path directory) {
        try {
            Seeds.run("FaultRunIT", directory, 1, this::runAndShrink);
        } finally {
            System.out.print(table);
        }
    }

    private void runAndShrink(long seed, Path directory) throws Exception {
        try {
            run(
                    GIVEN == null
                            ? FaultRun.drawn(seed, DURATION, directory)
                            : FaultRun.again(seed, FaultSchedule.read(Path.of(GIVEN)), directory));
        } catch (Exception | AssertionError e) {
            Path schedule = directory.resolve(FaultRun.SCHEDULE);
            // Without one it failed before any fault.
            if (!SHRINKING.isZero() && Files.exists(schedule)) {
                shrink(seed, FaultSchedule.read(schedule), directory);
            }
            throw e;
        }
    }

    private void run(FaultRun run) throws Exception {
        try {
            run.run();
        } finally {
            table.add(run.table());
        }
    }

    private void shrink(long seed, List<Step> failing, Path directory) {
        long end = System.nanoTime() + SHRINKING.toNanos();
        List<Step> fewest = Shrinker.shrink(
                failing, steps -> !steps.isEmpty() && System.nanoTime() - end < 0 && fails(seed, steps, directory));
        if (fewest.size() < failing.size()) {
            Path file = directory.resolve("fewest-faults.txt");
            FaultSchedule.append(file, fewest);
            System.out.println("FaultRunIT: seed " + seed + " fails with " + fewest.size() + " of " + failing.size()
                    + " steps: " + fewest + "; -Dfault.schedule=" + file.getFileName() + " runs them");
        }
    }

    private boolean fails(long seed, List<Step> steps, Path directory) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path own = Directories.create(directory.resolve("again"));
            try {
                run(FaultRun.again(seed, steps, own));
            } catch (Exception | AssertionError e) {
                System.out.println("FaultRunIT: fails with " + steps.size() + " steps: " + e.getMessage());
                return true;
            } finally {
                Directories.delete(own);
            }
        }
        return false;
    }
}
