package uk.regionalratings.local;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * As many inspections as are wanted: of every authority that three digits can name, ten of each, published first and then corrected
 * over and over. The same number always gives the same inspection.
 */
final class SyntheticHistory implements AutoCloseable {
    private static final int AUTHORITIES = 999;
    private static final int OF_EACH = 10;
    private static final List<Judgement> MADE = List.of(
            Judgement.OVERALL_EFFECTIVENESS,
            Judgement.IMPACT_OF_LEADERS,
            Judgement.HELP_AND_PROTECTION,
            Judgement.IN_CARE);

    private final List<String> regions = ReferenceFiles.bundledAreas().regionIds();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ContractSerdes serdes;
    private final Producer<byte[], byte[]> producer;
    private int published;

    SyntheticHistory(Settings settings) {
        serdes = new ContractSerdes(RegistryClients.open(settings));
        Map<String, Object> config = settings.kafkaClient();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void register() {
        for (int i = 1; i <= AUTHORITIES; i++) {
            Authority authority = new Authority(
                    id(i),
                    null,
                    null,
                    "Authority " + i,
                    "authority-" + i,
                    regions.get(i % regions.size()),
                    null,
                    null,
                    List.of(),
                    null);
            send(
                    Topics.AUTHORITY_REGISTERED.name(),
                    id(i),
                    serdes.authorityRegistered()
                            .serializer()
                            .serialize(Topics.AUTHORITY_REGISTERED.name(), ContractMapping.toEvent(authority, 1)));
        }
    }

    /** Publishes the next ones and returns when the broker has them. */
    void publish(int inspections) {
        for (int i = 0; i < inspections; i++) {
            Inspection next = inspection(published++);
            send(
                    Topics.INSPECTION_PUBLISHED.name(),
                    next.authorityId(),
                    serdes.inspectionPublished()
                            .serializer()
                            .serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(next)));
        }
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("publishing failed", failure.get());
        }
    }

    private static Inspection inspection(int number) {
        int authority = 1 + number % AUTHORITIES;
        int which = number / AUTHORITIES % OF_EACH;
        int revision = 1 + number / (AUTHORITIES * OF_EACH);
        LocalDate publishedOn = LocalDate.of(2018, 1, 1).plusDays(250L * which + authority % 250);
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : MADE) {
            int dice = new Random(31L * number + judgement.ordinal()).nextInt(Grade.values().length);
            grades.put(judgement, GradeGiven.of(Grade.values()[dice]));
        }
        return new Inspection(
                id(authority) + "-" + which,
                id(authority),
                revision,
                false,
                Framework.ILACS,
                publishedOn.minusDays(60),
                publishedOn.minusDays(42),
                publishedOn,
                grades,
                null);
    }

    private static String id(int authority) {
        return String.format(Locale.ROOT, "%03d", authority);
    }

    private void send(String topic, String key, byte[] value) {
        var unused = producer.send(
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value), (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    @Override
    public void close() {
        producer.close();
    }
}
