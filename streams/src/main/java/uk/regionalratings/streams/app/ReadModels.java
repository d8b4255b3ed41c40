package uk.regionalratings.streams.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.ChangesOutline;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.topology.PublishedRecord;
import uk.regionalratings.streams.topology.RowReader;
import uk.regionalratings.streams.topology.TopologyListener;
import uk.regionalratings.streams.view.Arrival;
import uk.regionalratings.streams.view.ChangeDecoder;
import uk.regionalratings.streams.view.ChangeRecord;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.UnreadableRecordException;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Passes what the topology publishes to the read models, and measures the delay between the sending of an event to
 * Kafka and the moment from which its result can be queried. Records that are read back at startup are not measured. An
 * unreadable record is skipped and reported. If the registry can't be reached, the reading thread waits.
 */
final class ReadModels implements TopologyListener, MeterBinder {
    /** The shortest delay is one that nobody notices, the longest one that an operator must see. */
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
    private final RowReader rows;
    private final TopicReader<InspectionChanges> outlines;
    private final ChangeDecoder changeDecoder;
    private final Gaps gaps;
    private final RegistryWait registry;
    private final RejectionMeters rejections;
    private final Canaries canaries;
    private final Clock clock;
    private volatile @Nullable Timer ofCanaries;
    private volatile @Nullable Timer ofChanges;
    private final RowsReadBack rowsReadBack =
            new RowsReadBack(row -> history(row).isPresent());

    /** By authority. */
    private final Map<String, PipelineStatus.Waiting> waiting = new ConcurrentSkipListMap<>();

    private final List<PublishedRecord> changesReadBack = new ArrayList<>();
    private volatile boolean live;
    private volatile Consumer<AuthorityHistory> onRow = any -> {};

    ReadModels(
            RatingsView ratings,
            ChangesView changes,
            ContractSerdes serdes,
            Gaps gaps,
            RegistryWait registry,
            RejectionMeters rejections,
            Canaries canaries,
            Clock clock) {
        this.ratings = ratings;
        this.changes = changes;
        this.rows = new RowReader(serdes);
        this.outlines = serdes.ratingChangedWithoutCountsReader();
        this.changeDecoder = new WholeOrOutline(serdes.ratingChangedReader(), outlines);
        this.gaps = gaps;
        this.registry = registry;
        this.rejections = rejections;
        this.canaries = canaries;
        this.clock = clock;
    }

    /** Reads records. If a record's counts are damaged but its outline can be read, only its counts are missing. */
    private record WholeOrOutline(TopicReader<InspectionChanges> whole, TopicReader<InspectionChanges> outlines)
            implements ChangeDecoder {
        @Override
        public InspectionChanges changes(byte[] record) {
            try {
                return whole.read(record);
            } catch (UnreadableRecordException e) {
                return withoutCounts(record);
            }
        }

        @Override
        public InspectionChanges withoutCounts(byte[] record) {
            try {
                return outlines.read(record);
            } catch (UnreadableRecordException e) {
                throw new IllegalStateException("a record that could be read can't be read any more", e);
            }
        }
    }

    /** Calls {@code listener} with each row once it can be queried. To be called before anything is read. */
    void onRow(Consumer<AuthorityHistory> listener) {
        onRow = listener;
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
     * Ends the startup: from now on records are new and are measured. The rows read back are applied at once, only the
     * last of each authority; applying the many rows of each authority one by one took most of the startup time.
     */
    synchronized void live() {
        rowsReadBack.takeEach(this::takeLast);
        changes.changed(changesReadBack.parallelStream().map(this::arrival).flatMap(Optional::stream));
        changesReadBack.clear();
        live = true;
    }

    @Override
    public synchronized void ratings(PublishedRecord row) {
        if (live) {
            take(row);
        } else {
            rowsReadBack.add(row);
        }
    }

    private void take(PublishedRecord row) {
        // Deleting an unknown key is not an error: somebody removed a record that was not ours.
        boolean tidied = row.value() == null && ratings.known(row.keyText()) == null;
        if (tidied || update(row)) {
            gaps.replacedBy(row);
        }
    }

    /** Applies the last usable row: old facts about one authority are better than no answers at all. */
    private void takeLast(Deque<PublishedRecord> lastFirst) {
        PublishedRecord last = lastFirst.removeFirst();
        if (last.value() != null && update(last)) {
            gaps.replacedBy(last);
        } else {
            var unused = lastFirst.stream().anyMatch(this::update);
            take(last);
        }
    }

    private boolean update(PublishedRecord row) {
        Optional<AuthorityHistory> history = history(row);
        if (history.isEmpty()) {
            return false;
        }
        try {
            ratings.update(history.get());
        } catch (RuntimeException e) {
            // The record has the right form, but its content is impossible, so it is not ours.
            gaps.notOurs(row, "its content can't be counted (" + e + ")");
            return false;
        }
        onRow.accept(history.get());
        note(history.get(), row.waitingSince());
        return true;
    }

    private Optional<AuthorityHistory> history(PublishedRecord row) {
        try {
            return read(row, () -> rows.read(row.key(), row.value(), ratings.known(row.keyText())));
        } catch (IllegalStateException e) {
            gaps.newer(row, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void note(AuthorityHistory authority, @Nullable Long since) {
        String authorityId = authority.authorityId();
        if (authority.registration().isEmpty()) {
            int inspections = authority.inspections().size();
            String sent = since == null ? null : Instant.ofEpochMilli(since).toString();
            waiting.put(authorityId, new PipelineStatus.Waiting(authorityId, inspections, sent));
        } else {
            waiting.remove(authorityId);
        }
    }

    @Override
    public synchronized void changed(PublishedRecord row) {
        if (!live) {
            changesReadBack.add(row);
            return;
        }
        arrival(row).ifPresent(arrival -> {
            changes.changed(arrival);
            measure(ofChanges, row.sentAt());
        });
    }

    private Optional<Arrival> arrival(PublishedRecord row) {
        return read(row, () -> outline(row)).map(outline -> {
            byte[] value = Objects.requireNonNull(row.value());
            return new Arrival(new ChangeRecord(row.partition(), row.offset(), value, changeDecoder), outline);
        });
    }

    private ChangesOutline outline(PublishedRecord row) throws UnreadableRecordException {
        byte[] value = row.value();
        ChangesOutline outline = value == null || !outlines.isOwn(value) ? null : ChangesOutline.decode(value);
        return outline != null && outline.authorityId().equals(row.keyText())
                ? outline
                : ChangesOutline.of(outlines.read(row.key(), value));
    }

    /**
     * Empty if the record can't be read, which is then reported, and if the process ends while it waits for the
     * registry.
     */
    private <T> Optional<T> read(PublishedRecord row, RegistryWait.Question<T, UnreadableRecordException> reader) {
        try {
            return registry.ask(reader);
        } catch (UnreadableRecordException e) {
            gaps.notOurs(row, e.reason());
            return Optional.empty();
        }
    }

    @Override
    public void canary(int partition, long sentAt) {
        canaries.seen(partition, sentAt);
        measure(ofCanaries, sentAt);
    }

    @Override
    public void skipped(String topic, int partition, long offset, String reason) {
        gaps.notOurs(new PublishedRecord(topic, partition, offset, new byte[0], null, 0, null), reason);
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
