package uk.regionalratings.streams.view;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the brokers know about {@code rating-changed}, beyond the records that were read here. */
public interface ChangeLog {
    /** For a view without readers of new changes: a topic without a name or partitions. */
    ChangeLog NONE = new ChangeLog() {
        @Override
        public String topicId() {
            return "";
        }

        @Override
        public int partitions() {
            return 0;
        }

        @Override
        public CompletableFuture<List<Long>> ends() {
            return CompletableFuture.completedFuture(List.of());
        }
    };

    /**
     * The topic's id: 22 letters, digits, hyphens and underscores. A topic that is deleted and created again gets
     * another id.
     */
    String topicId();

    /** The number of partitions. */
    int partitions();

    /** Asks for the present end of each partition, in the order of partitions. */
    CompletableFuture<List<Long>> ends();
}
