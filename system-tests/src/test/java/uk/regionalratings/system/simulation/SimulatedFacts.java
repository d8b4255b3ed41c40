package uk.regionalratings.system.simulation;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/** Events made to hurt: few authorities, days and identities, so that ties, corrections, withdrawals and contradictions fall on one another. */
final class SimulatedFacts {
    static final LocalDate START = LocalDate.of(2020, 1, 1);
    static final int DAYS = 8;

    private static final List<String> AUTHORITIES = List.of("301", "302", "303", "304");
    private static final List<String> REGIONS = List.of("north-east", "north-west", "london");

    private SimulatedFacts() {}

    /** The event of a number; the same number makes the same event. */
    static Event of(int number) {
        Random random = new Random(number * 7_919L);
        return random.nextInt(4) == 0 ? registration(random) : new Event.Published(inspection(random));
    }

    private static Event registration(Random random) {
        LocalDate established = random.nextBoolean() ? null : day(random);
        LocalDate abolished = random.nextInt(4) > 0
                ? null
                : (established == null ? START : established).plusDays(random.nextInt(DAYS));
        String name = random.nextBoolean() ? "A" : "B";
        Authority authority = new Authority(
                one(AUTHORITIES, random),
                null,
                null,
                name,
                name,
                one(REGIONS, random),
                established,
                abolished,
                List.of(),
                null,
                null);
        return new Event.Registered(authority, 1L + random.nextInt(3));
    }

    private static Inspection inspection(Random random) {
        String authority = one(AUTHORITIES, random);
        Framework framework = one(Framework.known(), random);
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            if (framework.makes(judgement) && random.nextInt(3) == 0) {
                grades.put(judgement, GradeGiven.of(one(List.of(Grade.values()), random)));
            }
        }
        boolean withdrawn = random.nextInt(6) == 0;
        if (grades.isEmpty() && !withdrawn) {
            grades.put(Judgement.IN_CARE, GradeGiven.of(one(List.of(Grade.values()), random)));
        }
        LocalDate published = day(random);
        LocalDate ended = published.minusDays(random.nextInt(3));
        return InspectionBuilder.inspection(authority + "-" + one(List.of("x", "y", "z"), random))
                .authority(authority)
                .revision(1 + random.nextInt(3))
                .withdrawn(withdrawn)
                .framework(framework)
                .fieldwork(ended, ended)
                .publishedOn(published)
                .grades(grades)
                .build();
    }

    private static LocalDate day(Random random) {
        return START.plusDays(random.nextInt(DAYS));
    }

    private static <T> T one(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
