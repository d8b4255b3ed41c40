package uk.regionalratings.bench.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches a process that reads a topic. Records when the broker first sent data from that topic, and the CPU time of
 * every party at each moment since. No other process may read the topic meanwhile.
 */
public final class Observer implements AutoCloseable {
    private static final long EVERY_NANOS = 20_000_000;

    private final Cluster cluster;
    private final String topic;
    private final long before;
    private final long pid;
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile long firstFetch;

    /**
     * The CPU time used up to a moment, in seconds.
     *
     * @param at from {@link System#nanoTime()}
     */
    public record Sample(long at, double process, double broker, double self, double machine) {
        /** The CPU time that other processes have used since {@code earlier}. */
        public double others(Sample earlier) {
            return machine
                    - earlier.machine
                    - (process - earlier.process)
                    - (broker - earlier.broker)
                    - (self - earlier.self);
        }
    }

    /**
     * Starts watching.
     *
     * @param before {@link Cluster#bytesOut} before the process started
     */
    public Observer(Cluster cluster, String topic, long before, long pid) {
        this.cluster = cluster;
        this.topic = topic;
        this.before = before;
        this.pid = pid;
        this.thread = new Thread(this::watch, "observer");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!closed) {
            if (firstFetch == 0 && cluster.bytesOut(topic) > before) {
                firstFetch = System.nanoTime();
            }
            synchronized (samples) {
                samples.add(new Sample(
                        System.nanoTime(),
                        ProcessUse.cpuSeconds(pid),
                        ProcessUse.cpuSeconds(cluster.brokerPid()),
                        ProcessUse.cpuSeconds(ProcessHandle.current().pid()),
                        ProcessUse.machineCpuSeconds()));
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    /** When the first bytes of the topic were sent, from {@link System#nanoTime()}; 0 if none have been. */
    public long firstFetch() {
        return firstFetch;
    }

    /** The sample nearest to a moment. */
    public Sample at(long nanos) {
        synchronized (samples) {
            Sample nearest = samples.get(0);
            for (Sample sample : samples) {
                if (Math.abs(sample.at - nanos) < Math.abs(nearest.at - nanos)) {
                    nearest = sample;
                }
            }
            return nearest;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
