package uk.regionalratings.bench.micro;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Counts of a listed area and of areas made on the spot, as of any day: every English authority, with seven inspections each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GroupBenchmarks {
    private static final LocalDate FIRST = LocalDate.of(2018, 1, 15);
    private static final int INSPECTIONS = 7;
    private static final int DAYS_BETWEEN = 420;

    @Param({"north", "type:county", "neighbours:sunderland", "list:leeds,sunderland"})
    public String area = "north";

    private final Random random = new Random(42);
    private @Nullable QueryService service;

    @Setup
    public void prepare() {
        RatingsView view = new RatingsView(ReferenceFiles.bundledAreas());
        for (Authority authority : ReferenceFiles.bundledAuthorities()) {
            List<Inspection> inspections = new ArrayList<>();
            for (int i = 0; i < INSPECTIONS; i++) {
                inspections.add(
                        inspection(authority, FIRST.plusDays((long) i * DAYS_BETWEEN + random.nextInt(DAYS_BETWEEN))));
            }
            inspections.sort(Inspection.ORDER);
            view.update(new AuthorityHistory(authority.authorityId(), new Registration(authority, 1), inspections));
        }
        Clock clock = Clock.fixed(Instant.parse("2026-12-01T11:00:00Z"), ZoneOffset.UTC);
        service = new QueryService(view, Optional::empty, clock);
    }

    private Inspection inspection(Authority authority, LocalDate day) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            if (Framework.ILACS.makes(judgement)) {
                grades.put(judgement, GradeGiven.of(Grade.values()[random.nextInt(Grade.values().length)]));
            }
        }
        return new Inspection(
                authority.authorityId() + "-" + day,
                authority.authorityId(),
                1,
                false,
                null,
                Framework.ILACS,
                day.minusDays(40),
                day.minusDays(30),
                day,
                grades,
                null);
    }

    @Benchmark
    public Object ratingsAsOf() {
        LocalDate asOf = FIRST.plusDays(random.nextInt(INSPECTIONS * DAYS_BETWEEN));
        return Objects.requireNonNull(service)
                .ratings(area, QueryParameters.of("asOf", asOf.toString(), "judgement", Judgement.IN_CARE.id()));
    }
}
