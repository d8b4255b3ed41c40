package uk.regionalratings.streams.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.streams.topology.TopologyNames;

/**
 * What happened to the input, counted since the very first record. The counts are kept with the state and so remain
 * exact through crashes: {@code received = applied + duplicate + rejected + waiting}, except for records on their way
 * to their key's partition. Each instance reports its own partitions; the total is the sum over all instances. These
 * are gauges because partitions move between instances.
 */
final class InputMeters implements MeterBinder {
    private static final String NAME = "ratings.input.records";

    private final KafkaStreams streams;
    private final Clock clock;

    InputMeters(KafkaStreams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        register(registry, "received", InputTally::getReceived);
        // Inspections of an unknown authority are stored without effect, and reported as waiting.
        register(registry, "applied", tally -> tally.getApplied() - tally.getWaiting());
        register(registry, "duplicate", InputTally::getDuplicate);
        register(registry, "rejected", InputTally::getRejected);
        register(registry, "waiting", InputTally::getWaiting);
        Gauge.builder("ratings.input.moved.records", this, meters -> meters.sum(InputTally::getMoved))
                .strongReference(true)
                .description("Input records that lay in another partition than their key's and were moved there")
                .register(registry);
        Gauge.builder("ratings.input.waiting.age", this, InputMeters::age)
                .strongReference(true)
                .baseUnit("seconds")
                .description("Since the first inspection was sent that waits for its authority's reference data")
                .register(registry);
    }

    private void register(MeterRegistry registry, String outcome, ToLongFunction<InputTally> number) {
        Gauge.builder(NAME, this, meters -> meters.sum(number))
                .tag("outcome", outcome)
                // Nothing else references this object, and a gauge on a collected object reads as NaN.
                .strongReference(true)
                .description("Input records of this instance's partitions, by what became of them")
                .register(registry);
    }

    /** 0 if nothing is waiting. */
    private double age() {
        long[] since = {Long.MAX_VALUE};
        double waiting = sum(tally -> {
            Long sent = tally.getWaitingSince();
            since[0] = Math.min(since[0], sent == null ? Long.MAX_VALUE : sent);
            return tally.getWaiting();
        });
        return waiting > 0 ? Math.max(0, clock.millis() - since[0]) / 1_000.0 : waiting;
    }

    /** NaN while partitions are being moved or restored. */
    private double sum(ToLongFunction<InputTally> number) {
        try {
            ReadOnlyKeyValueStore<String, InputTally> tallies = streams.store(StoreQueryParameters.fromNameAndType(
                    TopologyNames.INPUT_TALLY, QueryableStoreTypes.<String, InputTally>keyValueStore()));
            long sum = 0;
            try (KeyValueIterator<String, InputTally> rows = tallies.all()) {
                while (rows.hasNext()) {
                    KeyValue<String, InputTally> row = rows.next();
                    sum += number.applyAsLong(row.value);
                }
            }
            return sum;
        } catch (InvalidStateStoreException | IllegalStateException e) {
            return Double.NaN;
        }
    }
}
