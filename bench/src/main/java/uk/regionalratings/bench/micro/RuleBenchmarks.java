package uk.regionalratings.bench.micro;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.InspectionChange;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.rules.StepList;
import uk.regionalratings.streams.rules.Steps;
import uk.regionalratings.streams.rules.TimelineDifference;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** The rules: adding an inspection to a history, adding its steps to the timelines, and counting as of a day. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RuleBenchmarks {
    private static final int AUTHORITIES = 1_000;
    private static final Judgement JUDGEMENT = Judgement.OVERALL_EFFECTIVENESS;

    /** Number of distinct days in the history, which has thousands of inspections. */
    @Param({"5000", "10000"})
    public int days = 5_000;

    /** Number of inspections of the authority whose history grows. */
    @Param({"16"})
    public int inspections = 16;

    private final AreaTimelines timelines = new AreaTimelines(ReferenceFiles.bundledAreas());
    private final List<StepList> steps = new ArrayList<>();
    private final List<String> regions = new ArrayList<>();
    private AuthorityHistory history = AuthorityHistory.empty("");
    private Inspection news = new SyntheticHistory(1, Scale.of(1, 1), ReferenceFiles.bundledAreas()).news(0);
    private LocalDate middle = LocalDate.EPOCH;
    private final StepList changed = new StepList();
    private int at;

    /** Fills the timelines and creates the history that grows. */
    @Setup
    public void prepare() {
        Areas areas = ReferenceFiles.bundledAreas();
        Scale scale = Scale.tidy(AUTHORITIES, 4L * days, days);
        SyntheticHistory invented = new SyntheticHistory(42, scale, areas);
        List<List<Inspection>> byAuthority = new ArrayList<>();
        for (int i = 0; i < AUTHORITIES; i++) {
            byAuthority.add(new ArrayList<>());
        }
        for (long i = 0; i < scale.events(); i++) {
            Inspection inspection = invented.event(i);
            byAuthority.get(Integer.parseInt(inspection.authorityId())).add(inspection);
        }
        for (int i = 0; i < AUTHORITIES; i++) {
            Authority authority = invented.authority(i);
            List<Inspection> inOrder =
                    byAuthority.get(i).stream().sorted(Inspection.ORDER).toList();
            StepList all = new StepList();
            TimelineDifference.tell(
                    AuthorityHistory.empty(authority.authorityId()),
                    new AuthorityHistory(authority.authorityId(), new Registration(authority, 1), inOrder),
                    all);
            steps.add(all);
            regions.add(authority.region());
            count(i, 1);
        }
        prepareHistory(areas);
        middle = LocalDate.of(2025, 12, 31).minusDays(days / 2);
    }

    private void prepareHistory(Areas areas) {
        SyntheticHistory one = new SyntheticHistory(42, Scale.tidy(1, inspections + 1L, days), areas);
        List<Inspection> known = new ArrayList<>();
        for (int i = 0; i < inspections; i++) {
            known.add(one.event(i));
        }
        known.sort(Inspection.ORDER);
        history = new AuthorityHistory("000", new Registration(one.authority(0), 1), known);
        news = one.event(inspections);
    }

    /** Adds one inspection to the history of an authority. */
    @Benchmark
    public Outcome applyInspection() {
        return history.apply(news);
    }

    /** Computes what one more inspection changes in an authority's timelines and rating changes. */
    @Benchmark
    public List<InspectionChange> compareHistories() {
        AuthorityHistory after = ((Outcome.Applied) history.apply(news)).history();
        changed.clear();
        TimelineDifference.tell(history, after, changed);
        return InspectionChange.between(history, after);
    }

    /** Removes all steps of an authority from the areas' timelines and adds them again. */
    @Benchmark
    public AreaTimelines applySegments() {
        at = (at + 1) % AUTHORITIES;
        count(at, -1);
        count(at, 1);
        return timelines;
    }

    private void count(int authority, int sign) {
        Steps counted = timelines.of("%03d".formatted(authority), regions.get(authority));
        steps.get(authority)
                .tell((line, day, from, to, published, times) ->
                        counted.step(line, day, from, to, published, sign * times));
    }

    /** Counts England in the middle of the history when nothing has changed since the last query. */
    @Benchmark
    public Counts asOf() {
        return timelines.of(Area.ENGLAND, Family.ANY, JUDGEMENT).on(middle);
    }

    /** The same query right after a change, as happens while events are applied. */
    @Benchmark
    public Counts asOfAfterChange() {
        applySegments();
        return asOf();
    }
}
