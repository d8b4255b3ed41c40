package uk.regionalratings.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/** The neighbourhood of an event against whole timelines, which are cut into segments one inspection after the other. */
class TimelineDifferenceTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final int DAYS = 9;

    @Property(tries = 3_000)
    void whatIsToldIsWhatWholeTimelinesDifferBy(@ForAll long seed) {
        Random random = new Random(seed);
        AuthorityHistory before = AuthorityHistory.empty("394");
        for (int event = 0; event < 25; event++) {
            Outcome outcome =
                    random.nextInt(8) == 0 ? before.register(registration(random)) : before.apply(inspection(random));
            if (outcome instanceof Outcome.Applied applied) {
                assertTold(before, applied.history());
                before = applied.history();
            }
        }
        // And back, as a read model sees it
        assertTold(before, AuthorityHistory.empty("394"));
    }

    private static void assertTold(AuthorityHistory before, AuthorityHistory after) {
        Map<String, Integer> expected = new HashMap<>();
        for (Family family : Family.values()) {
            for (Judgement judgement : Judgement.values()) {
                int line = Lines.of(family, judgement);
                steps(line, WholeHistory.timeline(before, family, judgement), -1, expected);
                steps(line, WholeHistory.timeline(after, family, judgement), 1, expected);
            }
        }
        expected.values().removeIf(times -> times == 0);

        List<String> inOrder = new ArrayList<>();
        Map<String, Integer> told = new HashMap<>();
        TimelineDifference.tell(before, after, (line, day, from, to, published, times) -> {
            told.merge(step(line, day, from, to, published), times, Integer::sum);
            inOrder.add(String.format("%02d %012d", line, (long) day + Integer.MAX_VALUE + 1));
        });

        // What is taken and added again would be work for nothing
        assertThat(told).isEqualTo(expected);
        List<String> sorted = new ArrayList<>(inOrder);
        Collections.sort(sorted);
        assertThat(inOrder).isEqualTo(sorted);
    }

    private static void steps(int line, List<Segment> timeline, int times, Map<String, Integer> steps) {
        int state = DayState.ABSENT;
        for (Segment segment : timeline) {
            int next = DayState.of(segment.grade(), segment.superseded());
            int day = segment.from().equals(Segment.BEGINNING) ? Lines.BEGINNING : Lines.day(segment.from());
            steps.merge(step(line, day, state, next, segment.inspected()), times, Integer::sum);
            state = next;
        }
        LocalDate end =
                timeline.isEmpty() ? null : timeline.get(timeline.size() - 1).until();
        if (end != null) {
            steps.merge(step(line, Lines.day(end), state, DayState.ABSENT, false), times, Integer::sum);
        }
    }

    private static String step(int line, int day, int from, int to, boolean published) {
        return line + " " + day + " " + from + ">" + to + (published ? " published" : "");
    }

    static Registration registration(Random random) {
        LocalDate from = random.nextInt(3) == 0 ? day(random) : null;
        LocalDate until = random.nextInt(3) == 0 ? day(random) : null;
        Authority authority = new Authority(
                "394", null, null, "A" + random.nextInt(2), "a", "north-east", from, until, List.of(), null, null);
        return new Registration(authority, random.nextInt(5));
    }

    static Inspection inspection(Random random) {
        Framework framework = Framework.values()[random.nextInt(Framework.values().length)];
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : Judgement.values()) {
            if (framework.makes(judgement) && random.nextInt(3) == 0) {
                grades.put(judgement, GradeGiven.of(Grade.values()[random.nextInt(Grade.values().length)]));
            }
        }
        LocalDate day = day(random);
        return InspectionBuilder.inspection("394-" + random.nextInt(10))
                .revision(1 + random.nextInt(4))
                .withdrawn(random.nextInt(6) == 0)
                .framework(framework)
                .on(day)
                .grades(grades)
                .build();
    }

    private static LocalDate day(Random random) {
        return FIRST.plusDays(random.nextInt(DAYS));
    }
}
