package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Inspection;

/**
 * A question for the authorities of an area.
 *
 * @param criteria what is looked at
 * @param filter which grades; null for all
 * @param waited only authorities whose last inspection ended longer ago; null for all
 * @param order the order of the list
 */
record AuthoritiesQuestion(
        Criteria criteria, @Nullable GradeFilter filter, @Nullable Age waited, AuthorityOrder order) {
    static final List<String> PARAMETERS =
            Criteria.parametersAnd(ParameterReader.GRADE, ParameterReader.WAITED, ParameterReader.SORT);

    static AuthoritiesQuestion read(AskedArea area, ParameterReader parameters, LocalDate today) {
        return new AuthoritiesQuestion(
                Criteria.read(area, parameters, today),
                parameters.grade().orElse(null),
                parameters.age(ParameterReader.WAITED),
                parameters.order());
    }

    /** The judgements that grades are of: the named ones, or those that inspections of the day lead with (docs/decisions/0016). */
    JudgementChoice choice() {
        JudgementChoice named = criteria.choice();
        return named == null ? criteria.leading() : named;
    }

    /** Whether an authority has waited long enough since its last inspection, which is null for none. */
    boolean hasWaited(@Nullable Inspection last) {
        return waited == null || (last != null && last.endedOn().isBefore(waited.before(criteria.asOf())));
    }
}
