package uk.regionalratings.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.regionalratings.system.kit.Link;
import uk.regionalratings.system.kit.SkewedClock;
import uk.regionalratings.system.kit.SlowDisk;
import uk.regionalratings.system.kit.SmallDisk;
import uk.regionalratings.system.kit.TroubledGateway;
import uk.regionalratings.system.kit.TroubledStreams;

/**
 * The faults that a pipeline of many processes can have. A fault strikes, lasts and is repaired from outside, as an operator would do; the
 * pipeline must do the rest. {@link FaultSchedule} says which strike when.
 */
final class Faults {
    static final String SIGKILL = "SIGKILL";

    private static final String SIGSTOP = "SIGSTOP";
    private static final String STUTTERS = "stutters";
    private static final String SLOW_DISK = "slow disk";
    private static final String DISK_FULL = "disk full";
    private static final String NEVER_READS = "a client that never reads";
    private static final String OTHER_VERSION = "another version";

    /**
     * By how many minutes a clock is wrong. A broker refuses records of producers that are more than an hour ahead. In the same order in every
     * JVM, because a seed draws from the list of faults.
     */
    private static final Map<String, Integer> WRONG_CLOCKS =
            new TreeMap<>(Map.of("wrong clock, 55 minutes ahead", 55, "wrong clock, 55 minutes behind", -55));

    private static final Duration DELAY = Duration.ofMillis(300);

    private final List<Fault> all = new ArrayList<>();

    /**
     * One possible fault.
     *
     * @param process the kind of process that has it
     * @param which the process among those of its kind; empty if there is one
     * @param what what happens, for a person to read
     * @param subject what it happens to; a subject has at most one fault at a time
     * @param strike makes it happen
     * @param heal starts the repair; does not wait for its end
     */
    record Fault(String process, String which, String what, String subject, Runnable strike, Runnable heal) {
        /** The same for all processes of a kind. */
        String kind() {
            return process + ": " + what;
        }

        /** Different for each fault. */
        String name() {
            return process + (which.isEmpty() ? "" : " " + which) + ": " + what;
        }

        /** How many times a process is killed. */
        int kills() {
            // With a wrong clock, and again with the right one.
            return what.contains(SIGKILL) ? 1 : WRONG_CLOCKS.containsKey(what) ? 2 : 0;
        }

        /** Whether it can strike during the recovery from others: it needs no process that answers, and no other settings. */
        boolean isBrief() {
            return !what.startsWith(DISK_FULL) && !what.equals(NEVER_READS) && !WRONG_CLOCKS.containsKey(what);
        }
    }

    /** All of them. */
    List<Fault> all() {
        return List.copyOf(all);
    }

    /** The fault with a name; fails if this machine cannot produce it. */
    Fault named(String name) {
        return all.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no fault \"" + name + "\" here; there are "
                        + all.stream().map(Fault::name).toList()));
    }

    /** Faults of brokers. They count as one subject, because only one broker at a time may be down. */
    void ofBrokers(ThreeBrokers brokers) {
        for (int i = 0; i < ThreeBrokers.COUNT; i++) {
            int number = i;
            Of broker = new Of("broker", String.valueOf(number), "broker");
            broker.add(SIGKILL, () -> brokers.kill(number), () -> brokers.start(number));
            broker.add(SIGSTOP, () -> brokers.signal(number, "STOP"), () -> brokers.signal(number, "CONT"));
            Stutter stutter = new Stutter(() -> brokers.signal(number, "STOP"), () -> brokers.signal(number, "CONT"));
            broker.add(STUTTERS, stutter::begin, stutter::end);
            SlowDisk.of(() -> brokers.pid(number)).ifPresent(disk -> broker.add(SLOW_DISK, disk::begin, disk::end));
            brokers.disk(number)
                    .ifPresent(disk -> broker.add(DISK_FULL + ", and " + SIGKILL, disk::fill, () -> {
                        disk.free();
                        // It may have ended, or have given up its folder, which takes a restart.
                        brokers.kill(number);
                        brokers.start(number);
                    }));
        }
        Of registry = new Of("registry", "", "registry");
        registry.add("away", brokers.registry()::stop, brokers.registry()::start);
        RegistryFront front = brokers.front();
        registry.add("answers with errors", front::fail, front::mend);
        registry.add("does not answer", front::fallSilent, front::mend);
    }

    /** Faults of the network between a client and the brokers. */
    void ofNetwork(List<Link> links) {
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            Of network = new Of("network", "to broker " + i, "network");
            network.add("one broker cut off", link::cut, link::mend);
            network.add("one broker hears and is not heard", link::cutAnswers, link::mend);
        }
        Of network = new Of("network", "", "network");
        Runnable mend = () -> links.forEach(Link::mend);
        network.add("all brokers cut off", () -> links.forEach(Link::cut), mend);
        network.add("slow", () -> links.forEach(link -> link.slow(DELAY)), mend);
        network.add("loses packets", () -> links.forEach(Link::losePackets), mend);
    }

    /**
     * Faults of one instance of streams.
     *
     * @param disk the disk with its state, if that can be filled
     * @param otherVersion the class path of another version of the software, if there is one
     */
    void of(TroubledStreams streams, Optional<SmallDisk> disk, Optional<String> otherVersion) {
        Of instance = new Of("streams", streams.name(), "streams " + streams.name());
        instance.add(SIGKILL, streams::kill, streams::start);
        instance.add(SIGSTOP, () -> streams.signal("STOP"), () -> streams.signal("CONT"));
        Stutter stutter = new Stutter(() -> streams.signal("STOP"), () -> streams.signal("CONT"));
        instance.add(STUTTERS, stutter::begin, stutter::end);
        SlowDisk.of(streams::pid).ifPresent(slow -> instance.add(SLOW_DISK, slow::begin, slow::end));
        DeafClient deaf = new DeafClient(streams.api());
        instance.add(NEVER_READS, deaf::ask, deaf::leave);
        disk.ifPresent(full -> instance.add(
                DISK_FULL + ", and a restart",
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
                }));
        WRONG_CLOCKS.forEach((what, minutes) -> SkewedClock.environment(minutes)
                .ifPresent(clock -> instance.add(
                        what,
                        () -> {
                            streams.kill();
                            streams.start(clock);
                        },
                        () -> {
                            streams.kill();
                            streams.start();
                        })));
        otherVersion.ifPresent(classPath -> instance.add(
                OTHER_VERSION,
                () -> {
                    streams.stop();
                    streams.startOtherVersion(classPath);
                },
                () -> {
                    streams.stop();
                    streams.start();
                }));
    }

    void of(TroubledGateway gateway) {
        Of one = new Of("gateway", "", "gateway");
        one.add(SIGKILL, gateway::kill, () -> gateway.begin(Map.of()));
        one.add(SIGSTOP, () -> gateway.signal("STOP"), () -> gateway.signal("CONT"));
        WRONG_CLOCKS.forEach((what, minutes) -> SkewedClock.environment(minutes)
                .ifPresent(clock -> one.add(
                        what,
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
        Of one = new Of("alerts", "", "alerts");
        one.add(SIGKILL, alerts::kill, alerts::start);
        one.add("SIGSTOP, a slow consumer", () -> alerts.signal("STOP"), () -> alerts.signal("CONT"));
    }

    /** Faults of one process. */
    private final class Of {
        private final String process;
        private final String which;
        private final String subject;

        Of(String process, String which, String subject) {
            this.process = process;
            this.which = which;
            this.subject = subject;
        }

        void add(String what, Runnable strike, Runnable heal) {
            all.add(new Fault(process, which, what, subject, strike, heal));
        }
    }

    /** The faults that this machine cannot produce, one per line, for a person to read; empty if it can produce all. */
    String missing() {
        StringBuilder lines = new StringBuilder();
        Map.of(
                        DISK_FULL,
                        "no disk can be mounted, which takes root on Linux",
                        SLOW_DISK,
                        "no strace, or it must not attach to processes",
                        "wrong clock",
                        "no libfaketime",
                        OTHER_VERSION,
                        "-Dfault.otherVersion does not name the folder of one; see docs/operations/faults.md")
                .forEach((what, reason) -> {
                    if (all.stream().noneMatch(fault -> fault.what().contains(what))) {
                        lines.append("Faults: SKIPPED: ")
                                .append(what)
                                .append(": ")
                                .append(reason)
                                .append('\n');
                    }
                });
        return lines.toString();
    }
}
