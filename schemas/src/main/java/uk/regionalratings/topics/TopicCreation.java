package uk.regionalratings.topics;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue that a cluster lacks. */
public final class TopicCreation {
    private TopicCreation() {}

    /**
     * Creates what is missing and leaves what is there as it is; safe to repeat and to run twice at a time.
     *
     * @throws IllegalStateException when the cluster refuses, with its reason
     */
    public static void createMissing(Admin admin) {
        try {
            Set<String> present = admin.listTopics().names().get();
            List<Topic> missing = Topics.all().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            var created =
                    admin.createTopics(missing.stream().map(Topic::toCreate).toList());
            for (var result : created.values().values()) {
                awaitCreation(result);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("can't create topics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private static void awaitCreation(KafkaFuture<Void> result) throws ExecutionException, InterruptedException {
        try {
            result.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
