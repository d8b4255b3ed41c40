package uk.regionalratings.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.system.kit.Shrinker;

/**
 * Random histories of the whole pipeline with crashes, repetitions, restarts and pauses at every step. A seed that fails is told with the fewest
 * steps that still fail. {@code -Dsimulated.histories=N} runs more, {@code -Dseeds.minutes=M} runs until the time is up, {@code -Dsimulated.seed=S}
 * begins with a seed.
 */
@Tag("sized")
class SimulationTest {
    private static final Logger LOG = LoggerFactory.getLogger(SimulationTest.class);
    private static final int HISTORIES = Integer.getInteger("simulated.histories", 150);
    /** Far more than it takes to see any of the planted faults. */
    private static final int MOST_TO_SEE = 300;

    @Test
    void everybodySeesWhatTheFactsSayWhateverIsKilledRepeatedOrLate() {
        long first = Long.getLong("simulated.seed", new SplittableRandom().nextLong(1L << 40));
        Integer minutes = Integer.getInteger("seeds.minutes");
        long end = System.nanoTime()
                + Duration.ofMinutes(minutes == null ? 0 : minutes).toNanos();
        LOG.info("simulated histories from seed {}", first);
        long seed = first;
        for (; minutes == null ? seed < first + HISTORIES : System.nanoTime() - end < 0; seed++) {
            List<Step> steps = Step.history(seed);
            Optional<Throwable> failure = failure(steps, Planted.NONE);
            if (failure.isPresent()) {
                List<Step> fewest = shrink(steps, Planted.NONE);
                fail(
                        "seed " + seed + " (-Dsimulated.seed=" + seed + " -Dsimulated.histories=1), in fewest steps "
                                + fewest,
                        failure(fewest, Planted.NONE).orElse(failure.get()));
            }
        }
        LOG.info("{} simulated histories", seed - first);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void seesAFaultThatIsPlanted(Planted planted) {
        for (long seed = 1; seed <= MOST_TO_SEE; seed++) {
            if (failure(Step.history(seed), planted).isPresent()) {
                LOG.info("{} is seen with seed {}", planted, seed);
                return;
            }
        }
        fail("none of " + MOST_TO_SEE + " histories shows " + planted);
    }

    @Test
    void shrinksAHistoryToWhatItTakesToFail() {
        List<Step> steps = List.of();
        for (long seed = 1; failure(steps, Planted.SKIPPED_RECORD).isEmpty(); seed++) {
            steps = Step.history(seed);
        }

        List<Step> fewest = shrink(steps, Planted.SKIPPED_RECORD);

        assertThat(failure(fewest, Planted.SKIPPED_RECORD)).isPresent();
        assertThat(fewest).hasSizeBetween(2, 8);
    }

    /** Serdes look for extensions on the whole class path whenever they are made, which would take most of the time. */
    private static final class RememberedResources extends ClassLoader {
        private final Map<String, List<URL>> found = new HashMap<>();

        RememberedResources(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> known = found.get(name);
            if (known == null) {
                known = Collections.list(super.getResources(name));
                found.put(name, known);
            }
            return Collections.enumeration(known);
        }
    }

    @BeforeAll
    static void rememberResources() {
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(new RememberedResources(thread.getContextClassLoader()));
    }

    @AfterAll
    static void forgetResources() {
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(thread.getContextClassLoader().getParent());
    }

    private static Optional<Throwable> failure(List<Step> steps, Planted planted) {
        try {
            Simulation.run(steps, planted);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static List<Step> shrink(List<Step> failing, Planted planted) {
        return Shrinker.shrink(failing, steps -> failure(steps, planted).isPresent());
    }
}
