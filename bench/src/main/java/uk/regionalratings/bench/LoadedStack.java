package uk.regionalratings.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import uk.regionalratings.bench.history.LoadedTopic;
import uk.regionalratings.bench.history.SyntheticHistory;
import uk.regionalratings.bench.process.ChildJvm;
import uk.regionalratings.bench.process.Cluster;
import uk.regionalratings.bench.process.FinalRows;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;

/** A broker and a registry loaded with a synthetic history, and the results expected from it. */
final class LoadedStack implements AutoCloseable {
    private static final String BROKER_HEAP = "1g";

    private final Path directory;
    private final SyntheticHistory history;
    private final Cluster cluster;
    private final LoadedTopic topic;

    /** @param directory for logs; the broker's files go into its folder {@code stack} */
    LoadedStack(ScaleOptions scale, Path directory) {
        Areas areas = ReferenceFiles.bundledAreas();
        this.directory = directory;
        this.history = new SyntheticHistory(scale.seed(), scale.scale(), areas);
        // Left over from a run that was killed.
        Folders.delete(directory.resolve("stack"));
        this.cluster = new Cluster(directory, BROKER_HEAP);
        try {
            this.topic = LoadedTopic.load(cluster.settings(), history, areas);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    Cluster cluster() {
        return cluster;
    }

    SyntheticHistory history() {
        return history;
    }

    LoadedTopic topic() {
        return topic;
    }

    /** The expected final rows of {@code area-ratings}, serialised. */
    Map<String, byte[]> rows() {
        var serializer = new ContractSerdes(RegistryClients.open(cluster.settings()))
                .areaRatings()
                .serializer();
        Map<String, byte[]> rows = new HashMap<>();
        topic.areaRatings().forEach((key, row) -> rows.put(key, serializer.serialize(Topics.AREA_RATINGS.name(), row)));
        return rows;
    }

    /** Starts a pipeline process without waiting for it. */
    ChildJvm startPipeline(ContenderOptions options, String application, Path state) {
        return new ChildJvm(
                options.pipeline(cluster, history.scale(), application, state, directory),
                directory.resolve(application + ".log"),
                false);
    }

    /** Waits until every final count is correct. */
    void awaitRight(ChildJvm process, Duration limit) {
        try (FinalRows found = new FinalRows(cluster.settings(), Topics.AREA_RATINGS.name(), rows())) {
            found.awaitRight(process, limit);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
