package uk.regionalratings.system.kit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.awaitility.Awaitility;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.SharedServers;

/**
 * {@link SharedServers} lent to one test, without any topics or groups. Closing deletes the test's topics and groups.
 * Schemas stay, so a test that registers its own schemas needs its own stack.
 */
public final class SharedStack implements TestStack {
    private static final AtomicBoolean LENT = new AtomicBoolean();
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final String bootstrapServers = SharedServers.broker().bootstrapServers();
    private final Path directory = Directories.temporary();
    private boolean closed;

    private SharedStack() {}

    /** Whether a test currently uses it. */
    public static boolean isLent() {
        return LENT.get();
    }

    /**
     * Lends it to a test.
     *
     * @throws IllegalStateException if another test uses it
     */
    public static SharedStack borrow() {
        if (!LENT.compareAndSet(false, true)) {
            throw new IllegalStateException("Another test has the shared stack");
        }
        try {
            return new SharedStack();
        } catch (RuntimeException | Error e) {
            LENT.set(false);
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public String registryUrl() {
        return SharedServers.registry().url();
    }

    @Override
    public Path dataDirectory() {
        return directory;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (Admin admin = Admin.create(settings().kafkaClient())) {
            deleteGroups(admin);
            deleteTopics(admin);
        } catch (ExecutionException e) {
            throw new AssertionError("The shared stack can't be emptied", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            Directories.delete(directory);
            LENT.set(false);
        }
    }

    private static void deleteGroups(Admin admin) throws ExecutionException, InterruptedException {
        List<String> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .toList();
        Map<String, ConsumerGroupDescription> described =
                admin.describeConsumerGroups(groups).all().get();
        for (ConsumerGroupDescription group : described.values()) {
            if (!group.members().isEmpty()) {
                // A static member that was closed or killed stays in the group until its session expires.
                admin.removeMembersFromConsumerGroup(group.groupId(), new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        }
        admin.deleteConsumerGroups(groups).all().get();
    }

    private static void deleteTopics(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> topics = topics(admin);
        admin.deleteTopics(topics).all().get();
        // The controller answers before the broker has deleted them.
        Awaitility.await("the broker forgets " + topics)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> topics(admin).isEmpty());
    }

    private static Set<String> topics(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(name -> !name.startsWith("__"))
                .collect(Collectors.toSet());
    }
}
