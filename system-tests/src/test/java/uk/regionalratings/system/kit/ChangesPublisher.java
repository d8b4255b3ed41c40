package uk.regionalratings.system.kit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.app.SampleAlert;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Family;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.LondonDates;

/** Publishes made-up rating changes of today, as many as are wanted, and knows the alerts that must come of them. */
public final class ChangesPublisher implements AutoCloseable {
    /** Several of them are in each partition. */
    public static final List<String> AUTHORITIES =
            IntStream.rangeClosed(901, 924).mapToObj(String::valueOf).toList();

    /** Of London; the others are of the North East. */
    public static final Set<String> IN_LONDON = Set.of("923", "924");

    private final Clock clock = Clock.systemUTC();
    private final LocalDate today = LondonDates.today(clock);
    private final ContractSerdes serdes;
    private final Producer<byte[], byte[]> producer;
    private final Map<String, List<Alert>> alerts = new LinkedHashMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private int published;

    public ChangesPublisher(Settings settings) {
        serdes = new ContractSerdes(RegistryClients.open(settings));
        producer = new KafkaProducer<>(settings.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Publishes one more change of an authority, and does not wait. */
    public synchronized void publish(String authorityId) {
        published++;
        Instant now = Instant.ofEpochMilli(clock.millis());
        RatingChanged change = change(authorityId, published);
        alerts.computeIfAbsent(authorityId, any -> new ArrayList<>()).add(Alert.of(change, now));
        String topic = Topics.RATING_CHANGED.name();
        byte[] key = authorityId.getBytes(StandardCharsets.UTF_8);
        byte[] value = serdes.ratingChanged().serializer().serialize(topic, ContractMapping.toRecord(List.of(change)));
        var unused = producer.send(
                new ProducerRecord<>(topic, null, now.toEpochMilli(), key, value), (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    private RatingChanged change(String authorityId, int number) {
        RatingChanged sample =
                SampleAlert.change(authorityId, "Authority " + authorityId, authorityId + "-" + number, today);
        return RatingChanged.newBuilder(sample)
                .setRegion(IN_LONDON.contains(authorityId) ? "london" : "north-east")
                .setCounts(List.of(new AreaCounts(
                        "england", Family.ILACS, List.of(new GradeCount(Grade.GOOD, number)), 0, 0, 153)))
                .build();
    }

    /** How many changes were published so far. */
    public synchronized int published() {
        return published;
    }

    /** Returns when the broker has everything; the alerts by authority, in the order of their changes. */
    public synchronized Map<String, List<Alert>> finish() {
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("publishing failed", failure.get());
        }
        return alerts;
    }

    @Override
    public void close() {
        producer.close();
    }
}
