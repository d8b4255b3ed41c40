package uk.regionalratings.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import uk.regionalratings.vocabulary.Grade;

/** Sums by month and year against adding up every segment. */
class AreaTimelineTest {
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    @Property(tries = 200)
    void countsOfAnyDayAreTheSumOfTheSegmentsOfThatDay(@ForAll long seed) {
        Random random = new Random(seed);
        // A few years or many, so that days fall together as well as apart.
        int days = random.nextBoolean() ? 1_000 : 400_000;
        AreaTimeline timeline = new AreaTimeline();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (segments.isEmpty() || random.nextInt(3) > 0) {
                Segment segment = segment(random, days);
                segments.add(segment);
                add(timeline, segment, 1);
            } else {
                add(timeline, segments.remove(random.nextInt(segments.size())), -1);
            }
            LocalDate day = day(random, days);
            assertThat(timeline.on(day)).isEqualTo(sum(segments, day));
        }
        assertThat(timeline.on(Segment.BEGINNING)).isEqualTo(sum(segments, Segment.BEGINNING));
        assertThat(timeline.on(LocalDate.MAX)).isEqualTo(sum(segments, LocalDate.MAX));
        assertThat(timeline.firstRated())
                .isEqualTo(segments.stream()
                        .filter(segment -> segment.grade() != null)
                        .map(Segment::from)
                        .min(LocalDate::compareTo));
        assertThat(timeline.firstCounted())
                .isEqualTo(segments.stream()
                        .map(Segment::from)
                        .min(LocalDate::compareTo)
                        .filter(first -> !first.equals(Segment.BEGINNING)));
        assertThat(timeline.lastPublication())
                .isEqualTo(segments.stream()
                        .filter(Segment::inspected)
                        .map(Segment::from)
                        .max(LocalDate::compareTo));

        segments.forEach(segment -> add(timeline, segment, -1));
        assertThat(timeline.isEmpty()).isTrue();
    }

    @Property(tries = 200)
    void aCopyAndItsOriginalChangeByThemselves(@ForAll long seed) {
        Random random = new Random(seed);
        int days = random.nextBoolean() ? 1_000 : 400_000;
        List<AreaTimeline> timelines = new ArrayList<>(List.of(new AreaTimeline()));
        List<List<Segment>> segments = new ArrayList<>(List.of(new ArrayList<>()));
        for (int i = 0; i < 120; i++) {
            int one = random.nextInt(timelines.size());
            if (timelines.size() < 6 && random.nextInt(10) == 0) {
                timelines.add(timelines.get(one).copy());
                segments.add(new ArrayList<>(segments.get(one)));
            }
            List<Segment> known = segments.get(one);
            if (known.isEmpty() || random.nextInt(3) > 0) {
                Segment segment = segment(random, days);
                known.add(segment);
                add(timelines.get(one), segment, 1);
            } else {
                add(timelines.get(one), known.remove(random.nextInt(known.size())), -1);
            }
            LocalDate day = day(random, days);
            for (int each = 0; each < timelines.size(); each++) {
                assertThat(timelines.get(each).on(day)).isEqualTo(sum(segments.get(each), day));
            }
        }
        for (int each = 0; each < timelines.size(); each++) {
            AreaTimeline timeline = timelines.get(each);
            segments.get(each).forEach(segment -> add(timeline, segment, -1));
            assertThat(timeline.isEmpty()).isTrue();
        }
    }

    private static Segment segment(Random random, int days) {
        LocalDate from = day(random, days);
        LocalDate until = random.nextBoolean() ? null : from.plusDays(1 + random.nextInt(days));
        if (random.nextInt(4) == 0) {
            return new Segment(random.nextBoolean() ? Segment.BEGINNING : from, until, null, false, false);
        }
        Grade grade = Grade.values()[random.nextInt(Grade.values().length)];
        return new Segment(from, until, grade, random.nextInt(5) == 0, true);
    }

    private static LocalDate day(Random random, int days) {
        return FIRST.plusDays(random.nextInt(days));
    }

    private static void add(AreaTimeline timeline, Segment segment, int times) {
        int state = DayState.of(segment.grade(), segment.superseded());
        timeline.add(day(segment.from()), DayState.ABSENT, state, segment.inspected(), times);
        if (segment.until() != null) {
            timeline.add(Lines.day(segment.until()), state, DayState.ABSENT, false, times);
        }
    }

    private static int day(LocalDate day) {
        return day.equals(Segment.BEGINNING) ? Lines.BEGINNING : Lines.day(day);
    }

    private static Counts sum(List<Segment> segments, LocalDate day) {
        int[] sum = new int[Counts.SIZE];
        for (Segment segment : segments) {
            LocalDate until = segment.until();
            if (!segment.from().isAfter(day)) {
                Counts.addPublications(segment.inspected() ? 1 : 0, sum, 0);
                if (until == null || until.isAfter(day)) {
                    Counts.addState(DayState.of(segment.grade(), segment.superseded()), 1, sum, 0);
                }
            }
        }
        return Counts.ofArray(sum);
    }
}
