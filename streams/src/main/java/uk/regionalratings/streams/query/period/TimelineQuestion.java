package uk.regionalratings.streams.query.period;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.count.Criteria;
import uk.regionalratings.streams.query.parameter.Interval;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.query.parameter.LineageChoice;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * A question for a timeline.
 *
 * @param area the area
 * @param choice the judgements
 * @param family the frameworks
 * @param from first day; by default the first on which an authority of the area counts with a grade, or {@code to} if
 *     that is earlier or if there is no such day
 * @param to last day
 * @param interval the distance between points
 * @param lineage how an authority without an inspection of its own counts
 */
public record TimelineQuestion(
        AskedArea area,
        JudgementChoice choice,
        Family family,
        LocalDate from,
        LocalDate to,
        Interval interval,
        LineageChoice lineage) {
    public static final List<String> PARAMETERS = List.of(
            ParameterReader.JUDGEMENT,
            ParameterReader.FRAMEWORK,
            ParameterReader.FROM,
            ParameterReader.TO,
            ParameterReader.INTERVAL,
            ParameterReader.LINEAGE);

    /** Fifty years of days; for more, the history can be exported as CSV. */
    private static final int MOST_POINTS = 20_000;
    /**
     * Several judgements, and areas made on the spot, are counted from the histories for each point, which takes
     * longer: six years of days.
     */
    private static final int MOST_POINTS_OF_HISTORIES = 2_200;

    public static TimelineQuestion read(AskedArea area, ParameterReader parameters, LocalDate today, RatingsView view) {
        JudgementChoice choice = parameters.judgements().orElse(JudgementChoice.BY_CONTRACT);
        Family family = parameters.family();
        LocalDate firstDay = parameters.day(ParameterReader.FROM, today);
        LocalDate lastDay = parameters.day(ParameterReader.TO, today);
        Interval interval = parameters.interval();

        LocalDate to = lastDay == null ? today : lastDay;
        LocalDate from = firstDay == null ? beginning(view, area, family, choice, to) : firstDay;
        int most = choice.isOne() && area.isListed() ? MOST_POINTS : MOST_POINTS_OF_HISTORIES;
        if (from.isAfter(to)) {
            parameters.problem(ParameterReader.FROM, from.toString(), "is after the last day", "a day up to " + to);
        } else if (interval == Interval.DAY && ChronoUnit.DAYS.between(from, to) >= most) {
            parameters.problem(
                    ParameterReader.INTERVAL,
                    interval.id(),
                    "makes more than " + most + " points from " + from + " to " + to,
                    "month or year, or fewer days");
        }
        return new TimelineQuestion(area, choice, family, from, to, interval, parameters.lineage());
    }

    /** The day of the first publication that counts; {@code to} if there is none before it. */
    static LocalDate beginning(RatingsView view, AskedArea area, Family family, JudgementChoice choice, LocalDate to) {
        return view.read(state -> choice.judgements().stream()
                        .flatMap(judgement -> firstRated(state, area, family, judgement).stream())
                        .min(LocalDate::compareTo))
                .filter(day -> day.isBefore(to))
                .orElse(to);
    }

    private static Optional<LocalDate> firstRated(
            RatingsState state, AskedArea area, Family family, Judgement judgement) {
        return area.isListed()
                ? state.firstRated(area.id(), family, judgement)
                : area.ofList(state)
                        .flatMap(history -> history.counted().stream())
                        .filter(inspection -> family.includes(inspection.framework()) && inspection.makes(judgement))
                        .map(Inspection::publishedOn)
                        .min(LocalDate::compareTo);
    }

    public TimelineOfArea answer(RatingsState view) {
        return new TimelineAnswer(this, view).answer();
    }

    /** The same question about one day. */
    Criteria on(LocalDate day) {
        return new Criteria(area, choice, family, day, null, lineage);
    }
}
