package uk.regionalratings.bench.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.contract.JudgementGrade;
import uk.regionalratings.topics.Topics;

/**
 * The same counts for one judgement, as a tutorial would write them: the newest event of each authority, grouped by area and grade, counted.
 * Default settings but for exactly-once and the number of threads. No history, no changes, one judgement.
 */
public final class TextbookStreams {
    /** What is newest: the order of the standing grade, later revisions of the same inspection after earlier ones. */
    private static final Comparator<InspectionPublished> AGE = Comparator.comparing(InspectionPublished::getPublishedOn)
            .thenComparing(InspectionPublished::getEndedOn)
            .thenComparing(InspectionPublished::getInspectionId)
            .thenComparing(InspectionPublished::getRevision);

    private TextbookStreams() {}

    public static void main(String[] arguments) throws IOException {
        Properties config = new Properties();
        config.putAll(PeerSettings.kafka());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, PeerSettings.text(PeerSettings.APPLICATION));
        config.put(StreamsConfig.STATE_DIR_CONFIG, PeerSettings.text(PeerSettings.STATE));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, PeerSettings.threads());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (KafkaStreams streams = new KafkaStreams(
                topology(
                        PeerSettings.serdes().inspectionPublished(),
                        PeerSettings.areasByTurn(),
                        PeerSettings.text(PeerSettings.OUTPUT)),
                config)) {
            streams.start();
            // Until whoever started it closes its input or ends it.
            var unused = System.in.read();
            streams.close(Duration.ofSeconds(10));
        }
    }

    private static Topology topology(Serde<InspectionPublished> events, List<List<String>> areasByTurn, String output) {
        Serde<String> text = Serdes.String();
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, InspectionPublished> newest = builder.stream(
                        Topics.INSPECTION_PUBLISHED.name(), Consumed.with(text, events))
                .groupByKey(Grouped.with(text, events))
                .reduce(
                        (known, arrived) -> AGE.compare(arrived, known) > 0 ? arrived : known,
                        Materialized.<String, InspectionPublished, KeyValueStore<Bytes, byte[]>>as("newest")
                                .withKeySerde(text)
                                .withValueSerde(events));
        int most = areasByTurn.stream().mapToInt(List::size).max().orElseThrow();
        // An authority lies in its country, its region and at most one group: a count for each of these places in the
        // list.
        for (int place = 0; place < most; place++) {
            int at = place;
            newest.filter((authority, event) -> areas(authority, areasByTurn).size() > at)
                    .groupBy(
                            (authority, event) -> KeyValue.pair(
                                    areas(authority, areasByTurn).get(at) + "/" + grade(event), authority),
                            Grouped.with("place-" + at, text, text))
                    .count(Materialized.as("count-" + at))
                    .toStream()
                    .to(output, Produced.with(text, Serdes.Long()));
        }
        return builder.build();
    }

    private static List<String> areas(String authority, List<List<String>> areasByTurn) {
        return areasByTurn.get(Integer.parseInt(authority) % areasByTurn.size());
    }

    private static String grade(InspectionPublished event) {
        for (JudgementGrade given : event.getGrades()) {
            if (given.getJudgement().name().equals(PeerSettings.JUDGEMENT.name())) {
                return given.getGrade().name();
            }
        }
        throw new IllegalStateException("every invented event has the judgement");
    }
}
