package uk.regionalratings.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * What can go wrong with a pipeline in many processes, and how often it did. A fault strikes, lasts, and is healed from outside as whoever
 * runs the process would; the rest is for the pipeline to do.
 */
final class Faults {
    /** How far a clock may be wrong: a broker refuses records of producers that are more than an hour ahead. */
    private static final int MOST_MINUTES = 55;

    private final List<Fault> all = new ArrayList<>();
    private final Map<String, List<Long>> recoveries = new TreeMap<>();
    private final Random random;

    Faults(Random random) {
        this.random = random;
    }

    /**
     * One that can strike.
     *
     * @param kind what happens, for people
     * @param subject to what it happens; one thing has one fault at a time
     * @param heal begins the recovery; does not wait for its end
     */
    record Fault(String kind, String subject, Runnable strike, Runnable heal) {}

    /** Of brokers, whose copies of a record are as good as their number: one at a time. */
    void ofBrokers(ThreeBrokers brokers) {
        for (int i = 0; i < ThreeBrokers.COUNT; i++) {
            int number = i;
            all.add(new Fault("broker: SIGKILL", "broker", () -> brokers.kill(number), () -> brokers.start(number)));
            all.add(new Fault("broker: SIGSTOP", "broker", () -> brokers.halt(number), () -> brokers.resume(number)));
        }
        all.add(new Fault("registry: away", "registry", brokers.registry()::stop, brokers.registry()::start));
    }

    /** Of the network between some client and the brokers. */
    void ofNetwork(List<Link> links) {
        for (Link link : links) {
            all.add(new Fault("network: one broker cut off", "network", link::cut, link::mend));
        }
        all.add(new Fault(
                "network: all brokers cut off",
                "network",
                () -> links.forEach(Link::cut),
                () -> links.forEach(Link::mend)));
    }

    /** Of one instance of streams, and of its disk if that can be filled. */
    void of(TroubledStreams streams, Optional<SmallDisk> disk) {
        String subject = "streams " + streams.name();
        all.add(new Fault("streams: SIGKILL", subject, streams::kill, streams::start));
        all.add(new Fault("streams: SIGSTOP", subject, () -> streams.signal("STOP"), () -> streams.signal("CONT")));
        DeafClient deaf = new DeafClient(streams.api());
        all.add(new Fault("streams: a client that never reads", subject, deaf::ask, deaf::leave));
        disk.ifPresent(full -> all.add(new Fault(
                "streams: disk full, and a restart",
                subject,
                () -> {
                    full.fill();
                    // What it has in memory is written down when it ends, and more is when it starts.
                    streams.stop();
                    streams.start();
                },
                () -> {
                    full.free();
                    // It may be about to end, as it should: what could not be opened is not used.
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
        all.add(new Fault("gateway: SIGKILL", "gateway", gateway::kill, gateway::start));
        all.add(new Fault("gateway: SIGSTOP", "gateway", () -> gateway.signal("STOP"), () -> gateway.signal("CONT")));
        skew().ifPresent(clock -> all.add(new Fault(
                "gateway: wrong clock",
                "gateway",
                () -> {
                    gateway.kill();
                    gateway.start(clock);
                },
                () -> {
                    gateway.kill();
                    gateway.start();
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

    /** One fault, or in one of three cases two at once of different subjects; those first that are to be healed first. */
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

    private Fault any(String kind) {
        List<Fault> some =
                all.stream().filter(fault -> fault.kind().equals(kind)).toList();
        return some.get(random.nextInt(some.size()));
    }

    /**
     * Lets them strike, last, and be healed, with a line in the log for each.
     *
     * @return when the healing began, by the clock of {@link System#nanoTime}
     */
    long strike(List<Fault> faults, Runnable lasting) {
        faults.forEach(fault -> {
            System.out.println("Faults: " + fault.kind() + " of " + fault.subject());
            fault.strike().run();
        });
        lasting.run();
        long healing = System.nanoTime();
        faults.forEach(fault -> fault.heal().run());
        return healing;
    }

    /** What can't be done on this machine, a line each, for people; nothing when everything can. */
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

    /** Notes how long it took from the healing until all was well again. */
    void recovered(List<Fault> faults, long nanos) {
        String row = faults.size() == 1 ? faults.get(0).kind() : "two of these at once";
        recoveries.computeIfAbsent(row, any -> new ArrayList<>()).add(nanos);
    }

    /** Every kind with how often it struck, and the recoveries in seconds: median and longest. */
    String table() {
        StringBuilder table =
                new StringBuilder("| fault | times | recovered after, median | longest |\n|---|---|---|---|\n");
        recoveries.forEach((kind, times) -> {
            times.sort(null);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f s | %.1f s |%n",
                    kind,
                    times.size(),
                    times.get(times.size() / 2) / 1e9,
                    times.get(times.size() - 1) / 1e9));
        });
        return table.toString();
    }
}
