package uk.regionalratings.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.regionalratings.bench.peer.PlainConsumer;
import uk.regionalratings.bench.peer.Relay;
import uk.regionalratings.bench.peer.TextbookStreams;
import uk.regionalratings.local.RatingsCli;

/** A program that drains the inspection topic. */
enum Contender {
    PIPELINE("the complete pipeline: all judgements and families, history, changes", RatingsCli.class.getName()),
    PLAIN(
            "plain consumer, one thread, that decodes every event and does nothing else: the upper bound",
            PlainConsumer.class.getName()),
    RELAY(
            "plain consumer, one thread, that writes each event as many times as the pipeline writes records for one,"
                    + " exactly-once: the upper bound for a program that publishes as much",
            Relay.class.getName()),
    TEXTBOOK("Kafka Streams DSL as in a textbook: one judgement, no history", TextbookStreams.class.getName()),
    FLINK("Flink SQL with mini-batch: one judgement, no history", "uk.regionalratings.bench.flink.FlinkCounts");

    private final String what;
    private final String main;

    Contender(String what, String main) {
        this.what = what;
        this.main = main;
    }

    /** The name used in options and tables. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A description for readers of the report. */
    String what() {
        return what;
    }

    /** Whether the contender reports when it has read everything. Such a contender publishes no counts to wait for. */
    boolean tellsItsEnd() {
        return this == PLAIN || this == RELAY;
    }

    String main() {
        return main;
    }

    /** Finds the contender with this {@link #id()}. */
    static Optional<Contender> ofId(String id) {
        return List.of(values()).stream()
                .filter(contender -> contender.id().equals(id))
                .findFirst();
    }
}
