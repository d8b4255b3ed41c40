package uk.regionalratings.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import uk.regionalratings.system.kit.Link;
import uk.regionalratings.system.kit.SkewedClock;
import uk.regionalratings.system.kit.SmallDisk;
import uk.regionalratings.system.kit.TroubledGateway;
import uk.regionalratings.system.kit.TroubledStreams;

/**
 * The faults of a pipeline with many processes, and how often they occurred. A fault strikes, lasts and is repaired
 * from outside, as an operator would do; the pipeline must do the rest.
 */
final class Faults {
    /** The maximum error of a clock. A broker refuses records of producers that are more than an hour ahead. */
    private static final int MOST_MINUTES = 55;

    private static final Duration DELAY = Duration.ofMillis(300);

    private static final int FEWEST_OF_A_STORM = 3;
    private static final int MOST_OF_A_STORM = 10;

    private final List<Fault> all = new ArrayList<>();
    private final Map<String, Integer> struck = new TreeMap<>();
    private final Map<String, List<Long>> recoveries = new TreeMap<>();
    private final Random random;

    Faults(Random random) {
        this.random = random;
    }

    /**
     * One possible fault.
     *
     * @param kind what happens, for a person to read
     * @param subject what it happens to; a subject has at most one fault at a time
     * @param heal starts the repair; does not wait for its end
     */
    record Fault(String kind, String subject, Runnable strike, Runnable heal) {
        /** Whether it can strike during the recovery from others: it needs no process that answers, and no other settings. */
        boolean isBrief() {
            return !kind.contains("disk full") && !kind.contains("wrong clock") && !kind.contains("never reads");
        }
    }

    /** Faults of brokers. They count as one subject, because only one broker at a time may be down. */
    void ofBrokers(ThreeBrokers brokers) {
        for (int i = 0; i < ThreeBrokers.COUNT; i++) {
            int number = i;
            all.add(new Fault("broker: SIGKILL", "broker", () -> brokers.kill(number), () -> brokers.start(number)));
            all.add(new Fault("broker: SIGSTOP", "broker", () -> brokers.halt(number), () -> brokers.resume(number)));
            Stutter stutter = new Stutter(() -> brokers.halt(number), () -> brokers.resume(number));
            all.add(new Fault("broker: stutters", "broker", stutter::begin, stutter::end));
        }
        all.add(new Fault("registry: away", "registry", brokers.registry()::stop, brokers.registry()::start));
        RegistryFront front = brokers.front();
        all.add(new Fault("registry: answers with errors", "registry", front::fail, front::mend));
        all.add(new Fault("registry: does not answer", "registry", front::fallSilent, front::mend));
    }

    /** Faults of the network between a client and the brokers. */
    void ofNetwork(List<Link> links) {
        for (Link link : links) {
            all.add(new Fault("network: one broker cut off", "network", link::cut, link::mend));
            all.add(new Fault("network: one broker hears and is not heard", "network", link::cutAnswers, link::mend));
        }
        all.add(new Fault(
                "network: all brokers cut off",
                "network",
                () -> links.forEach(Link::cut),
                () -> links.forEach(Link::mend)));
        all.add(new Fault(
                "network: slow",
                "network",
                () -> links.forEach(link -> link.slow(DELAY)),
                () -> links.forEach(Link::mend)));
        all.add(new Fault(
                "network: loses packets",
                "network",
                () -> links.forEach(Link::losePackets),
                () -> links.forEach(Link::mend)));
    }

    /** Faults of one instance of streams, and of its disk if that can be filled. */
    void of(TroubledStreams streams, Optional<SmallDisk> disk) {
        String subject = "streams " + streams.name();
        all.add(new Fault("streams: SIGKILL", subject, streams::kill, streams::start));
        all.add(new Fault("streams: SIGSTOP", subject, () -> streams.signal("STOP"), () -> streams.signal("CONT")));
        Stutter stutter = new Stutter(() -> streams.signal("STOP"), () -> streams.signal("CONT"));
        all.add(new Fault("streams: stutters", subject, stutter::begin, stutter::end));
        DeafClient deaf = new DeafClient(streams.api());
        all.add(new Fault("streams: a client that never reads", subject, deaf::ask, deaf::leave));
        disk.ifPresent(full -> all.add(new Fault(
                "streams: disk full, and a restart",
                subject,
                () -> {
                    full.fill();
                    // It writes its memory to disk when it stops, and more when it starts.
                    streams.stop();
                    streams.start();
                },
                () -> {
                    full.free();
                    // It may be about to end, which is correct: it must not use a store that it could not open.
                    streams.startOnceMoreIfEnded();
                })));
        skew().ifPresent(clock -> all.add(new Fault(
                "streams: wrong clock",
                subject,
                () -> {
                    streams.kill();
                    streams.start(clock);
                },
                () -> {
                    streams.kill();
                    streams.start();
                })));
    }

    void of(TroubledGateway gateway) {
        all.add(new Fault("gateway: SIGKILL", "gateway", gateway::kill, () -> gateway.begin(Map.of())));
        all.add(new Fault("gateway: SIGSTOP", "gateway", () -> gateway.signal("STOP"), () -> gateway.signal("CONT")));
        skew().ifPresent(clock -> all.add(new Fault(
                "gateway: wrong clock",
                "gateway",
                () -> {
                    gateway.kill();
                    gateway.supervise(clock);
                },
                () -> {
                    gateway.kill();
                    gateway.begin(Map.of());
                })));
    }

    void of(TroubledAlerts alerts) {
        all.add(new Fault("alerts: SIGKILL", "alerts", alerts::kill, alerts::start));
        all.add(new Fault(
                "alerts: SIGSTOP, a slow consumer",
                "alerts",
                () -> alerts.signal("STOP"),
                () -> alerts.signal("CONT")));
    }

    private Optional<Map<String, String>> skew() {
        return SkewedClock.environment(random.nextBoolean() ? MOST_MINUTES : -MOST_MINUTES);
    }

    /**
     * Chooses one fault or, one time in three, two at once on different subjects, in the order in which to repair them.
     */
    List<Fault> next() {
        List<String> kinds = all.stream().map(Fault::kind).distinct().toList();
        Fault first = any(kinds.get(random.nextInt(kinds.size())));
        Fault second = any(kinds.get(random.nextInt(kinds.size())));
        if (random.nextInt(3) > 0 || first.subject().equals(second.subject())) {
            return List.of(first);
        }
        return List.of(first, second).stream()
                .sorted(Comparator.comparing(all::indexOf))
                .toList();
    }

    /** Chooses the faults of a storm, to strike one after the other. */
    List<Fault> storm() {
        List<Fault> storm = new ArrayList<>();
        int many = FEWEST_OF_A_STORM + random.nextInt(MOST_OF_A_STORM - FEWEST_OF_A_STORM + 1);
        while (storm.size() < many) {
            next().stream().filter(Fault::isBrief).limit(1).forEach(storm::add);
        }
        return storm;
    }

    private Fault any(String kind) {
        List<Fault> some =
                all.stream().filter(fault -> fault.kind().equals(kind)).toList();
        return some.get(random.nextInt(some.size()));
    }

    /**
     * Makes the faults strike, last and be repaired, and logs a line for each.
     *
     * @return when the repair began, from {@link System#nanoTime}
     */
    long strike(List<Fault> faults, Runnable lasting) {
        faults.forEach(fault -> {
            System.out.println("Faults: " + fault.kind() + " of " + fault.subject());
            fault.strike().run();
            struck.merge(fault.kind(), 1, Integer::sum);
        });
        lasting.run();
        long healing = System.nanoTime();
        faults.forEach(fault -> fault.heal().run());
        return healing;
    }

    /** The faults that this machine cannot produce, one per line, for a person to read; empty if it can produce all. */
    String missing() {
        StringBuilder lines = new StringBuilder();
        Map.of("disk full", "no disk can be mounted, which takes root on Linux", "wrong clock", "no libfaketime")
                .forEach((kind, reason) -> {
                    if (all.stream().noneMatch(fault -> fault.kind().contains(kind))) {
                        lines.append("Faults: SKIPPED: ")
                                .append(kind)
                                .append(": ")
                                .append(reason)
                                .append('\n');
                    }
                });
        return lines.toString();
    }

    /**
     * Records the time from the repair until everything was well again.
     *
     * @param what one kind of fault, or words for several that struck together
     */
    void recovered(String what, long nanos) {
        recoveries.computeIfAbsent(what, any -> new ArrayList<>()).add(nanos);
    }

    /**
     * A table of every kind of fault with the number of occurrences, alone and together with others, and a table of recoveries with the
     * median and the longest in seconds.
     */
    String table() {
        StringBuilder table = new StringBuilder("| fault | times |\n|---|---|\n");
        struck.forEach((kind, times) -> table.append(String.format("| %s | %d |%n", kind, times)));
        table.append(String.format("| all | %d |%n", total(kind -> true)));
        table.append(String.format("| all SIGKILL | %d |%n%n", total(kind -> kind.contains("SIGKILL"))));
        table.append("| recovery from | times | median | longest |\n|---|---|---|---|\n");
        recoveries.forEach((what, times) -> {
            times.sort(null);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f s | %.1f s |%n",
                    what,
                    times.size(),
                    times.get(times.size() / 2) / 1e9,
                    times.get(times.size() - 1) / 1e9));
        });
        return table.toString();
    }

    private int total(Predicate<String> kinds) {
        return struck.entrySet().stream()
                .filter(kind -> kinds.test(kind.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
