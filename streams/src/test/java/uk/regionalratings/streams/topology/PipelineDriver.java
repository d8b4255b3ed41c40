package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.LondonDates;

/** The topology in a test driver, with a folder of its own: events in, the published tables out. */
final class PipelineDriver implements AutoCloseable {
    /** When every event is sent: noon of a day after the real history ends. */
    static final Instant SENT = Instant.parse("2026-10-01T11:00:00Z");

    static final LocalDate TODAY = LocalDate.ofInstant(SENT, LondonDates.ZONE);

    final ContractSerdes serdes;
    final ToldByTopology told;
    private final Serde<InspectionPublished> inspectionPublished;
    private final Serde<AuthorityRegistered> authorityRegistered;
    private final Serde<AuthorityRatings> authorityRatingsSerde;
    private final Serde<AreaRatings> areaRatingsSerde;
    private final Serde<InspectionChanges> ratingChanged;
    private final Path stateDir;
    private final TopologyTestDriver driver;
    private boolean elsewhere;
    private final TestInputTopic<byte[], byte[]> inspections;
    private final TestInputTopic<byte[], byte[]> registrations;
    private final TestInputTopic<byte[], byte[]> canaries;
    private final Map<String, AuthorityRatings> authorityRatings = new TreeMap<>();
    private final Map<String, AreaRatings> areaRatings = new TreeMap<>();
    private final Map<String, InspectionChanges> records = new LinkedHashMap<>();

    PipelineDriver() {
        this(ReferenceFiles.bundledAreas());
    }

    PipelineDriver(Areas areas) {
        stateDir = createFolder();
        serdes = new ContractSerdes(new Registry());
        inspectionPublished = serdes.inspectionPublished();
        authorityRegistered = serdes.authorityRegistered();
        authorityRatingsSerde = serdes.authorityRatings();
        areaRatingsSerde = serdes.areaRatings();
        ratingChanged = serdes.ratingChanged();
        told = new ToldByTopology(serdes);
        SchemaRegistration.register(serdes.registry());
        Properties config = config();
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        RatingsTopology topology =
                new RatingsTopology(areas, serdes, Set.of(Role.values()), (key, partition) -> elsewhere, told);
        driver = new TopologyTestDriver(topology.build(new StreamsConfig(config)), config, SENT);
        inspections = input(Topics.INSPECTION_PUBLISHED);
        registrations = input(Topics.AUTHORITY_REGISTERED);
        canaries = input(Topics.CANARY_SENT);
    }

    private static Path createFolder() {
        try {
            return Files.createTempDirectory("pipeline");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mock lacks the subject of an unknown number, where a registry lacks the schema. */
    private static final class Registry extends MockSchemaRegistryClient {
        @Override
        public ParsedSchema getSchemaBySubjectAndId(String subject, int id) throws IOException, RestClientException {
            try {
                return super.getSchemaBySubjectAndId(subject, id);
            } catch (RestClientException e) {
                throw new RestClientException("Schema " + id + " not found", 404, 40403);
            }
        }
    }

    static Properties config() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "ratings");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // The topology is the same on RocksDB, which the tests on a real broker use; starting it a thousand times is
        // slow.
        config.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        return config;
    }

    private TestInputTopic<byte[], byte[]> input(Topic topic) {
        return driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The driver has one partition: whether what is sent from now on counts as lying in another one than its key's. */
    void elsewhere(boolean misplaced) {
        elsewhere = misplaced;
    }

    void publish(Inspection inspection) {
        send(inspection.authorityId(), serialized(inspection));
    }

    byte[] serialized(Inspection inspection) {
        return inspectionPublished
                .serializer()
                .serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(inspection));
    }

    void send(@Nullable String key, byte @Nullable [] value) {
        send(Topics.INSPECTION_PUBLISHED, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
    }

    void register(Authority authority, long revision) {
        byte[] key = authority.authorityId().getBytes(StandardCharsets.UTF_8);
        send(Topics.AUTHORITY_REGISTERED, key, serialized(authority, revision));
    }

    byte[] serialized(Authority authority, long revision) {
        return authorityRegistered
                .serializer()
                .serialize(Topics.AUTHORITY_REGISTERED.name(), ContractMapping.toEvent(authority, revision));
    }

    void send(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        send(topic, key, value, new RecordHeaders());
    }

    void send(Inspection inspection, Headers headers) {
        byte[] key = inspection.authorityId().getBytes(StandardCharsets.UTF_8);
        send(Topics.INSPECTION_PUBLISHED, key, serialized(inspection), headers);
    }

    private void send(Topic topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        Map<Topic, TestInputTopic<byte[], byte[]>> inputs = Map.of(
                Topics.INSPECTION_PUBLISHED,
                inspections,
                Topics.AUTHORITY_REGISTERED,
                registrations,
                Topics.CANARY_SENT,
                canaries);
        inputs.get(topic).pipeInput(new TestRecord<>(key, value, headers, SENT));
    }

    /** Puts a record into a topic of the topology's own, as a stranger may. */
    void intrude(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, SENT));
    }

    /** The headers of every record published to a topic and not read yet. */
    List<Headers> headers(Topic topic) {
        return headers(topic.name());
    }

    List<Headers> headers(String topic) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(TestRecord::headers)
                .toList();
    }

    /** The table {@code authority-ratings}. */
    Map<String, AuthorityRatings> authorityRatings() {
        driver.createOutputTopic(
                        Topics.AUTHORITY_RATINGS.name(), new StringDeserializer(), authorityRatingsSerde.deserializer())
                .readKeyValuesToList()
                .forEach(row -> authorityRatings.put(row.key, row.value));
        return authorityRatings;
    }

    /** The table {@code area-ratings}. */
    Map<String, AreaRatings> areaRatings() {
        driver.createOutputTopic(Topics.AREA_RATINGS.name(), new StringDeserializer(), areaRatingsSerde.deserializer())
                .readKeyValuesToList()
                .forEach(row -> {
                    if (row.value == null) {
                        areaRatings.remove(row.key);
                    } else {
                        areaRatings.put(row.key, row.value);
                    }
                });
        return areaRatings;
    }

    /** Every record of rating changes published since the last call, in order; each must follow the one before of its inspection. */
    List<InspectionChanges> newRecords() {
        List<InspectionChanges> read = driver.createOutputTopic(
                        Topics.RATING_CHANGED.name(), new StringDeserializer(), ratingChanged.deserializer())
                .readValuesToList();
        for (InspectionChanges record : read) {
            assertFollows(record, records.put(record.getId(), record));
        }
        return read;
    }

    private static void assertFollows(InspectionChanges record, @Nullable InspectionChanges known) {
        int expected = known == null ? 1 : known.getVersion() + 1;
        assertThat(record.getVersion()).as("version of " + record).isEqualTo(expected);
        assertThat(ContractMapping.newChanges(record)).as("news in " + record).isNotEmpty();
        Map<String, RatingChanged> before = byId(known == null ? List.of() : ContractMapping.changes(known));
        Map<String, RatingChanged> now = byId(ContractMapping.changes(record));
        assertThat(now.keySet()).containsAll(before.keySet());
        now.forEach((id, change) -> {
            if (change.getVersion() != record.getVersion()) {
                assertThat(sayings(change)).as("told no news of " + id).isEqualTo(sayings(before.get(id)));
            }
        });
    }

    private static Map<String, RatingChanged> byId(List<RatingChanged> changes) {
        Map<String, RatingChanged> byId = new LinkedHashMap<>();
        changes.forEach(change ->
                assertThat(byId.put(change.getId(), change)).as(change.getId()).isNull());
        return byId;
    }

    /** What a change says of itself, but for the counts of the moment. */
    private static String sayings(@Nullable RatingChanged change) {
        return change == null
                ? "nothing"
                : List.of(
                                change.getVersion(),
                                change.getRetracted(),
                                change.getLate(),
                                change.getDirection(),
                                String.valueOf(change.getFrom()),
                                change.getTo(),
                                String.valueOf(change.getPreviousInspectionId()),
                                String.valueOf(change.getPreviousPublishedOn()),
                                String.valueOf(change.getPreviousReportUrl()),
                                change.getFirstOfItsKind())
                        .toString();
    }

    /** Every rating change that was told anew since the last call, in order. */
    List<RatingChanged> newChanges() {
        return newRecords().stream()
                .flatMap(record -> ContractMapping.newChanges(record).stream())
                .toList();
    }

    /** The latest record of each inspection. */
    Collection<InspectionChanges> records() {
        newRecords();
        return records.values();
    }

    /** The latest version of every rating change. */
    Map<String, RatingChanged> changes() {
        return byId(records().stream()
                .flatMap(record -> ContractMapping.changes(record).stream())
                .toList());
    }

    /** Every value published to a topic and not read yet. */
    List<byte[]> values(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readValuesToList();
    }

    List<TestRecord<byte[], byte[]>> rejections() {
        return driver.createOutputTopic(
                        Topics.INSPECTION_REJECTED.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** The tallies of all partitions by topic. */
    Map<String, InputTally> tallies() {
        KeyValueStore<String, InputTally> store = driver.getKeyValueStore(TopologyNames.INPUT_TALLY);
        Map<String, InputTally> tallies = new HashMap<>();
        try (KeyValueIterator<String, InputTally> rows = store.all()) {
            rows.forEachRemaining(row -> tallies.put(row.key, row.value));
        }
        return tallies;
    }

    /** The formats that the state says it is of, one for each of its parts. */
    List<Integer> stateFormats() {
        List<Integer> formats = new ArrayList<>();
        tallies().values().forEach(tally -> formats.add(tally.getStateFormat()));
        KeyValueStore<String, byte[]> versions = driver.getKeyValueStore(TopologyNames.VERSION_FLOOR);
        formats.add(ByteBuffer.wrap(versions.get(TopologyNames.STATE_FORMAT)).getInt());
        return formats;
    }

    @Override
    public void close() {
        driver.close();
        try {
            Utils.delete(stateDir.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
