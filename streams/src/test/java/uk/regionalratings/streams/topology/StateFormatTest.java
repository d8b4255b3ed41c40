package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;

/** State that another version of the software wrote in another form is left alone, wherever an instance finds it. */
class StateFormatTest {
    private static final int NEWER = StateFormat.CURRENT + 1;

    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());
    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();

    StateFormatTest() {
        SchemaRegistration.register(serdes.registry());
    }

    private <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }

    private KeyValueStore<String, InputTally> eventStores() {
        return eventStores(serdes.inputTally());
    }

    private KeyValueStore<String, InputTally> eventStores(Serde<InputTally> tallies) {
        return store(TopologyNames.INPUT_TALLY, tallies);
    }

    /** Writes tallies as the version did that knew no format, and reads them as this version does. */
    private Serde<InputTally> writtenByTheFirstVersion() throws IOException {
        Schema first = new Schema.Parser()
                .parse(Path.of("../schemas/contracts/internal-input-tally-value/1.avsc")
                        .toFile());
        int id = WireFormat.register(serdes.registry(), "internal-input-tally-value", first);
        return Serdes.serdeFrom(
                (topic, tally) -> WireFormat.encoded(
                        id,
                        new GenericRecordBuilder(first)
                                .set("received", tally.getReceived())
                                .set("applied", tally.getApplied())
                                .set("duplicate", tally.getDuplicate())
                                .set("rejected", tally.getRejected())
                                .build()),
                serdes.inputTally().deserializer());
    }

    @Test
    void stateOfAVersionThatKnewNoFormatIsOfTheFirst() throws IOException {
        KeyValueStore<String, InputTally> tallies = eventStores(writtenByTheFirstVersion());
        tallies.put("inspection-published-0", Tallies.of(5L, 3L, 1L, 1L, NEWER));

        assertThat(tallies.get("inspection-published-0")).isEqualTo(Tallies.of(5L, 3L, 1L, 1L, 1));
        assertThatThrownBy(this::startEvents)
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining("the state is of format 1");
    }

    private KeyValueStore<String, byte[]> countStores() {
        store(TopologyNames.RATING_CHANGES, Serdes.ByteArray());
        return store(TopologyNames.VERSION_FLOOR, Serdes.ByteArray());
    }

    private static byte[] format(int format) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(format).array();
    }

    private void startEvents() {
        new InputTallies(context.getStateStore(TopologyNames.INPUT_TALLY));
    }

    private void startCounts() {
        new ChangeLedger(
                context.getStateStore(TopologyNames.RATING_CHANGES),
                context.getStateStore(TopologyNames.VERSION_FLOOR));
    }

    @Test
    void noStateAndStateOfThisFormatAreTaken() {
        KeyValueStore<String, InputTally> tallies = eventStores();
        KeyValueStore<String, byte[]> versions = countStores();
        assertThatCode(this::startEvents).doesNotThrowAnyException();
        assertThatCode(this::startCounts).doesNotThrowAnyException();

        tallies.put("inspection-published-0", Tallies.of(1L, 1L, 0L, 0L, StateFormat.CURRENT));
        versions.put(TopologyNames.STATE_FORMAT, format(StateFormat.CURRENT));
        assertThatCode(this::startEvents).doesNotThrowAnyException();
        assertThatCode(this::startCounts).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {NEWER, StateFormat.CURRENT - 1})
    void historiesOfAnotherFormatAreRefused(int other) {
        eventStores().put("inspection-published-0", Tallies.of(1L, 1L, 0L, 0L, other));

        assertThatThrownBy(this::startEvents)
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining("the state is of format " + other)
                .hasMessageContaining(other == NEWER ? "start that version here too" : "docs/operations/upgrade.md");
    }

    @Test
    void countsOfAnotherFormatAreRefused() {
        countStores().put(TopologyNames.STATE_FORMAT, format(NEWER));

        assertThatThrownBy(this::startCounts).isInstanceOf(StateFormatException.class);
    }

    @Test
    void whatIsWrittenSaysItsFormat() {
        try (PipelineDriver pipeline = new PipelineDriver()) {
            ReferenceFiles.bundledAuthorities().forEach(authority -> pipeline.register(authority, 1));
            RealHistory.inspections().stream().limit(20).forEach(pipeline::publish);

            assertThat(pipeline.stateFormats())
                    .containsOnly(StateFormat.CURRENT)
                    .hasSize(3);
        }
    }
}
