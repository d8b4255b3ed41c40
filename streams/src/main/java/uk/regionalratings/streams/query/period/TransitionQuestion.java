package uk.regionalratings.streams.query.period;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.parameter.Between;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * A question about authorities' transitions from grade to grade.
 *
 * @param area the area
 * @param judgement the judgement
 * @param family the frameworks
 * @param between what is compared
 * @param from the earlier of two days; null if inspections are compared
 * @param last the later of two days; if inspections are compared, the day by which they were published
 * @param inspectedBy only inspections whose fieldwork ended by this day count; null if the question names no day
 */
public record TransitionQuestion(
        AskedArea area,
        Judgement judgement,
        Family family,
        Between between,
        @Nullable LocalDate from,
        LocalDate last,
        @Nullable LocalDate inspectedBy) {
    public static final List<String> PARAMETERS = List.of(
            ParameterReader.JUDGEMENT,
            ParameterReader.FRAMEWORK,
            ParameterReader.BETWEEN,
            ParameterReader.FROM,
            ParameterReader.TO,
            ParameterReader.AS_OF,
            ParameterReader.INSPECTED_BY);

    private static final List<String> OF_DAYS = List.of(ParameterReader.FROM, ParameterReader.TO);
    private static final List<String> OF_INSPECTIONS = List.of(ParameterReader.AS_OF, ParameterReader.INSPECTED_BY);

    public static TransitionQuestion read(AskedArea area, ParameterReader parameters, LocalDate today) {
        boolean dated = OF_DAYS.stream().anyMatch(name -> parameters.single(name) != null);
        Between between = parameters.between().orElse(dated ? Between.DAYS : Between.LAST_TWO);
        boolean days = between == Between.DAYS;
        for (String name : days ? OF_INSPECTIONS : OF_DAYS) {
            String given = parameters.single(name);
            if (given != null) {
                parameters.problem(
                        name,
                        given,
                        "does not go with between=" + between.id(),
                        String.join(" and ", days ? OF_DAYS : OF_INSPECTIONS));
            }
        }
        LocalDate from = parameters.day(ParameterReader.FROM, today);
        LocalDate last = parameters.day(days ? ParameterReader.TO : ParameterReader.AS_OF, today);
        LocalDate lastDay = last == null ? today : last;
        if (days && parameters.single(ParameterReader.FROM) == null) {
            parameters.problem(ParameterReader.FROM, "", "is missing", "the earlier one of the two days");
        } else if (days && from != null && from.isAfter(lastDay)) {
            parameters.problem(
                    ParameterReader.FROM, from.toString(), "is after the later day", "a day up to " + lastDay);
        }
        return new TransitionQuestion(
                area,
                parameters.judgement(),
                parameters.family(),
                between,
                days ? from : null,
                lastDay,
                parameters.day(ParameterReader.INSPECTED_BY, today));
    }

    /** Whether the question includes the authority. */
    boolean looksAt(Authority authority) {
        return authority.existsOn(last);
    }

    /**
     * The transition of one authority.
     *
     * @param earlier the inspection that gave the earlier grade; null if there is none
     * @param later the inspection that gave the later grade; null if there is none
     */
    record Transition(@Nullable Inspection earlier, @Nullable Inspection later) {}

    Transition of(AuthorityHistory history) {
        if (from != null) {
            return new Transition(standing(history, from), standing(history, last));
        }
        List<Inspection> making = history.counted().stream()
                .filter(inspection -> family.includes(inspection.framework())
                        && inspection.makes(judgement)
                        && !inspection.publishedOn().isAfter(last)
                        && (inspectedBy == null || !inspection.endedOn().isAfter(inspectedBy)))
                .toList();
        int size = making.size();
        Inspection later = size == 0 ? null : making.get(size - 1);
        Inspection earlier = size < 2 ? null : making.get(between == Between.FIRST_AND_LAST ? 0 : size - 2);
        return new Transition(earlier, later);
    }

    private @Nullable Inspection standing(AuthorityHistory history, LocalDate day) {
        return history.standing(family, judgement, inspection -> !inspection
                        .publishedOn()
                        .isAfter(day))
                .map(Standing::inspection)
                .orElse(null);
    }

    /** The grade that an inspection gave; empty if it gave none. */
    Optional<Grade> grade(@Nullable Inspection inspection) {
        return inspection == null ? Optional.empty() : inspection.grade(judgement);
    }
}
