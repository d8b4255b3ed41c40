package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.system.faults.RunHistory.Told;
import uk.regionalratings.system.kit.AlertLines;
import uk.regionalratings.system.kit.Published;

/**
 * Every client of a run, recorded: readers and listeners of each instance, a webhook receiver, and what else writes to {@link #history}. At the
 * end the {@link HistoryCheck} must find nothing.
 */
final class RecordedRun implements AutoCloseable {
    /** The name of the webhook's subscription. */
    static final String HOOK = "hook";

    private static final String WANDERER = "wanderer";

    private final RunHistory history = new RunHistory();
    private final RunReader.Shared shared = new RunReader.Shared();
    private final RecordedReceiver receiver;
    private final Random random;
    private final Path directory;
    private final List<RunReader> readers = new ArrayList<>();
    private final List<RunListener> listeners = new ArrayList<>();

    /** @param directory where the history is written if it has an anomaly */
    RecordedRun(long seed, Path directory) {
        this.directory = directory;
        random = new Random(seed);
        receiver = new RecordedReceiver(HOOK, history, random.nextLong());
    }

    RunHistory history() {
        return history;
    }

    /** The webhook's subscription, for the alerts file. */
    String subscription() {
        return receiver.subscription();
    }

    /** What the readers know of writes. */
    RunReader.Shared shared() {
        return shared;
    }

    /** Starts a reader and a listener for each instance, and a listener that wanders from one to another. */
    void start(List<RunReader.Instance> instances, List<String> authorities) {
        for (int i = 0; i < instances.size(); i++) {
            List<RunReader.Instance> one = List.of(instances.get(i));
            readers.add(new RunReader(one.get(0), history, shared, authorities, random.nextLong()));
            listeners.add(new RunListener("of instance " + i, one, history, random.nextLong()));
        }
        listeners.add(new RunListener(WANDERER, instances, history, random.nextLong()));
    }

    /** Takes the output of a file sink, of a subscription to everything, for deliveries. */
    void deliveredTo(String subscription, Path file) {
        AlertLines.forEach(
                file,
                alert -> history.delivered(
                        subscription,
                        RunListener.told(
                                data(alert), alert.required("deliveryId").asText())));
    }

    private static JsonNode data(JsonNode alert) {
        return alert.required("data");
    }

    /** Ends all clients when they have had everything, or had the time for it, and requires that nothing was anomalous. */
    void finish(Published published, Duration patience) {
        for (RunReader reader : readers) {
            reader.close();
        }
        List<Told> told = new ArrayList<>();
        published
                .changeLog()
                .forEach(change ->
                        told.add(new Told(change.getAuthorityId(), change.getId(), change.getVersion(), "", 0)));
        try {
            Awaitility.await("everybody had everything").atMost(patience).until(() -> hadAll(told.size()));
        } catch (ConditionTimeoutException e) {
            System.out.println("RecordedRun: somebody lacks some of " + told.size() + " changes; " + history.had());
        }
        for (RunListener listener : listeners) {
            listener.close();
        }
        KnownFacts facts = new KnownFacts(published.facts());
        System.out.println("RecordedRun: " + history.summary());
        List<String> anomalies = new HistoryCheck(history, facts, told, ReferenceFiles.bundledAreas()).anomalies();
        if (!anomalies.isEmpty()) {
            history.write(directory.resolve("history.txt"), anomalies);
        }
        assertThat(anomalies).as("what clients saw").isEmpty();
        assertThat(history.acknowledged).isNotEmpty();
        assertThat(history.reads).isNotEmpty();
        assertThat(told).isNotEmpty();
    }

    private boolean hadAll(int changes) {
        return history.had().values().stream().allMatch(had -> had >= changes);
    }

    @Override
    public void close() {
        for (RunReader reader : readers) {
            reader.close();
        }
        for (RunListener listener : listeners) {
            listener.close();
        }
        receiver.close();
    }
}
