package uk.regionalratings.streams.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Why this instance has rejected input since it started. The sum is what this instance added to {@code
 * ratings.input.records} as rejected. Records that are processed again after a failure are counted again; the rejected
 * topic has the exact numbers.
 */
final class RejectionMeters implements MeterBinder {
    private final Map<RejectionReason, LongAdder> rejections = new EnumMap<>(RejectionReason.class);

    RejectionMeters() {
        for (RejectionReason reason : RejectionReason.values()) {
            rejections.put(reason, new LongAdder());
        }
    }

    void rejected(RejectionReason reason) {
        LongAdder number = rejections.get(reason);
        if (number != null) {
            number.increment();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        rejections.forEach((reason, number) -> FunctionCounter.builder("ratings.input.rejected", number, LongAdder::sum)
                .tag("reason", reason.id())
                .description("Input records that this instance rejected since it started, by reason")
                .register(registry));
    }
}
