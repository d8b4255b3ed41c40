package uk.regionalratings.bench.micro;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
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
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.record.HistoryRecords;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The most common query, on the view from which every instance answers: England, overall effectiveness, as of a day.
 * Measured idle and while another thread replaces rows as fast as it can. Uses sampling to obtain percentiles.
 */
@State(Scope.Group)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QueryBenchmarks {
    private static final int AUTHORITIES = 1_000;

    /** Number of distinct days in the history. */
    @Param({"5000", "10000"})
    public int days = 5_000;

    private final List<AuthorityRatings> rows = new ArrayList<>();
    private final List<AuthorityRatings> shorter = new ArrayList<>();
    private @Nullable RatingsView view;
    private int asked;
    private int updated;

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
        RatingsView filled = new RatingsView(areas);
        for (int i = 0; i < AUTHORITIES; i++) {
            List<Inspection> known = byAuthority.get(i);
            known.sort(Inspection.ORDER);
            rows.add(row(invented.authority(i), known));
            shorter.add(row(invented.authority(i), known.subList(0, Math.max(0, known.size() - 1))));
            filled.update(rows.get(i));
        }
        view = filled;
    }

    private static AuthorityRatings row(Authority authority, List<Inspection> inspections) {
        return HistoryRecords.toRecord(
                new AuthorityHistory(authority.authorityId(), new Registration(authority, 1), inspections));
    }

    /** Without updates. */
    @Benchmark
    @Group("idle")
    public Counts ask() {
        asked++;
        LocalDate day = LocalDate.of(2025, 12, 31).minusDays(asked * 31L % days);
        return Objects.requireNonNull(view)
                .read(reading -> reading.counts(Area.ENGLAND, Family.ANY, Judgement.OVERALL_EFFECTIVENESS, day));
    }

    /** With concurrent updates. */
    @Benchmark
    @Group("ingesting")
    public Counts askWhileIngesting() {
        return ask();
    }

    /** Adds or removes an inspection by replacing one row. */
    @Benchmark
    @Group("ingesting")
    public RatingsView update() {
        updated++;
        boolean whole = updated / AUTHORITIES % 2 == 1;
        RatingsView updating = Objects.requireNonNull(view);
        updating.update((whole ? rows : shorter).get(updated % AUTHORITIES));
        return updating;
    }
}
