package uk.regionalratings.streams.topology;

import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What a task of the second half counts with. A store of its own for Kafka Streams, since two processors share it: {@link CountAreas}, and
 * {@link PublishAreaRows}, which writes down what has changed when a commit begins.
 */
final class Counting extends MemoryStore {
    private CountedTimelines timelines;
    private ChangeLedger ledger;

    @SuppressWarnings("NullAway.Init") // CountAreas begins before anything is counted.
    private Counting(String name) {
        super(name);
    }

    static StoreBuilder<Counting> builder() {
        return new Builder<>(Names.COUNTING, Counting::new);
    }

    /** Begins anew with what the stores of the task tell. */
    void begin(CountedTimelines found, ChangeLedger foundLedger) {
        timelines = found;
        ledger = foundLedger;
    }

    CountedTimelines timelines() {
        return timelines;
    }

    ChangeLedger ledger() {
        return ledger;
    }
}
