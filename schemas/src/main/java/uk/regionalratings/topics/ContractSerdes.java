package uk.regionalratings.topics;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import io.confluent.kafka.serializers.subject.TopicNameStrategy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.InspectionPublished;

/**
 * Value serdes in the Confluent wire format. Each is bound to its subject, so that changelogs and repartition topics of the
 * same record type need no subject of their own.
 */
public final class ContractSerdes {
    /** Subject stems of records that no catalogue topic carries. */
    static final String INPUT_TALLY = "internal-input-tally";

    static {
        // Avro instantiates the classes that schemas name; only ours are allowed, not those in a stranger's schema.
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), named -> named.getPackageName()
                        .equals(InspectionPublished.class.getPackageName())));
    }

    private final SchemaRegistryClient registry;

    public ContractSerdes(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /** The client that the serdes use to look up schemas. */
    public SchemaRegistryClient registry() {
        return registry;
    }

    /** Looks up the schemas of a topic's values, in the same way as their deserializer. */
    public SchemaLookup schemasOf(Topic topic, Class<? extends SpecificRecord> type) {
        return new SchemaLookup(registry, topic.subject(), type);
    }

    public Serde<InspectionPublished> inspectionPublished() {
        return serde(Topics.INSPECTION_PUBLISHED.name());
    }

    public Serde<AuthorityRegistered> authorityRegistered() {
        return serde(Topics.AUTHORITY_REGISTERED.name());
    }

    public Serde<AuthorityRatings> authorityRatings() {
        return serde(Topics.AUTHORITY_RATINGS.name());
    }

    public Serde<AreaRatings> areaRatings() {
        return serde(Topics.AREA_RATINGS.name());
    }

    public Serde<InspectionChanges> ratingChanged() {
        return serde(Topics.RATING_CHANGED.name());
    }

    /**
     * Reads rating changes without their counts, which come out empty. The counts are most of a record, and most of the
     * cost of decoding.
     */
    public Deserializer<InspectionChanges> ratingChangedWithoutCounts() {
        return new ContractDeserializer<>(
                avro(), registry, Topics.RATING_CHANGED.name(), "counts", InspectionChanges.getClassSchema());
    }

    /** Reads inspections from a topic that may hold foreign records. */
    public TopicReader<InspectionPublished> inspectionPublishedReader() {
        return reader(
                Topics.INSPECTION_PUBLISHED.name(),
                InspectionPublished.class,
                inspectionPublished().deserializer(),
                InspectionPublished::getAuthorityId);
    }

    /** Reads the rows of authorities from a topic that may hold foreign records. */
    public TopicReader<AuthorityRatings> authorityRatingsReader() {
        return reader(
                Topics.AUTHORITY_RATINGS.name(),
                AuthorityRatings.class,
                authorityRatings().deserializer(),
                AuthorityRatings::getAuthorityId);
    }

    /** Reads the rows of areas, under any key, from a topic that may hold foreign records. */
    public TopicReader<AreaRatings> areaRatingsReader() {
        return reader(
                Topics.AREA_RATINGS.name(), AreaRatings.class, areaRatings().deserializer(), any -> "");
    }

    /** Reads rating changes from a topic that may hold foreign records. */
    public TopicReader<InspectionChanges> ratingChangedReader() {
        return changes(ratingChanged().deserializer());
    }

    /** Reads rating changes without their counts, as {@link #ratingChangedWithoutCounts()} does. */
    public TopicReader<InspectionChanges> ratingChangedWithoutCountsReader() {
        return changes(ratingChangedWithoutCounts());
    }

    private TopicReader<InspectionChanges> changes(Deserializer<InspectionChanges> deserializer) {
        return reader(
                Topics.RATING_CHANGED.name(), InspectionChanges.class, deserializer, InspectionChanges::getAuthorityId);
    }

    /** Reads the tally of the input, under any key, from a topic that may hold foreign records. */
    public TopicReader<InputTally> inputTallyReader() {
        return reader(INPUT_TALLY, InputTally.class, inputTally().deserializer(), any -> "");
    }

    private <T extends SpecificRecord> TopicReader<T> reader(
            String subjectStem, Class<T> type, Deserializer<T> deserializer, Function<T, String> keyOf) {
        return new TopicReader<>(type, new SchemaLookup(registry, subjectStem + "-value", type), deserializer, keyOf);
    }

    public Serde<InputTally> inputTally() {
        return serde(INPUT_TALLY);
    }

    private <T extends SpecificRecord> Serde<T> serde(String subjectStem) {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
        serializer.configure(config(), false);
        Serializer<T> bound = new ContractSerializer<>(serializer, subjectStem);
        return Serdes.serdeFrom(bound, new ContractDeserializer<>(avro(), registry, subjectStem));
    }

    private KafkaAvroDeserializer avro() {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry);
        deserializer.configure(config(), false);
        return deserializer;
    }

    private static Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        // The client is given, but the serdes require an address nevertheless.
        config.put(KafkaAvroSerializerConfig.SCHEMA_REGISTRY_URL_CONFIG, "given");
        // Schemas are registered in a separate step, so that a stray producer can't change the contract.
        config.put(KafkaAvroSerializerConfig.AUTO_REGISTER_SCHEMAS, false);
        config.put(KafkaAvroSerializerConfig.VALUE_SUBJECT_NAME_STRATEGY, TopicNameStrategy.class);
        config.put(KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);
        config.put(KafkaAvroSerializerConfig.AVRO_USE_LOGICAL_TYPE_CONVERTERS_CONFIG, true);
        // Our subjects have no rules. Each serde would look for executors of rules in every JAR.
        config.put(KafkaAvroSerializerConfig.RULE_SERVICE_LOADER_ENABLE, false);
        return config;
    }
}
