package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.system.kit.AlsoOnContainers;
import uk.regionalratings.system.kit.Clients;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.RejectionReason;

/** A feed that is newer than the pipeline: what it may add, and which changes the registry rejects. */
@AlsoOnContainers
class SchemaEvolutionIT {
    private static final String SUBJECT = Topics.INSPECTION_PUBLISHED.subject();

    /** What a later version of the software might write: one more judgement, grade and field. */
    private static final Schema NEWER = changed(
            "\"ADOPTION\"]", "\"ADOPTION\", \"YOUTH_JUSTICE\"]",
            "\"INADEQUATE\"]", "\"INADEQUATE\", \"EXCEPTIONAL\"]",
            "\"fields\":[{\"name\":\"inspectionId\"",
                    "\"fields\":[{\"name\":\"leadInspector\",\"type\":\"string\",\"default\":\"\"},{\"name\":\"inspectionId\"");

    private static RunningPipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = RunningPipeline.onItsOwnStack();
        DemoHistory.register(pipeline.settings());
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    /** The contract's schema, compact, with the first of each pair of strings replaced by the second. */
    private static Schema changed(String... pairs) {
        String text = InspectionPublished.getClassSchema().toString().replace("\", \"", "\",\"");
        for (int i = 0; i < pairs.length; i += 2) {
            String before = pairs[i].replace("\", \"", "\",\"");
            assertThat(text).contains(before);
            text = text.replace(before, pairs[i + 1].replace("\", \"", "\",\""));
        }
        return new Schema.Parser().parse(text);
    }

    @Test
    void oldConsumersGoOnBesideANewerFeedAndSetAsideWhatTheyHaveNoWordFor() throws Exception {
        // Given
        try (CachedSchemaRegistryClient registry =
                Clients.registry(pipeline.stack().registryUrl())) {
            registry.register(SUBJECT, new AvroSchema(NEWER));
        }

        // When
        publish(
                inspection("394-good-1", "HELP_AND_PROTECTION", "GOOD"),
                inspection("394-new-judgement", "YOUTH_JUSTICE", "GOOD"),
                inspection("394-new-grade", "HELP_AND_PROTECTION", "EXCEPTIONAL"),
                inspection("394-good-2", "IN_CARE", "OUTSTANDING"));
        pipeline.catchUp();

        // Then
        try (Published published = new Published(pipeline.settings())) {
            assertThat(published.rejections().values())
                    .containsExactlyInAnyOrder(
                            RejectionReason.UNKNOWN_JUDGEMENT.id(), RejectionReason.UNKNOWN_GRADE.id());
            assertThat(published.changeLog())
                    .extracting(change -> change.getId())
                    .containsExactlyInAnyOrder("394/help_and_protection/394-good-1", "394/in_care/394-good-2");
        }
        // And the older software can start with the newer schema.
        ClusterSetup.apply(pipeline.settings());
    }

    @Test
    void theRegistryRefusesAFeedThatWouldBreakReaders() throws Exception {
        Schema withoutDefault = changed(
                "\"fields\":[{\"name\":\"inspectionId\"",
                "\"fields\":[{\"name\":\"leadInspector\",\"type\":\"string\"},{\"name\":\"inspectionId\"");
        try (CachedSchemaRegistryClient registry =
                Clients.registry(pipeline.stack().registryUrl())) {
            assertThatThrownBy(() -> registry.register(SUBJECT, new AvroSchema(withoutDefault)))
                    .isInstanceOfSatisfying(RestClientException.class, refusal -> assertThat(refusal.getStatus())
                            .isEqualTo(409));
            assertThatThrownBy(() -> SchemaRegistration.register(registry, SUBJECT, withoutDefault))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("refuses subject " + SUBJECT)
                    .hasMessageContaining("make the change compatible");
        }
    }

    private static GenericRecord inspection(String id, String judgement, String grade) {
        Schema grades = NEWER.getField("grades").schema();
        Schema one = grades.getElementType();
        GenericRecord given = new GenericRecordBuilder(one)
                .set(
                        "judgement",
                        new GenericData.EnumSymbol(one.getField("judgement").schema(), judgement))
                .set("grade", new GenericData.EnumSymbol(one.getField("grade").schema(), grade))
                .set("words", grade)
                .build();
        return new GenericRecordBuilder(NEWER)
                .set("leadInspector", "A. Inspector")
                .set("inspectionId", id)
                .set("authorityId", "394")
                .set(
                        "framework",
                        new GenericData.EnumSymbol(NEWER.getField("framework").schema(), "ILACS_2026"))
                .set("startedOn", day("2026-05-11"))
                .set("endedOn", day("2026-05-15"))
                .set("publishedOn", day("2026-06-26"))
                .set("grades", List.of(given))
                .build();
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    private static void publish(GenericRecord... inspections) throws Exception {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(
                Map.of("schema.registry.url", pipeline.stack().registryUrl(), "auto.register.schemas", false), false);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", pipeline.stack().bootstrapServers());
        try (KafkaProducer<String, Object> producer =
                new KafkaProducer<>(settings, new StringSerializer(), serializer)) {
            for (GenericRecord inspection : inspections) {
                producer.send(new ProducerRecord<>(Topics.INSPECTION_PUBLISHED.name(), "394", inspection))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }
}
