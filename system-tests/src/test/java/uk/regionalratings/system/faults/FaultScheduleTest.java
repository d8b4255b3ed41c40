package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.system.faults.FaultSchedule.Step;
import uk.regionalratings.system.faults.Faults.Fault;
import uk.regionalratings.system.kit.Shrinker;

class FaultScheduleTest {
    private static final List<Fault> POSSIBLE = List.of(
            fault("broker", "0", "SIGKILL", "broker"),
            fault("broker", "1", "SIGKILL", "broker"),
            fault("broker", "1", "SIGSTOP", "broker"),
            fault("network", "", "slow", "network"),
            fault("streams", "one", "disk full, and a restart", "streams one"));

    private static Fault fault(String process, String which, String what, String subject) {
        return new Fault(process, which, what, subject, () -> {}, () -> {});
    }

    private static List<Step> steps(long seed, int number) {
        Iterator<Step> drawn = FaultSchedule.drawn(new Random(seed), POSSIBLE, Duration.ofDays(1));
        List<Step> steps = new ArrayList<>();
        while (steps.size() < number) {
            steps.add(drawn.next());
        }
        return steps;
    }

    @Test
    void aSeedDrawsTheSameAgainAndEveryFaultInTheEnd() {
        List<Step> steps = steps(7, 300);

        assertThat(steps(7, 300)).isEqualTo(steps);
        assertThat(steps(8, 300)).isNotEqualTo(steps);
        Set<String> struck = new HashSet<>();
        steps.forEach(step -> struck.addAll(step.faults()));
        assertThat(struck)
                .containsExactlyInAnyOrderElementsOf(
                        POSSIBLE.stream().map(Fault::name).toList());
    }

    @Test
    void aSubjectHasOneFaultAtATimeAndAStormOnlyBriefOnes() {
        boolean storm = false;
        for (Step step : steps(3, 1_000)) {
            assertThat(step.faults()).hasSizeBetween(1, 2);
            assertThat(step.faults().stream().filter(name -> name.startsWith("broker")))
                    .hasSizeLessThan(2);
            storm = storm || !step.recovers();
            if (storm) {
                assertThat(step.faults()).hasSize(1).doesNotContain("streams one: disk full, and a restart");
            }
            storm = !step.recovers();
        }
    }

    @Test
    void whatAFileHoldsIsRunAgain(@TempDir Path directory) {
        Path file = directory.resolve("schedule.txt");
        List<Step> steps = steps(1, 50);

        steps.forEach(step -> FaultSchedule.append(file, List.of(step)));

        assertThat(FaultSchedule.read(file)).isEqualTo(steps);
        assertThatThrownBy(() -> Step.parse("800 streams one: SIGKILL"))
                .hasMessageContaining("not a step")
                .hasMessageContaining("streams one: SIGKILL");
    }

    @Test
    void shrinksToTheStepsThatItTakes() {
        List<Step> steps = steps(5, 40);
        Step first = steps.get(11);
        Step second = steps.get(29);

        List<Step> fewest =
                Shrinker.shrink(steps, some -> some.contains(first) && some.lastIndexOf(second) > some.indexOf(first));

        assertThat(fewest).containsExactly(first, second);
    }
}
