package uk.regionalratings.streams.view;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the brokers know of {@code rating-changed}, beyond what was read of it here. */
public interface ChangeLog {
    /** Of a view that nobody reads on in: a topic without a name and without partitions. */
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

    /** Given to the topic when it was made: 22 letters, digits, hyphens and underscores. One that is made anew has another. */
    String topicId();

    /** How many partitions it has. */
    int partitions();

    /** Asks where each partition ends at present, in their order. */
    CompletableFuture<List<Long>> ends();
}
