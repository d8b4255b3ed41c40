package uk.regionalratings.streams.query.period;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.count.Criteria;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.query.parameter.LineageChoice;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.query.parameter.Weights;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.GradeSpell;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * A question about the standing grades between two days.
 *
 * @param criteria the inspections that count, up to the last day
 * @param from first day; by default that of the first publication that counts
 * @param choice the judgements
 * @param everGraded only authorities that had this grade on some day; null for all
 * @param weights the points for a day with each grade
 * @param order the order of the list
 */
public record GradesOverTimeQuestion(
        Criteria criteria,
        LocalDate from,
        JudgementChoice choice,
        @Nullable Grade everGraded,
        Weights weights,
        Order order) {
    public static final List<String> PARAMETERS = List.of(
            ParameterReader.JUDGEMENT,
            ParameterReader.FRAMEWORK,
            ParameterReader.FROM,
            ParameterReader.TO,
            ParameterReader.INSPECTED_BY,
            ParameterReader.EVER_GRADED,
            ParameterReader.WEIGHTS,
            ParameterReader.SORT);

    /** The order of a list of authorities. Authorities without points come last. */
    enum Order {
        NAME,
        BEST_FIRST,
        WORST_FIRST;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A comparator for rows that are sorted by name; equal rows keep that order. */
        private Comparator<GradesOverTime.Row> comparator() {
            return switch (this) {
                case NAME -> Comparator.comparing(row -> 0);
                case BEST_FIRST ->
                    Comparator.comparing(
                            GradesOverTime.Row::points, Comparator.nullsLast(Comparator.<Double>reverseOrder()));
                case WORST_FIRST ->
                    Comparator.comparing(
                            GradesOverTime.Row::points, Comparator.nullsLast(Comparator.<Double>naturalOrder()));
            };
        }
    }

    public static GradesOverTimeQuestion read(
            AskedArea area, ParameterReader parameters, LocalDate today, RatingsView view) {
        LocalDate given = parameters.day(ParameterReader.TO, today);
        LocalDate to = given == null ? today : given;
        Criteria criteria = new Criteria(
                area,
                parameters.judgements().orElse(null),
                parameters.family(),
                to,
                parameters.day(ParameterReader.INSPECTED_BY, today),
                LineageChoice.NONE);
        JudgementChoice named = criteria.choice();
        JudgementChoice choice = named == null ? criteria.leading() : named;
        LocalDate firstDay = parameters.day(ParameterReader.FROM, today);
        LocalDate from =
                firstDay == null ? TimelineQuestion.beginning(view, area, criteria.family(), choice, to) : firstDay;
        if (from.isAfter(to)) {
            parameters.problem(ParameterReader.FROM, from.toString(), "is after the last day", "a day up to " + to);
        }
        return new GradesOverTimeQuestion(
                criteria,
                from,
                choice,
                parameters.everGraded().orElse(null),
                parameters.weights(),
                parameters
                        .constant(ParameterReader.SORT, List.of(Order.values()), Order::id)
                        .orElse(Order.NAME));
    }

    public GradesOverTime answer(RatingsState view) {
        List<GradesOverTime.Row> rows = criteria.area()
                .authorities(view, criteria.asOf())
                .filter(history -> existed(history.authority().orElseThrow()))
                .map(this::row)
                .toList();
        Map<Grade, Long> days = none();
        rows.forEach(row -> row.days().forEach((grade, some) -> days.merge(grade, some, Long::sum)));
        return new GradesOverTime(
                criteria.area().id(),
                choice.id(),
                criteria.family().id(),
                from,
                criteria.asOf(),
                criteria.inspectedBy(),
                everGraded,
                order.id(),
                weights.points(),
                choice.ids(),
                weights.perDay(days),
                days,
                rows.stream().filter(this::isListed).sorted(order.comparator()).toList(),
                criteria.area().note());
    }

    private boolean existed(Authority authority) {
        boolean begun =
                authority.establishedOn() == null || !authority.establishedOn().isAfter(criteria.asOf());
        return begun
                && (authority.abolishedOn() == null || !authority.abolishedOn().isBefore(from));
    }

    private boolean isListed(GradesOverTime.Row row) {
        return everGraded == null || row.days().getOrDefault(everGraded, 0L) > 0;
    }

    private GradesOverTime.Row row(AuthorityHistory history) {
        Authority authority = history.authority().orElseThrow();
        List<GradesOverTime.Spell> spells = choice.judgements().stream()
                .flatMap(judgement -> spells(history, judgement))
                .toList();
        Map<Grade, Long> days = none();
        spells.forEach(spell -> days.merge(spell.grade(), spell.days(), Long::sum));
        return new GradesOverTime.Row(
                authority.authorityId(), authority.name(), authority.region(), weights.perDay(days), days, spells);
    }

    private Stream<GradesOverTime.Spell> spells(AuthorityHistory history, Judgement judgement) {
        return GradeSpell.between(history, criteria.family(), judgement, criteria::looksAt, from, criteria.asOf())
                .stream()
                .map(spell -> new GradesOverTime.Spell(
                        judgement.id(),
                        spell.grade(),
                        spell.from(),
                        spell.to(),
                        spell.days(),
                        spell.inspection().inspectionId(),
                        spell.inspection().publishedOn()));
    }

    private static Map<Grade, Long> none() {
        Map<Grade, Long> days = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            days.put(grade, 0L);
        }
        return days;
    }
}
