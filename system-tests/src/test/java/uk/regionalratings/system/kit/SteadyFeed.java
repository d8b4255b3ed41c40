package uk.regionalratings.system.kit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Corrects one inspection of each of some authorities again and again, one correction after the other at a steady pace, and knows
 * when it published which revision: so that of every answer it can be told what news it lacks, and for how long.
 */
public final class SteadyFeed implements AutoCloseable {
    private static final int AUTHORITIES = 16;
    /** Twenty corrections a second. */
    public static final Duration PACE = Duration.ofMillis(50);

    private final List<Inspection> first = RealHistory.inspections().stream()
            .collect(Collectors.toMap(Inspection::authorityId, one -> one, (a, b) -> a, TreeMap::new))
            .values()
            .stream()
            .limit(AUTHORITIES)
            .toList();
    /** By authority, when each of its revisions was sent, the first one first. */
    private final Map<String, List<Long>> sent = new ConcurrentHashMap<>();

    private final List<Event> events = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final Serializer<InspectionPublished> serializer;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<String> acknowledged;
    private int published;

    /** Registers the authorities, and publishes the first revisions at once. */
    public SteadyFeed(Settings settings) {
        this(settings, any -> {});
    }

    /** @param acknowledged takes each inspection that the broker has, as {@code inspectionId/revision} */
    public SteadyFeed(Settings settings, Consumer<String> acknowledged) {
        this.acknowledged = acknowledged;
        serializer = new ContractSerdes(RegistryClients.open(settings))
                .inspectionPublished()
                .serializer();
        producer = new KafkaProducer<>(settings.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer());
        DemoHistory.register(settings, 1);
        ReferenceFiles.bundledAuthorities().forEach(authority -> events.add(new Event.Registered(authority, 1)));
        publishRound();
    }

    /** Publishes the next revision of each inspection, and returns when the broker has them. */
    public void publishRound() {
        first.forEach(inspection -> publishNext());
        producer.flush();
    }

    /** Publishes corrections from now on, one each {@code pace}. */
    public void start(Duration pace) {
        var unused =
                sender.scheduleAtFixedRate(this::publishNext, pace.toMillis(), pace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void publishNext() {
        Inspection next = first.get(published % AUTHORITIES);
        int revision = 1 + published / AUTHORITIES;
        published++;
        Inspection corrected = revision(next, revision);
        byte[] value = serializer.serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(corrected));
        byte[] key = corrected.authorityId().getBytes(StandardCharsets.UTF_8);
        events.add(new Event.Published(corrected));
        sent.computeIfAbsent(corrected.authorityId(), any -> Collections.synchronizedList(new ArrayList<>()))
                .add(System.nanoTime());
        var unused = producer.send(
                new ProducerRecord<>(Topics.INSPECTION_PUBLISHED.name(), key, value), (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    } else {
                        acknowledged.accept(corrected.inspectionId() + "/" + revision);
                    }
                });
    }

    /** Every grade becomes another one, so that every correction changes counts and ratings. */
    public static Inspection revision(Inspection inspection, int revision) {
        Grade[] scale = Grade.values();
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        inspection
                .grades()
                .forEach((judgement, given) -> grades.put(
                        judgement, GradeGiven.of(scale[(given.grade().ordinal() + revision) % scale.length])));
        return InspectionBuilder.like(inspection)
                .revision(revision)
                .withdrawn(false)
                .grades(grades)
                .build();
    }

    /** Whose inspections it publishes. */
    public List<String> authorities() {
        return first.stream().map(Inspection::authorityId).toList();
    }

    /**
     * How far behind an answer was: for how long the oldest news that it lacks had been published; 0 when it lacks none.
     *
     * @param revision the revision that the answer shows, 0 for none
     * @param asked when the question was asked, by the clock of {@link System#nanoTime}
     */
    public long nanosBehind(String authorityId, int revision, long asked) {
        List<Long> times = sent.get(authorityId);
        return times.size() <= revision ? 0 : Math.max(0, asked - times.get(revision));
    }

    /** How often something of this authority was published so far, which is the last one's revision. */
    public int revision(String authorityId) {
        return sent.get(authorityId).size();
    }

    /** Ends and returns when the broker has everything; what was published. */
    public List<Event> finish() throws InterruptedException {
        sender.shutdown();
        if (!sender.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the feed does not end");
        }
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("publishing failed", failure.get());
        }
        return events;
    }

    @Override
    public void close() {
        sender.shutdownNow();
        producer.close();
    }
}
