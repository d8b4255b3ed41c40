package uk.regionalratings.alerts.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Threads that deliver, as a list of what is planned: whoever drives the simulation runs one when it pleases, whatever its delay. */
final class SimulatedWorkers extends AbstractExecutorService implements ScheduledExecutorService {
    private final List<Planned> planned = new ArrayList<>();
    private boolean shutdown;

    private final class Planned extends FutureTask<Object> implements ScheduledFuture<Object> {
        Planned(Runnable task) {
            super(task, "done");
        }

        @Override
        public boolean cancel(boolean interrupts) {
            planned.remove(this);
            return super.cancel(interrupts);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    /** Runs one of those that are planned; returns whether there was one. */
    boolean run(int which) {
        if (planned.isEmpty()) {
            return false;
        }
        planned.remove(which % planned.size()).run();
        return true;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Planned one = new Planned(task);
        planned.add(one);
        return one;
    }

    @Override
    public void shutdown() {
        shutdown = true;
        planned.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    @Override
    public void execute(Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }
}
