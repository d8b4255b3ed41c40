package uk.regionalratings.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.regionalratings.system.faults.Faults.Fault;

/** Which faults strike, when, and for how long: drawn at random until the time is up, or read from a file. */
final class FaultSchedule implements Iterator<FaultSchedule.Step> {
    private static final int LONGEST_MS = 12_000;
    private static final int LONGEST_PAUSE_MS = 2_000;
    private static final int LONGEST_OF_A_STORM_MS = 2_000;
    private static final int LONGEST_PAUSE_OF_A_STORM_MS = 1_000;
    private static final int FEWEST_OF_A_STORM = 3;
    private static final int MOST_OF_A_STORM = Integer.getInteger("fault.storm.most", 12);

    /** One round in this many is a storm. */
    private static final int STORMS = Integer.getInteger("fault.storms", 3);
    /** So many faults in a hundred are SIGKILL in any case. */
    private static final int KILLS = Integer.getInteger("fault.kills", 0);

    private final Random random;
    private final List<Fault> possible;
    private final long end;
    /** The rest of a storm. */
    private final Deque<Step> next = new ArrayDeque<>();

    /**
     * A step.
     *
     * @param pauseMs how long nothing happens before it, in milliseconds
     * @param lastsMs how long its faults last, in milliseconds
     * @param recovers whether everything recovers before the next step; otherwise that one strikes during the recovery
     * @param faults the names of faults that strike together, in the order in which they are repaired
     */
    record Step(int pauseMs, int lastsMs, boolean recovers, List<String> faults) {
        private static final String RECOVERS = "recovers";
        private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) (recovers|continues): (.+)");

        Step {
            faults = List.copyOf(faults);
        }

        /** One line of a file. */
        @Override
        public String toString() {
            return pauseMs + " " + lastsMs + " " + (recovers ? RECOVERS : "continues") + ": "
                    + String.join(" + ", faults);
        }

        static Step parse(String line) {
            Matcher step = LINE.matcher(line);
            if (!step.matches()) {
                throw new IllegalArgumentException(
                        "not a step, such as \"800 3000 recovers: broker 2: SIGKILL\": " + line);
            }
            return new Step(
                    Integer.parseInt(step.group(1)),
                    Integer.parseInt(step.group(2)),
                    step.group(3).equals(RECOVERS),
                    Arrays.asList(step.group(4).split(" \\+ ")));
        }
    }

    private FaultSchedule(Random random, List<Fault> possible, Duration duration) {
        this.random = random;
        this.possible = possible;
        this.end = System.nanoTime() + duration.toNanos();
    }

    /** Draws steps until the time is up. */
    static Iterator<Step> drawn(Random random, List<Fault> possible, Duration duration) {
        return new FaultSchedule(random, possible, duration);
    }

    /** The steps in a file, one in each line. */
    static List<Step> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Step::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds steps to a file. */
    static void append(Path file, List<Step> steps) {
        try {
            Files.write(
                    file,
                    steps.stream().map(Step::toString).toList(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        return !next.isEmpty() || System.nanoTime() - end < 0;
    }

    @Override
    public Step next() {
        if (next.isEmpty()) {
            if (random.nextInt(STORMS) == 0) {
                next.addAll(storm());
            } else {
                next.add(step(LONGEST_PAUSE_MS, LONGEST_MS, true, oneOrTwo()));
            }
        }
        return next.remove();
    }

    private Step step(int longestPauseMs, int longestMs, boolean recovers, List<Fault> faults) {
        return new Step(
                random.nextInt(longestPauseMs),
                random.nextInt(longestMs),
                recovers,
                faults.stream().map(Fault::name).toList());
    }

    /** One fault or, one time in three, two at once on different subjects, in the order in which to repair them. */
    private List<Fault> oneOrTwo() {
        Fault first = any();
        Fault second = any();
        if (random.nextInt(3) > 0 || first.subject().equals(second.subject())) {
            return List.of(first);
        }
        return possible.stream()
                .filter(fault -> fault == first || fault == second)
                .toList();
    }

    /** Brief faults, one after the other. */
    private List<Step> storm() {
        List<Step> storm = new ArrayList<>();
        int many = FEWEST_OF_A_STORM + random.nextInt(MOST_OF_A_STORM - FEWEST_OF_A_STORM + 1);
        while (storm.size() < many) {
            Fault fault = any();
            if (fault.isBrief()) {
                storm.add(step(
                        LONGEST_PAUSE_OF_A_STORM_MS, LONGEST_OF_A_STORM_MS, storm.size() == many - 1, List.of(fault)));
            }
        }
        return storm;
    }

    /** All kinds are equally likely, however many processes they can strike. */
    private Fault any() {
        boolean kill = random.nextInt(100) < KILLS;
        List<String> kinds = possible.stream()
                .map(Fault::kind)
                .distinct()
                .filter(kind -> !kill || kind.contains(Faults.SIGKILL))
                .toList();
        String kind = kinds.get(random.nextInt(kinds.size()));
        List<Fault> some =
                possible.stream().filter(fault -> fault.kind().equals(kind)).toList();
        return some.get(random.nextInt(some.size()));
    }
}
