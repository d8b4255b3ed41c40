package uk.regionalratings.streams.topology;

import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The counts of a task of the second half. Kafka Streams sees them as a store because two processors share them:
 * {@link CountAreas}, and {@link PublishAreaRows}, which writes the changes to the stores when a commit begins.
 */
final class Counting extends MemoryStore {
    private CountedTimelines timelines;
    private ChangeLedger ledger;

    @SuppressWarnings("NullAway.Init") // CountAreas calls begin before anything is counted.
    private Counting(String name) {
        super(name);
    }

    static StoreBuilder<Counting> builder() {
        return new Builder<>(TopologyNames.COUNTING, Counting::new);
    }

    /** Starts with the timelines and the ledger that the task has loaded from its stores. */
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
