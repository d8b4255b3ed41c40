package uk.regionalratings.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import uk.regionalratings.bench.history.Scale;
import uk.regionalratings.bench.history.SyntheticHistory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.streams.view.VersionedView;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The first question with {@code knownAt} about a version: counts of England, from a read model as large as the real one. Further questions about
 * the same version use the same read model.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KnownAtBenchmarks {
    private static final int AUTHORITIES = 160;
    private static final int INSPECTIONS = 1_000;
    private static final int DAYS = 4_500;
    private static final Instant BEGINNING = Instant.parse("2026-08-20T09:30:00Z");

    /** How many of the facts the version may lack: those of the last months, or any. */
    @Param({"20", "1160"})
    public int back = 20;

    private final List<InputEvent> facts = new ArrayList<>();
    private final Random random = new Random(42);
    private @Nullable VersionedView versions;

    @Setup
    public void prepare() {
        Areas areas = ReferenceFiles.bundledAreas();
        RatingsView view = new RatingsView(areas);
        VersionedView filled = new VersionedView(
                view,
                (topic, key, value, time) -> facts.get(ByteBuffer.wrap(value).getInt()));
        filled.open("0011aabb", Topics.PARTITIONS, Topics.PARTITIONS);
        SyntheticHistory invented = new SyntheticHistory(42, Scale.tidy(AUTHORITIES, INSPECTIONS, DAYS), areas);
        Map<String, AuthorityHistory> histories = new HashMap<>();
        long[][] next = new long[2][Topics.PARTITIONS];
        for (int i = 0; i < AUTHORITIES + INSPECTIONS; i++) {
            InputEvent event = i < AUTHORITIES
                    ? new InputEvent.Registered(new Registration(invented.authority(i), 1))
                    : new InputEvent.Inspected(invented.event(i - AUTHORITIES));
            facts.add(event);
            String authorityId = event instanceof InputEvent.Inspected inspected
                    ? inspected.inspection().authorityId()
                    : invented.authority(i).authorityId();
            AuthorityHistory before = histories.getOrDefault(authorityId, AuthorityHistory.empty(authorityId));
            Outcome outcome = event instanceof InputEvent.Inspected inspected
                    ? before.apply(inspected.inspection())
                    : before.register(((InputEvent.Registered) event).registration());
            byte[] key = authorityId.getBytes(UTF_8);
            int partition = Topics.partitionOf(key, Topics.PARTITIONS);
            boolean isInspection = event instanceof InputEvent.Inspected;
            filled.fact(
                    (isInspection ? Topics.INSPECTION_PUBLISHED : Topics.AUTHORITY_REGISTERED).name(),
                    partition,
                    next[isInspection ? 1 : 0][partition]++,
                    BEGINNING.plusSeconds(i).toEpochMilli(),
                    key,
                    ByteBuffer.allocate(Integer.BYTES).putInt(i).array(),
                    event);
            if (outcome instanceof Outcome.Applied applied) {
                histories.put(authorityId, applied.history());
                view.update(applied.history());
                filled.shown(applied.history());
            }
        }
        versions = filled;
    }

    @Benchmark
    public Object firstQuestion() {
        VersionedView asked = Objects.requireNonNull(versions);
        int last = facts.size() - random.nextInt(back);
        RatingsView then = asked.at(asked.at(BEGINNING.plusSeconds(last)));
        return then.read(
                state -> state.counts(Area.ENGLAND, Family.ANY, Judgement.IMPACT_OF_LEADERS, LocalDate.of(2025, 1, 1)));
    }
}
