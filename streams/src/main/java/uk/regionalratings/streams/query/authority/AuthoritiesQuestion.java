package uk.regionalratings.streams.query.authority;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.count.Criteria;
import uk.regionalratings.streams.query.parameter.Age;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.vocabulary.Inspection;

/**
 * A question about the authorities of an area.
 *
 * @param criteria the inspections that count
 * @param filter the grades to show; null for all
 * @param waited only authorities whose last inspection ended longer ago than this; null for all
 * @param order the order of the list
 */
public record AuthoritiesQuestion(
        Criteria criteria, @Nullable GradeFilter filter, @Nullable Age waited, AuthorityOrder order) {
    public static final List<String> PARAMETERS =
            Criteria.parametersAnd(ParameterReader.GRADE, ParameterReader.WAITED, ParameterReader.SORT);

    public static AuthoritiesQuestion read(AskedArea area, ParameterReader parameters, LocalDate today) {
        return new AuthoritiesQuestion(
                Criteria.read(area, parameters, today),
                parameters
                        .constant(ParameterReader.GRADE, GradeFilter.ALL, GradeFilter::id)
                        .orElse(null),
                parameters.age(ParameterReader.WAITED),
                order(parameters));
    }

    private static AuthorityOrder order(ParameterReader parameters) {
        return parameters
                .constant(ParameterReader.SORT, List.of(AuthorityOrder.values()), AuthorityOrder::id)
                .orElse(AuthorityOrder.NAME);
    }

    /**
     * The judgements in question: those that the question names, or the leading judgements in inspections of the day
     * (docs/decisions/0016).
     */
    JudgementChoice choice() {
        JudgementChoice named = criteria.choice();
        return named == null ? criteria.leading() : named;
    }

    /** Whether an authority has waited long enough since its last inspection; null if it has had none. */
    boolean hasWaited(@Nullable Inspection last) {
        return waited == null || (last != null && last.endedOn().isBefore(waited.before(criteria.asOf())));
    }
}
