package uk.regionalratings.bench.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches a process that reads a topic: when the broker first sent it something of that topic, and what everybody had used of the
 * machine at any moment since. Nobody else may read the topic meanwhile.
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
     * What had been used at a moment, in seconds of CPU.
     *
     * @param at as {@link System#nanoTime()}
     */
    public record Sample(long at, double process, double broker, double self, double machine) {
        /** What was used from {@code earlier} to this one by others than these three. */
        public double others(Sample earlier) {
            return machine
                    - earlier.machine
                    - (process - earlier.process)
                    - (broker - earlier.broker)
                    - (self - earlier.self);
        }
    }

    /**
     * Begins to watch.
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

    /** When the first bytes of the topic were sent, as {@link System#nanoTime()}; 0 while none were. */
    public long firstFetch() {
        return firstFetch;
    }

    /** What had been used at the look nearest to a moment. */
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
