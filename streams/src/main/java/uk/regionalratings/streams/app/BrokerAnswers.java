package uk.regionalratings.streams.app;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for answers of the brokers at startup, however long they are unavailable, as Kafka Streams does. */
final class BrokerAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerAnswers.class);

    private BrokerAnswers() {}

    /**
     * Waits for an answer.
     *
     * @param question asks the brokers; called again after each time-out of the client
     * @throws StreamsException if the brokers refuse or the thread is interrupted
     */
    static <T> T await(Supplier<KafkaFuture<T>> question) {
        while (true) {
            try {
                return question.get().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException)) {
                    throw new StreamsException("the brokers refuse the request: " + e.getCause(), e);
                }
                LOG.warn("The brokers do not answer yet: {}", String.valueOf(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StreamsException("interrupted while waiting for the brokers", e);
            }
        }
    }
}
