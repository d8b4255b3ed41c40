package uk.regionalratings.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topics;

/** What the topology did not write and finds in its own topics and stores. */
class ForeignRecordsTest {
    private static final String TIMELINE_CHANGE = TopologyNames.timelineChangeTopic("ratings");
    private static final String MISPLACED_EVENT = TopologyNames.misplacedEventTopic("ratings");

    @AutoClose
    private final PipelineDriver pipeline = new PipelineDriver();

    @BeforeEach
    void publish() {
        pipeline.register(PoisonRecords.authority("north-east"), 1);
        pipeline.publish(PoisonRecords.good("before"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] unknownSchema() {
        return ByteBuffer.allocate(9).put((byte) 0).putInt(999_999).array();
    }

    @Test
    void whatLiesBetweenTheHalvesIsPassedOverAndTold() {
        byte[] ours = pipeline.values(TIMELINE_CHANGE).get(0);
        byte[] foreign = pipeline.serialized(PoisonRecords.good("elsewhere"));
        Map<String, Object> before = Map.of("areas", Map.copyOf(pipeline.areaRatings()));

        for (byte[] key : new byte[][] {null, {}, bytes("0"), bytes("what")}) {
            for (byte[] value :
                    new byte[][] {{}, bytes("random"), unknownSchema(), foreign, Arrays.copyOf(ours, ours.length / 2)
                    }) {
                pipeline.intrude(TIMELINE_CHANGE, key, value, new RecordHeaders());
            }
            pipeline.intrude(TIMELINE_CHANGE, key, null, new RecordHeaders());
        }

        assertThat(pipeline.told.skipped)
                .hasSize(20)
                .allSatisfy(told -> assertThat(told).startsWith(TIMELINE_CHANGE + "-0@"))
                .anySatisfy(told -> assertThat(told).contains("its form is not that of this version"))
                .anySatisfy(told -> assertThat(told).contains("it ends before what it tells"));
        assertThat(Map.of("areas", Map.copyOf(pipeline.areaRatings()))).isEqualTo(before);
        assertThatTheNextInspectionCounts();
    }

    private void assertThatTheNextInspectionCounts() {
        pipeline.publish(PoisonRecords.good("after"));

        assertThat(pipeline.told.changes.version()).isPositive();
        assertThat(pipeline.authorityRatings().get("394").getInspections())
                .anySatisfy(
                        inspection -> assertThat(inspection.getInspectionId()).isEqualTo("after"));
    }

    @Test
    void whatWasNotMovedByTheTopologyIsPassedOverAndTold() {
        byte[] good = pipeline.serialized(PoisonRecords.good("intruder"));

        intrudeAsMoved(null, null, null, good);
        intrudeAsMoved("somewhere", "0", "7", good);
        intrudeAsMoved(Topics.INSPECTION_PUBLISHED.name(), "first", "7", good);
        intrudeAsMoved(Topics.INSPECTION_PUBLISHED.name(), "0", null, null);

        assertThat(pipeline.told.skipped).hasSize(4).allSatisfy(told -> assertThat(told)
                .startsWith(MISPLACED_EVENT + "-0@")
                .endsWith("it does not say where it was moved from"));
        assertThatTheNextInspectionCounts();
        assertThat(pipeline.authorityRatings().get("394").getInspections())
                .noneSatisfy(
                        inspection -> assertThat(inspection.getInspectionId()).isEqualTo("intruder"));
    }

    private void intrudeAsMoved(
            @Nullable String topic, @Nullable String partition, @Nullable String offset, byte @Nullable [] value) {
        Headers headers = new RecordHeaders();
        put(headers, RejectionHeaders.ORIGIN_TOPIC, topic);
        put(headers, RejectionHeaders.ORIGIN_PARTITION, partition);
        put(headers, RejectionHeaders.ORIGIN_OFFSET, offset);
        pipeline.intrude(MISPLACED_EVENT, bytes("394"), value, headers);
    }

    private static void put(Headers headers, String name, @Nullable String text) {
        headers.add(name, text == null ? null : bytes(text));
    }

    @Test
    void aRowOfAStoreThatCanNotBeReadIsDamage() {
        Serde<InputTally> tallies = StoredRows.serde(
                TopologyNames.INPUT_TALLY, pipeline.serdes.inputTally(), pipeline.serdes.inputTallyReader());
        byte[] row = tallies.serializer().serialize("any", Tallies.of(1L, 1L, 0L, 0L, StateFormat.CURRENT));

        assertThat(tallies.deserializer().deserialize("any", row)).isNotNull();
        assertThat(tallies.deserializer().deserialize("any", null)).isNull();
        assertDamaged(() -> tallies.deserializer().deserialize("any", bytes("random")), "state input-tally");
        assertDamaged(() -> tallies.deserializer().deserialize("any", Arrays.copyOf(row, 6)), "state input-tally");
        assertDamaged(
                () -> new CountedTimelines(ReferenceFiles.bundledAreas(), authorityTimeline()),
                "state authority-timeline");
        assertDamaged(() -> HeldChangesRow.read(bytes("random")), "state rating-changes");
        assertDamaged(() -> StateFormat.require(bytes("random")), "state version-floor");
    }

    private static KeyValueStore<String, byte[]> authorityTimeline() {
        MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("any"), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        store.put("301/london/18000", bytes("random"));
        return store;
    }

    private static void assertDamaged(Runnable read, String state) {
        assertThatThrownBy(read::run)
                .isInstanceOf(DamagedStateException.class)
                .hasMessageContaining(state)
                .hasMessageContaining("docs/operations/runbook.md");
    }
}
