package uk.regionalratings.streams.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.topology.TopologyListener;
import uk.regionalratings.streams.view.ChangeDecoder;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.Emission;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Brings what the topology tells into what queries read, and measures how old it is by then: from the moment at which an event was
 * sent to Kafka to that at which its outcome can be asked for. What is read back at the start is not measured.
 */
final class ReadModels implements TopologyListener, MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);

    /** From what nobody notices, two commits of 100 ms, to what an operator must see. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private final RatingsView ratings;
    private final ChangesView changes;
    private final Function<byte[], AuthorityRatings> rowDecoder;
    private final ChangeDecoder changeDecoder;
    private final RejectionMeters rejections;
    private final Canaries canaries;
    private final Clock clock;
    private volatile @Nullable Timer ofCanaries;
    private volatile @Nullable Timer ofChanges;
    /** Of what is read back at the start the last row of each authority, and every change. */
    private final Map<String, Row> rowsReadBack = new HashMap<>();

    /** By authority. */
    private final Map<String, PipelineStatus.Waiting> waiting = new ConcurrentSkipListMap<>();

    private final List<Emission> changesReadBack = new ArrayList<>();
    private volatile boolean live;

    ReadModels(
            RatingsView ratings,
            ChangesView changes,
            ContractSerdes serdes,
            RejectionMeters rejections,
            Canaries canaries,
            Clock clock) {
        this.ratings = ratings;
        this.changes = changes;
        Deserializer<AuthorityRatings> rows = serdes.authorityRatings().deserializer();
        this.rowDecoder = record -> rows.deserialize(Topics.AUTHORITY_RATINGS.name(), record);
        this.changeDecoder =
                new TopicDecoder(serdes.ratingChanged().deserializer(), serdes.ratingChangedWithoutCounts());
        this.rejections = rejections;
        this.canaries = canaries;
        this.clock = clock;
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Row(byte[] record, @Nullable Long waitingSince) {}

    private record TopicDecoder(Deserializer<RatingChanged> whole, Deserializer<RatingChanged> outlines)
            implements ChangeDecoder {
        @Override
        public RatingChanged change(byte[] record) {
            return whole.deserialize(Topics.RATING_CHANGED.name(), record);
        }

        @Override
        public RatingChanged withoutCounts(byte[] record) {
            return outlines.deserialize(Topics.RATING_CHANGED.name(), record);
        }
    }

    RatingsView ratings() {
        return ratings;
    }

    ChangesView changes() {
        return changes;
    }

    /** The inspections that wait for the reference data of their authority. */
    List<PipelineStatus.Waiting> waiting() {
        return List.copyOf(waiting.values());
    }

    /**
     * From now on what is told is new. What has been read back is brought in at once, each authority by its last row: the topic may hold
     * many of each, and to count them one after the other took most of the time of a start.
     */
    synchronized void live() {
        rowsReadBack.values().forEach(this::update);
        rowsReadBack.clear();
        changes.changed(changesReadBack);
        changesReadBack.clear();
        live = true;
    }

    @Override
    public synchronized void ratings(String authorityId, byte[] record, @Nullable Long waitingSince) {
        Row row = new Row(record, waitingSince);
        if (live) {
            update(row);
        } else {
            rowsReadBack.put(authorityId, row);
        }
    }

    /**
     * A record that a newer version of the software wrote, with a symbol that this one has no word for, leaves the authority as
     * it was known: while versions are mixed, old facts about one authority are better than no answers about any.
     */
    private void update(Row row) {
        try {
            AuthorityRatings authority = rowDecoder.apply(row.record());
            note(authority, row.waitingSince());
            ratings.update(authority);
        } catch (IllegalStateException e) {
            LOG.error("Not understood, and kept out of the answers: {}", e.getMessage());
        }
    }

    private void note(AuthorityRatings authority, @Nullable Long since) {
        String authorityId = authority.getAuthorityId();
        if (authority.getRegistered() == null) {
            int inspections = authority.getInspections().size();
            String sent = since == null ? null : Instant.ofEpochMilli(since).toString();
            waiting.put(authorityId, new PipelineStatus.Waiting(authorityId, inspections, sent));
        } else {
            waiting.remove(authorityId);
        }
    }

    @Override
    public synchronized void changed(int partition, long offset, byte[] record, long sentAt) {
        Emission emission = new Emission(partition, offset, record, changeDecoder);
        if (live) {
            changes.changed(emission);
            measure(ofChanges, sentAt);
        } else {
            changesReadBack.add(emission);
        }
    }

    @Override
    public void canary(int partition, long sentAt) {
        canaries.seen(partition, sentAt);
        measure(ofCanaries, sentAt);
    }

    @Override
    public void rejected(RejectionReason reason) {
        rejections.rejected(reason);
    }

    private void measure(@Nullable Timer timer, long sentAt) {
        if (live && timer != null) {
            timer.record(Duration.ofMillis(Math.max(0, clock.millis() - sentAt)));
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        ofChanges = timer(registry, "rating-change");
        ofCanaries = timer(registry, "canary");
    }

    private static Timer timer(MeterRegistry registry, String what) {
        return Timer.builder("ratings.end.to.end")
                .tag("of", what)
                .serviceLevelObjectives(BOUNDS)
                .description("From the sending of an event to Kafka until its outcome can be asked for here")
                .register(registry);
    }
}
