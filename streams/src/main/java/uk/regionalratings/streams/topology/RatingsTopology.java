package uk.regionalratings.streams.topology;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.DslStoreFormat;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.DslKeyValueParams;
import org.apache.kafka.streams.state.DslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import uk.regionalratings.streams.record.EventReader;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;

/**
 * The pipeline as a graph: events to the histories of authorities, these to the counts of areas. Pure:
 * no I/O, clock or environment in here.
 *
 * <pre>
 * inspection-published, authority-registered
 *   -> move-misplaced -> misplaced-event, what lies in another partition than its key's -> apply-event
 *   -> apply-event [authority-history, input-tally] -> reject -> inspection-rejected
 *   -> at each commit, publish-authorities -> authority-ratings
 *   -> timeline-change
 *   -> count-areas [authority-timeline, rating-changes, version-floor] -> rating-changed, a record for each inspection
 *   -> at each commit, count-rows -> area-ratings
 * canary-sent -> apply-event -> timeline-change, without a value -> count-areas -> canary-seen -> canary-table
 * authority-ratings -> authority-table, rating-changed -> change-table, on every instance
 * </pre>
 */
public final class RatingsTopology {
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    /**
     * The partitions of the second half. There is one, because one record holds everything that an inspection changed,
     * and because all changes of the country must be seen in one order. The state depends on the number of partitions:
     * another number needs another state format.
     */
    private static final int NATIONAL = 1;

    private final Areas areas;
    private final ContractSerdes serdes;
    private final Set<Role> roles;
    private final Placement placement;
    private final TopologyListener listener;

    /**
     * @param areas the areas to keep counts for
     * @param roles the parts of the graph that this process runs
     * @throws IllegalArgumentException if authorities lie in so many areas that their counts may exceed what brokers
     *     accept in a record
     */
    public RatingsTopology(Areas areas, ContractSerdes serdes, Set<Role> roles, TopologyListener listener) {
        this(areas, serdes, roles, Placement.BY_KEY, listener);
    }

    /** For tests: their driver has only one partition. */
    RatingsTopology(
            Areas areas, ContractSerdes serdes, Set<Role> roles, Placement placement, TopologyListener listener) {
        requireRoom(areas);
        this.areas = areas;
        this.serdes = serdes;
        this.roles = Set.copyOf(roles);
        this.placement = placement;
        this.listener = listener;
    }

    /**
     * Checks that records of rating changes have room for the counts of all areas that an authority may lie in.
     *
     * @throws IllegalArgumentException if they have not; the message says what to do
     */
    public static void requireRoom(Areas areas) {
        ChangeEncoder.requireRoom(areas);
    }

    /** Builds the graph; the configuration decides how strictly names are checked. */
    public Topology build(StreamsConfig config) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
        // The stores are RocksDB unless dsl.store.suppliers.class names others.
        DslStoreSuppliers stores = Utils.newInstance(
                config.getClass(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG), DslStoreSuppliers.class);
        stores.configure(config.originals());
        if (roles.contains(Role.PROCESSOR)) {
            countAreas(builder, stores, applyEvents(builder, stores));
        }
        if (roles.contains(Role.QUERY)) {
            feedReadModels(builder);
        }
        return builder.build();
    }

    /** The names of the repartition topics, with their numbers of partitions. */
    public static Map<String, Integer> repartitionTopics(String applicationId) {
        return Map.of(
                TopologyNames.misplacedEventTopic(applicationId),
                Topics.PARTITIONS,
                TopologyNames.timelineChangeTopic(applicationId),
                NATIONAL);
    }

    private void feedReadModels(StreamsBuilder builder) {
        builder.addGlobalStore(
                ReadModelStore.builder(TopologyNames.AUTHORITY_TABLE),
                Topics.AUTHORITY_RATINGS.name(),
                Consumed.with(BYTES, BYTES).withName(TopologyNames.READ_AUTHORITY_RATINGS),
                () -> new ReadModelStore.Reader(listener::ratings));
        builder.addGlobalStore(
                ReadModelStore.builder(TopologyNames.CHANGE_TABLE),
                Topics.RATING_CHANGED.name(),
                Consumed.with(BYTES, BYTES).withName(TopologyNames.READ_RATING_CHANGES),
                () -> new ReadModelStore.Reader(listener::changed));
        builder.addGlobalStore(
                ReadModelStore.builder(TopologyNames.CANARY_TABLE),
                Topics.CANARY_SEEN.name(),
                Consumed.with(BYTES, BYTES).withName(TopologyNames.READ_CANARIES),
                () -> new ReadModelStore.CanaryReader(listener));
    }

    private KStream<byte[], byte[]> applyEvents(StreamsBuilder builder, DslStoreSuppliers stores) {
        builder.addStateStore(keyValueStore(stores, TopologyNames.AUTHORITY_HISTORY, Serdes.String(), BYTES));
        builder.addStateStore(keyValueStore(
                stores,
                TopologyNames.INPUT_TALLY,
                Serdes.String(),
                StoredRows.serde(TopologyNames.INPUT_TALLY, serdes.inputTally(), serdes.inputTallyReader())));
        builder.addStateStore(UncommittedEvents.builder());

        List<String> inputs = List.of(
                Topics.INSPECTION_PUBLISHED.name(), Topics.AUTHORITY_REGISTERED.name(), Topics.CANARY_SENT.name());
        KStream<byte[], byte[]> received = builder.stream(
                inputs,
                Consumed.with(BYTES, BYTES)
                        .withName(TopologyNames.READ_EVENTS)
                        // A missing timestamp must reach the processor, which rejects the record.
                        .withTimestampExtractor((record, partitionTime) -> Math.max(0, record.timestamp())));
        KStream<byte[], Object> applied = received.merge(moved(received), Named.as(TopologyNames.TAKE_MOVED))
                .processValues(
                        () -> new ApplyEvent(new EventReader(areas, serdes), serdes, placement, listener),
                        Named.as(TopologyNames.APPLY_EVENT),
                        TopologyNames.AUTHORITY_HISTORY,
                        TopologyNames.INPUT_TALLY,
                        TopologyNames.UNCOMMITTED_EVENTS);

        applied.process(Reject::new, Named.as(TopologyNames.REJECT))
                .to(
                        Topics.INSPECTION_REJECTED.name(),
                        Produced.with(BYTES, BYTES).withName(TopologyNames.PUBLISH_REJECTION));
        KStream<byte[], byte[]> published = atCommit(
                        applied, TopologyNames.TOUCHED_AUTHORITIES, TopologyNames.READ_TOUCHED_AUTHORITIES)
                .process(
                        () -> new PublishAuthorities(serdes.authorityRatings()),
                        Named.as(TopologyNames.PUBLISH_AUTHORITIES),
                        TopologyNames.AUTHORITY_HISTORY,
                        TopologyNames.INPUT_TALLY,
                        TopologyNames.UNCOMMITTED_EVENTS);
        published.to(
                Topics.AUTHORITY_RATINGS.name(),
                Produced.with(BYTES, BYTES).withName(TopologyNames.PUBLISH_AUTHORITY_RATINGS));
        return published;
    }

    /**
     * Forwards what is sent to {@code name} once per key when a commit begins. It uses a table with a cache, which
     * Kafka Streams flushes at that time, in the same transaction. Nobody sees anything before a commit, so each row of
     * a table and each delta is written at most once per key and commit.
     */
    // The values are bytes: the processors forward by name.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static KStream<byte[], byte[]> atCommit(KStream<byte[], Object> touched, String name, String read) {
        KStream<byte[], byte[]> bytes = (KStream) touched;
        return bytes.toTable(
                        Named.as(name),
                        Materialized.<byte[], byte[]>as(Stores.inMemoryKeyValueStore(name))
                                .withKeySerde(BYTES)
                                .withValueSerde(BYTES)
                                .withCachingEnabled()
                                .withLoggingDisabled())
                .toStream(Named.as(read));
    }

    /**
     * The misplaced records, in their key's partition: so each authority has one history, whichever hash a client uses.
     */
    private KStream<byte[], byte[]> moved(KStream<byte[], byte[]> received) {
        return received.process(() -> new MoveMisplaced(placement), Named.as(TopologyNames.MOVE_MISPLACED))
                .repartition(Repartitioned.with(BYTES, BYTES)
                        .withName(TopologyNames.MISPLACED_EVENT)
                        .withNumberOfPartitions(Topics.PARTITIONS)
                        .withStreamPartitioner(byKey()));
    }

    // The method without headers is deprecated, but Kafka Streams still requires it.
    @SuppressWarnings("removal")
    private static StreamPartitioner<byte[], byte[]> byKey() {
        return (topic, key, value, partitions) -> Optional.of(Set.of(Topics.partitionOf(key, partitions)));
    }

    private void countAreas(StreamsBuilder builder, DslStoreSuppliers stores, KStream<byte[], byte[]> changes) {
        builder.addStateStore(keyValueStore(stores, TopologyNames.AUTHORITY_TIMELINE, Serdes.String(), BYTES));
        builder.addStateStore(keyValueStore(stores, TopologyNames.RATING_CHANGES, Serdes.String(), BYTES));
        builder.addStateStore(keyValueStore(stores, TopologyNames.VERSION_FLOOR, Serdes.String(), BYTES));
        builder.addStateStore(Counting.builder());
        String[] storeNames = {
            TopologyNames.AUTHORITY_TIMELINE,
            TopologyNames.RATING_CHANGES,
            TopologyNames.VERSION_FLOOR,
            TopologyNames.COUNTING
        };

        KStream<byte[], Object> counted = changes.repartition(Repartitioned.with(BYTES, BYTES)
                        .withName(TopologyNames.TIMELINE_CHANGE)
                        .withNumberOfPartitions(NATIONAL))
                .processValues(
                        () -> new CountAreas(areas, serdes.ratingChanged().serializer(), listener),
                        Named.as(TopologyNames.COUNT_AREAS),
                        storeNames);

        atCommit(counted, TopologyNames.TOUCHED_COUNTS, TopologyNames.READ_TOUCHED)
                .process(PublishAreaRows::new, Named.as(TopologyNames.COUNT_ROWS), storeNames)
                .to(
                        Topics.AREA_RATINGS.name(),
                        Produced.with(BYTES, serdes.areaRatings()).withName(TopologyNames.PUBLISH_AREA_RATINGS));
        counted.flatMap(
                        (group, value) -> value instanceof CountAreas.Published change
                                ? List.of(KeyValue.pair(change.authorityId(), change.bytes()))
                                : List.<KeyValue<byte[], byte[]>>of(),
                        Named.as(TopologyNames.TAKE_RATING_CHANGE))
                .to(
                        Topics.RATING_CHANGED.name(),
                        Produced.with(BYTES, BYTES).withName(TopologyNames.PUBLISH_RATING_CHANGE));
        counted.flatMapValues(
                        value -> value == Canary.PASSING ? Collections.singletonList(new byte[0]) : List.<byte[]>of(),
                        Named.as(TopologyNames.TAKE_CANARY))
                .to(Topics.CANARY_SEEN.name(), Produced.with(BYTES, BYTES).withName(TopologyNames.PUBLISH_CANARY));
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> keyValueStore(
            DslStoreSuppliers stores, String name, Serde<K> keySerde, Serde<V> valueSerde) {
        return Stores.keyValueStoreBuilder(
                        stores.keyValueStore(new DslKeyValueParams(name, DslStoreFormat.PLAIN)), keySerde, valueSerde)
                .withCachingDisabled();
    }
}
