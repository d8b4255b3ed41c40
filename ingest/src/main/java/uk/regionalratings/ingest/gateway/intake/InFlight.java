package uk.regionalratings.ingest.gateway.intake;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits the number of unconfirmed events, over all requests. Without room a request waits, and so does its client,
 * since its body is not read meanwhile. After too long a wait the answer says that Kafka can't keep up.
 */
public final class InFlight {
    private final int most;
    private final Duration patience;
    private final Semaphore room;

    /**
     * Creates a limit.
     *
     * @param most the most events at the same time
     * @param patience how long a request waits for room
     */
    public InFlight(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
        this.room = new Semaphore(most);
    }

    /** Kafka can't keep up, and nothing was sent. */
    public static final class NoRoomException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Sends an event once there is room.
     *
     * @param sending starts the delivery
     * @throws NoRoomException if there was no room in time
     */
    <T> CompletionStage<T> send(Supplier<CompletionStage<T>> sending) throws NoRoomException {
        try {
            if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NoRoomException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoRoomException();
        }
        CompletionStage<T> delivery;
        try {
            delivery = sending.get();
        } catch (RuntimeException | Error e) {
            room.release();
            throw e;
        }
        return delivery.whenComplete((nothing, exception) -> room.release());
    }

    /** The number of unconfirmed events. */
    public int size() {
        return most - room.availablePermits();
    }
}
