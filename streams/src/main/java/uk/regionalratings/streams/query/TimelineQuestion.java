package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * A question for a timeline.
 *
 * @param area the area
 * @param judgement the judgement
 * @param family the frameworks
 * @param from first day; by default that of the first publication that counted, or {@code to} if that is earlier or none did
 * @param to last day
 * @param interval how far apart the points lie
 */
record TimelineQuestion(
        Area area, Judgement judgement, Family family, LocalDate from, LocalDate to, Interval interval) {
    static final List<String> PARAMETERS = List.of(
            ParameterReader.JUDGEMENT,
            ParameterReader.FRAMEWORK,
            ParameterReader.FROM,
            ParameterReader.TO,
            ParameterReader.INTERVAL);

    /** Fifty years of days: a larger answer is a question for the CSV of the history. */
    private static final int MOST_POINTS = 20_000;

    static TimelineQuestion read(Area area, ParameterReader parameters, LocalDate today, RatingsView view) {
        Judgement judgement = parameters.judgement();
        Family family = parameters.family();
        LocalDate firstDay = parameters.date(ParameterReader.FROM);
        LocalDate lastDay = parameters.date(ParameterReader.TO);
        Interval interval = parameters.interval();

        LocalDate to = lastDay == null ? today : lastDay;
        LocalDate from = firstDay == null ? beginning(view, area, family, judgement, to) : firstDay;
        if (from.isAfter(to)) {
            parameters.problem(ParameterReader.FROM, from.toString(), "is after the last day", "a day up to " + to);
        } else if (interval == Interval.DAY && ChronoUnit.DAYS.between(from, to) >= MOST_POINTS) {
            parameters.problem(
                    ParameterReader.INTERVAL,
                    interval.id(),
                    "makes more than " + MOST_POINTS + " points from " + from + " to " + to,
                    "month or year, or fewer days");
        }
        return new TimelineQuestion(area, judgement, family, from, to, interval);
    }

    private static LocalDate beginning(RatingsView view, Area area, Family family, Judgement judgement, LocalDate to) {
        return view.read(state -> state.firstPublication(area.areaId(), family, judgement))
                .filter(day -> day.isBefore(to))
                .orElse(to);
    }

    TimelineOfArea answer(Reading view) {
        return new TimelineOfArea(
                area.areaId(),
                judgement.id(),
                family.id(),
                from,
                to,
                interval.id(),
                interval.days(from, to).stream().map(day -> point(view, day)).toList());
    }

    private TimelineOfArea.Point point(Reading view, LocalDate day) {
        Counts counts = view.counts(area.areaId(), family, judgement, day);
        return new TimelineOfArea.Point(
                day,
                Numbers.byGrade(counts),
                counts.superseded(),
                counts.notRated(),
                counts.authorities(),
                Numbers.shares(counts));
    }
}
