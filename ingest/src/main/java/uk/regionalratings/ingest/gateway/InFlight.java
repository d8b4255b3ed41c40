package uk.regionalratings.ingest.gateway;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds the events that are sent and not confirmed yet, over all requests. Who finds no room waits, and with it the client, whose
 * body is not read meanwhile; who waits too long is told that Kafka does not keep up.
 */
final class InFlight {
    private final int most;
    private final Duration patience;
    private final Semaphore room;

    /**
     * A bound.
     *
     * @param most events at the same time
     * @param patience how long a request waits for room
     */
    InFlight(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
        this.room = new Semaphore(most);
    }

    /** Kafka does not keep up: nothing was sent. */
    static final class NoRoomException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Sends an event once there is room.
     *
     * @param sending starts the delivery
     * @throws NoRoomException when there was none in time
     */
    CompletionStage<Void> send(Supplier<CompletionStage<Void>> sending) throws NoRoomException {
        try {
            if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NoRoomException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoRoomException();
        }
        CompletionStage<Void> delivery;
        try {
            delivery = sending.get();
        } catch (RuntimeException | Error e) {
            room.release();
            throw e;
        }
        return delivery.whenComplete((nothing, exception) -> room.release());
    }

    /** Events under way. */
    int size() {
        return most - room.availablePermits();
    }
}
