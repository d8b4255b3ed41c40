package uk.regionalratings.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Family;
import uk.regionalratings.contract.Framework;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.JudgementGrade;
import uk.regionalratings.contract.RatingChanged;

class ContractSerdesTest {
    private static final LocalDate BEFORE_THE_EPOCH = LocalDate.of(1965, 4, 1);
    private static final LocalDate LEAP_DAY = LocalDate.of(2024, 2, 29);

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final ContractSerdes serdes = new ContractSerdes(registry);

    @BeforeEach
    void registerSchemas() {
        SchemaRegistration.register(registry);
    }

    @Test
    void datesComeBackAsTheyWere() {
        // Given
        InspectionPublished inspection = inspection();

        // When
        InspectionPublished back = roundTrip(serdes.inspectionPublished(), inspection);

        // Then
        assertThat(back).isEqualTo(inspection);
        assertThat(back.getPublishedOn()).isEqualTo(LEAP_DAY);
    }

    @Test
    void optionalDatesComeBackAsTheyWere() {
        AuthorityRegistered authority = AuthorityRegistered.newBuilder()
                .setAuthorityId("394")
                .setRevision(1)
                .setName("Sunderland")
                .setSlug("sunderland")
                .setRegion("north-east")
                .setEstablishedOn(BEFORE_THE_EPOCH)
                .build();
        AreaRatings area = AreaRatings.newBuilder()
                .setArea("north")
                .setFamily(Family.ANY)
                .setJudgement(Judgement.IN_CARE)
                .setAsOf(null)
                .setCounts(List.of(new GradeCount(Grade.GOOD, 1)))
                .setSuperseded(0)
                .setNotRated(2)
                .setAuthorities(3)
                .build();

        assertThat(roundTrip(serdes.authorityRegistered(), authority)).isEqualTo(authority);
        assertThat(roundTrip(serdes.areaRatings(), area)).isEqualTo(area);
        AreaRatings dated = AreaRatings.newBuilder(area).setAsOf(LEAP_DAY).build();
        assertThat(roundTrip(serdes.areaRatings(), dated)).isEqualTo(dated);
    }

    @Test
    void readersWithoutOurClassesGetDatesToo() {
        // Given a consumer of some other program, which reads generic records
        try (KafkaAvroDeserializer generic = new KafkaAvroDeserializer(registry)) {
            generic.configure(Map.of("schema.registry.url", "given", "avro.use.logical.type.converters", true), false);

            // When
            GenericRecord back = (GenericRecord) generic.deserialize(
                    "inspection-published",
                    serdes.inspectionPublished().serializer().serialize("inspection-published", inspection()));

            // Then
            assertThat(back.get("publishedOn")).isEqualTo(LEAP_DAY);
            assertThat(back.get("startedOn")).isEqualTo(LEAP_DAY.minusDays(30));
            assertThat(back.get("framework")).hasToString("ILACS");
        }
    }

    @Test
    void neverRegistersASchema() {
        ContractSerdes unregistered = new ContractSerdes(new MockSchemaRegistryClient());

        assertThatThrownBy(() ->
                        unregistered.inspectionPublished().serializer().serialize("inspection-published", inspection()))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void whatHasBeenReadIsGoodThoughTheRegistryGoesAwayMeanwhile() {
        byte[] bytes = serdes.inspectionPublished().serializer().serialize("any", inspection());
        AtomicInteger questions = new AtomicInteger();
        MockSchemaRegistryClient leaving = new MockSchemaRegistryClient() {
            @Override
            public ParsedSchema getSchemaBySubjectAndId(String subject, int id)
                    throws IOException, RestClientException {
                if (questions.incrementAndGet() > 1) {
                    throw new IOException("away");
                }
                return super.getSchemaBySubjectAndId(subject, id);
            }
        };
        SchemaRegistration.register(leaving);

        assertThat(new ContractSerdes(leaving)
                        .inspectionPublished()
                        .deserializer()
                        .deserialize("any", bytes))
                .isEqualTo(inspection());
        assertThat(questions).hasValue(2);
    }

    @Test
    void leavesTheCountsOfAChangeOutAndReadsAllElse() {
        RatingChanged change = RatingChanged.newBuilder()
                .setId("394/in_care/394-2024-02-29")
                .setVersion(2)
                .setRetracted(false)
                .setLate(true)
                .setAuthorityId("394")
                .setAuthority("Sunderland")
                .setRegion("north-east")
                .setServiceProvider("Together for Children")
                .setJudgement(Judgement.IN_CARE)
                .setDirection(Direction.IMPROVED)
                .setFrom(Grade.INADEQUATE)
                .setTo(Grade.OUTSTANDING)
                .setSteps(3)
                .setFramework(Framework.ILACS)
                .setInspectionId("394-2024-02-29")
                .setEndedOn(LEAP_DAY.minusDays(20))
                .setPublishedOn(LEAP_DAY)
                .setPreviousPublishedOn(BEFORE_THE_EPOCH)
                .setFirstOfItsKind(true)
                .setCounts(List.of(AreaCounts.newBuilder()
                        .setArea("england")
                        .setFamily(Family.ANY)
                        .setCounts(List.of(new GradeCount(Grade.OUTSTANDING, 18)))
                        .setSuperseded(0)
                        .setNotRated(1)
                        .setAuthorities(153)
                        .build()))
                .build();
        RatingChanged other = RatingChanged.newBuilder(change)
                .setId("394/care_leavers/394-2024-02-29")
                .setVersion(1)
                .setJudgement(Judgement.CARE_LEAVERS)
                .build();
        InspectionChanges record = ContractMapping.toRecord(List.of(change, other));
        byte[] bytes = serdes.ratingChanged().serializer().serialize("any", record);
        List<RatingChanged> expected = List.of(
                RatingChanged.newBuilder(change).setCounts(List.of()).build(),
                RatingChanged.newBuilder(other).setCounts(List.of()).build());

        try (Deserializer<InspectionChanges> outlines = serdes.ratingChangedWithoutCounts()) {
            // The first record of a schema takes another way than those after it.
            assertThat(ContractMapping.changes(outlines.deserialize("any", bytes)))
                    .isEqualTo(expected);
            assertThat(ContractMapping.changes(outlines.deserialize("any", bytes)))
                    .isEqualTo(expected);
        }
        assertThat(ContractMapping.changes(roundTrip(serdes.ratingChanged(), record)))
                .containsExactly(change, other);
        assertThat(ContractMapping.newChanges(record)).containsExactly(change);
    }

    /** A registry client remembers each question; another one would have to be answered while the registry may be away. */
    @Test
    void whoLooksASchemaUpFirstAsksWhatTheDeserializerWillAsk() {
        byte[] bytes = serdes.inspectionPublished().serializer().serialize("any", inspection());
        Set<String> asked = new HashSet<>();
        MockSchemaRegistryClient once = new MockSchemaRegistryClient() {
            @Override
            public ParsedSchema getSchemaBySubjectAndId(String subject, int id)
                    throws IOException, RestClientException {
                asked.add(subject + " " + id);
                return super.getSchemaBySubjectAndId(subject, id);
            }
        };
        SchemaRegistration.register(once);
        ContractSerdes these = new ContractSerdes(once);

        assertThat(these.schemasOf(Topics.INSPECTION_PUBLISHED, InspectionPublished.class)
                        .find(bytes))
                .isEqualTo(SchemaLookup.Found.KNOWN);
        these.inspectionPublished().deserializer().deserialize("any", bytes);

        assertThat(asked).hasSize(1);
    }

    private static InspectionPublished inspection() {
        return InspectionPublished.newBuilder()
                .setInspectionId("394-2024-02-29")
                .setAuthorityId("394")
                .setFramework(Framework.ILACS)
                .setStartedOn(LEAP_DAY.minusDays(30))
                .setEndedOn(LEAP_DAY.minusDays(20))
                .setPublishedOn(LEAP_DAY)
                .setGrades(List.of(new JudgementGrade(Judgement.IN_CARE, Grade.OUTSTANDING, "Outstanding")))
                .build();
    }

    private static <T> T roundTrip(Serde<T> serde, T value) {
        return serde.deserializer().deserialize("any", serde.serializer().serialize("any", value));
    }
}
