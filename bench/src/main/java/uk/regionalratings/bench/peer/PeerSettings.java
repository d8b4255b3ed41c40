package uk.regionalratings.bench.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Settings that a peer reads from its environment. The names of the variables are the contract with the process that
 * starts it.
 */
public final class PeerSettings {
    /** The topic to which a peer writes its counts: key {@code area/grade}, value a big-endian long. */
    public static final String OUTPUT = "BENCH_OUTPUT_TOPIC";

    /** The peer's consumer group, and the prefix of everything else it creates in the cluster. */
    public static final String APPLICATION = "BENCH_APPLICATION";

    /** The peer's own state folder. */
    public static final String STATE = "BENCH_STATE_DIR";

    /** The number of records that {@link Relay} writes for each event. */
    public static final String COPIES = "BENCH_COPIES";

    public static final String THREADS = "BENCH_THREADS";

    /** The areas of each group of authorities: {@code england,london;england,north,north-east}. */
    public static final String AREAS = "BENCH_AREAS_BY_TURN";

    /** The one judgement that peers count. */
    public static final Judgement JUDGEMENT = Judgement.OVERALL_EFFECTIVENESS;

    private PeerSettings() {}

    static Settings cluster() {
        return Settings.load(Settings.common(), Set.of(), null, System.getenv(), Map.of());
    }

    static ContractSerdes serdes() {
        return new ContractSerdes(RegistryClients.open(cluster()));
    }

    static Map<String, Object> kafka() {
        return new HashMap<>(cluster().kafkaClient());
    }

    /** Assigns the whole inspection topic to a consumer and returns the number of events in it. */
    static long assignAll(Consumer<?, ?> consumer) {
        List<TopicPartition> partitions = IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.INSPECTION_PUBLISHED.name(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(end -> end)
                .sum();
    }

    static String text(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    static int threads() {
        return Integer.parseInt(text(THREADS));
    }

    /** The areas of an authority, selected by its number. This spares peers the join with the reference data. */
    static List<List<String>> areasByTurn() {
        return List.of(text(AREAS).split(";", -1)).stream()
                .map(areas -> List.of(areas.split(",", -1)))
                .toList();
    }
}
