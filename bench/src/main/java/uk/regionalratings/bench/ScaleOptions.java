package uk.regionalratings.bench;

import picocli.CommandLine.Option;
import uk.regionalratings.bench.history.Scale;

/** The size and shape of the synthetic history. */
final class ScaleOptions {
    @Option(names = "--authorities", description = "Number of authorities. Default: ${DEFAULT-VALUE}.")
    private int authorities = 10_000;

    @Option(names = "--events", description = "Number of events. Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(names = "--days", description = "Number of publication days. Default: ${DEFAULT-VALUE}.")
    private int days = 5_000;

    @Option(names = "--late", description = "Share of inspections that arrive late. Default: ${DEFAULT-VALUE}.")
    private double late = 0.1;

    @Option(names = "--duplicated", description = "Share of events that repeat another. Default: ${DEFAULT-VALUE}.")
    private double duplicated = 0.05;

    @Option(names = "--corrected", description = "Share of events that correct another. Default: ${DEFAULT-VALUE}.")
    private double corrected = 0.05;

    @Option(
            names = "--one-judgement",
            description = "Inspections make one judgement, overall effectiveness, instead of four to six.")
    private boolean oneJudgement;

    @Option(names = "--seed", description = "Another seed gives another history. Default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    /** @param events the default number of events */
    ScaleOptions(long events) {
        this.events = events;
    }

    Scale scale() {
        return new Scale(authorities, events, days, late, duplicated, corrected, oneJudgement);
    }

    long seed() {
        return seed;
    }
}
