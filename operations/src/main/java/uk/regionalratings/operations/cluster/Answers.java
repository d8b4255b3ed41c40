package uk.regionalratings.operations.cluster;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for answers of the brokers and describes their refusals. */
public final class Answers {
    private static final long SECONDS = 60;

    private Answers() {}

    /**
     * Waits for an answer.
     *
     * @throws ClusterException if there is none; the message gives the reason
     */
    public static <T> T of(KafkaFuture<T> answer) {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw noAnswer(e);
            }
            String remedy = cause instanceof UnknownTopicOrPartitionException
                    ? "; run ./ratings setup, or see that ./ratings streams has run once with this application.id"
                    : "; ./ratings doctor says more";
            throw new ClusterException("the brokers refuse: " + cause.getMessage() + remedy, e);
        } catch (TimeoutException e) {
            throw noAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while waiting for the brokers", e);
        }
    }

    private static ClusterException noAnswer(Exception cause) {
        return new ClusterException(
                "the brokers do not answer: check bootstrap.servers (--config or RATINGS_BOOTSTRAP_SERVERS);"
                        + " ./ratings doctor says more",
                cause);
    }
}
