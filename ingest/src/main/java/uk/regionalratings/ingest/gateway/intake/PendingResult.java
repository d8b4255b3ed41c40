package uk.regionalratings.ingest.gateway.intake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import uk.regionalratings.ingest.gateway.answer.RecordResult;
import uk.regionalratings.topics.FactPosition;

/** The answer for a record if Kafka confirms its event, or its dead letter. */
public final class PendingResult {
    private static final CompletionStage<FactPosition> DONE = CompletableFuture.completedStage(FactPosition.NONE);

    private final RecordResult ifConfirmed;
    private final CompletableFuture<FactPosition> delivery;

    PendingResult(RecordResult ifConfirmed, CompletionStage<FactPosition> delivery) {
        this.ifConfirmed = ifConfirmed;
        this.delivery = delivery.toCompletableFuture();
    }

    /** The result of a record that need not be sent. */
    static PendingResult known(RecordResult result) {
        return new PendingResult(result, DONE);
    }

    /** Whether delivery has already failed. */
    public boolean hasFailed() {
        return delivery.isCompletedExceptionally();
    }

    /** @param deadline as {@link System#nanoTime()}; records not acknowledged by this time count as failed */
    public RecordResult await(long deadline) {
        try {
            return ifConfirmed.at(delivery.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return ifConfirmed.failed(e.getCause());
        } catch (TimeoutException e) {
            return ifConfirmed.failed(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ifConfirmed.failed(null);
        }
    }
}
