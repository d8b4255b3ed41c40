package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;

/** Records in another partition than their key's: moved once, with their origin, and counted as if they had lain there. */
class MisplacedRecordsTest {
    private static final String ROW = "inspection-published-0";

    @AutoClose
    private final PipelineDriver pipeline = new PipelineDriver();

    @Test
    void javaClientsPutEverySampleAuthorityWhereTheTopologyLooksForIt() {
        // From Kafka's own client: the contract with every feed in another language.
        assertThat(Topics.partitionOf("394".getBytes(StandardCharsets.UTF_8), 4))
                .isEqualTo(org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
                        "394".getBytes(StandardCharsets.UTF_8), 4));
        assertThat(Placement.BY_KEY.isMisplaced(new byte[0], 1)).isFalse();
        assertThat(Placement.BY_KEY.isMisplaced(null, 1)).isFalse();
    }

    @Test
    void aRecordThatLiesElsewhereIsAppliedToTheOneHistoryOfItsAuthority() {
        pipeline.register(PoisonRecords.authority("north-east"), 1);
        pipeline.publish(PoisonRecords.good("in-place"));
        pipeline.elsewhere(true);
        pipeline.publish(PoisonRecords.good("elsewhere"));
        pipeline.publish(PoisonRecords.good("in-place"));

        assertThat(inspections()).containsExactly("elsewhere", "in-place");
        InputTally tally = pipeline.tallies().get(ROW);
        assertThat(tally).isEqualTo(new InputTally(3L, 2L, 1L, 0L, StateFormat.CURRENT, 2L, 2L, 0L, null));
        assertThat(pipeline.rejections()).isEmpty();
    }

    @Test
    void correctionsWithdrawalsAndReferenceDataAreMovedToo() {
        Inspection first = PoisonRecords.good("one");
        pipeline.publish(first);
        pipeline.elsewhere(true);
        pipeline.register(PoisonRecords.authority("north-east"), 1);
        assertThat(pipeline.changes()).containsOnlyKeys("394/overall_effectiveness/one");

        pipeline.publish(InspectionBuilder.like(first)
                .id("one")
                .revision(2)
                .withdrawn(true)
                .reportUrl(null)
                .build());

        assertThat(pipeline.changes().values()).singleElement().satisfies(change -> assertThat(change.getRetracted())
                .isTrue());
        assertThat(pipeline.tallies().get("authority-registered-0").getMoved()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedAfterTheMoveNamesWhereItLay() {
        Headers headers = new RecordHeaders()
                .add("own", new byte[] {7})
                .add(RejectionHeaders.ORIGIN_OFFSET, "4711".getBytes(StandardCharsets.UTF_8));
        pipeline.publish(PoisonRecords.good("first"));
        pipeline.elsewhere(true);
        Inspection undated = PoisonRecords.inspection(
                "second",
                PoisonRecords.good("first").framework(),
                PoisonRecords.DAY.minusDays(1),
                PoisonRecords.DAY,
                PoisonRecords.OUTSTANDING);
        pipeline.send(undated, headers);

        assertThat(pipeline.rejections()).singleElement().satisfies(rejection -> {
            assertThat(header(rejection, RejectionHeaders.REASON)).isEqualTo("dates-out-of-order");
            assertThat(header(rejection, RejectionHeaders.ORIGIN_TOPIC)).isEqualTo("inspection-published");
            assertThat(header(rejection, RejectionHeaders.ORIGIN_PARTITION)).isEqualTo("0");
            assertThat(header(rejection, RejectionHeaders.ORIGIN_OFFSET)).isEqualTo("1");
            assertThat(rejection.headers().lastHeader("own").value()).containsExactly(7);
            assertThat(rejection.value()).isEqualTo(pipeline.serialized(undated));
        });
    }

    @Test
    void headersThatNoBrokerWouldTakeTwiceStayBehind() {
        pipeline.elsewhere(true);
        pipeline.send(PoisonRecords.good("one"), new RecordHeaders().add("long", new byte[1_000_000]));

        assertThat(inspections()).containsExactly("one");
        assertThat(pipeline.headers("ratings-misplaced-event-repartition"))
                .singleElement()
                .satisfies(headers -> assertThat(headers).hasSize(3));
    }

    @Test
    void whatCannotBeSentAgainIsRefusedWhereItLiesUnlessItIsInPlace() throws Exception {
        byte[] bloated = bloated(PoisonRecords.good("bloated"), Placement.MOST_BYTES);
        pipeline.elsewhere(true);
        pipeline.send("394", bloated);
        pipeline.send("394", Arrays.copyOf(bloated, 3_000_000));
        pipeline.publish(PoisonRecords.good("next"));
        assertThat(inspections()).containsExactly("next");
        List<TestRecord<byte[], byte[]>> rejections = pipeline.rejections();
        assertThat(rejections)
                .extracting(rejection -> header(rejection, RejectionHeaders.REASON))
                .containsOnly("too-large");
        assertThat(rejections).hasSize(2);

        pipeline.elsewhere(false);
        pipeline.send("394", bloated);
        assertThat(inspections()).containsExactly("bloated", "next");
        assertThat(pipeline.tallies().get(ROW))
                .isEqualTo(new InputTally(4L, 2L, 0L, 2L, StateFormat.CURRENT, 1L, 1L, 0L, null));
    }

    /** As a later version of the schema might write it, with a field that this one does not read. */
    private byte[] bloated(Inspection inspection, int more) throws Exception {
        Schema known = InspectionPublished.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        known.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("notes", Schema.create(Schema.Type.STRING), null, ""));
        Schema later = Schema.createRecord(known.getName(), null, known.getNamespace(), false, fields);
        byte[] value = pipeline.serialized(inspection);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(value, 5, value.length - 5);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(body, null);
        encoder.writeString("x".repeat(more));
        encoder.flush();
        return WireFormat.framed(
                WireFormat.register(pipeline.serdes.registry(), "inspection-published-value", later),
                body.toByteArray());
    }

    private List<String> inspections() {
        return pipeline.authorityRatings().get("394").getInspections().stream()
                .map(InspectionPublished::getInspectionId)
                .toList();
    }

    private static String header(TestRecord<byte[], byte[]> rejection, String name) {
        return new String(rejection.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
