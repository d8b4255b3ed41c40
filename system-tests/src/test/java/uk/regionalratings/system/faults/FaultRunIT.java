package uk.regionalratings.system.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A {@link FaultRun} of five minutes, with a fresh seed each time. {@code -Dfault.minutes=30 -Dseed=N} for a longer one, or the same again;
 * {@code -Dseeds.minutes=480} for one seed after the other until the time is up.
 */
@Tag("thorough")
class FaultRunIT {
    private static final Duration DURATION = Duration.ofMinutes(Integer.getInteger("fault.minutes", 5));

    @Test
    void nothingIsMissingOrCountedTwiceAfterAnyFaults(@TempDir Path directory) {
        Seeds.run("FaultRunIT", directory, 1, (seed, own) -> new FaultRun(seed, DURATION, own).run());
    }
}
