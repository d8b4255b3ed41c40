package uk.regionalratings.streams.query.change;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.view.ChangeOutline;
import uk.regionalratings.vocabulary.Direction;

/**
 * The rating changes that a question is about; null means any.
 *
 * @param area the authority is in it on the day of publication
 * @param alias any name of the authority, as given
 * @param choice the judgements
 * @param direction the direction
 * @param steps the least number of grades up or down; 0 includes first grades, which compare with nothing
 * @param from published on this day or later
 * @param to published on this day or earlier
 */
record ChangeFilter(
        @Nullable AskedArea area,
        @Nullable String alias,
        @Nullable JudgementChoice choice,
        @Nullable Direction direction,
        int steps,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    private static final List<String> PARAMETERS = List.of(
            ParameterReader.AREA,
            ParameterReader.AUTHORITY,
            ParameterReader.JUDGEMENT,
            ParameterReader.DIRECTION,
            ParameterReader.STEPS,
            ParameterReader.LAST,
            ParameterReader.FROM,
            ParameterReader.TO);

    /** The names that {@link #read} looks for, and {@code more}. */
    static List<String> parametersAnd(String... more) {
        return Stream.concat(PARAMETERS.stream(), Stream.of(more)).toList();
    }

    static ChangeFilter read(ParameterReader parameters, @Nullable AskedArea area, LocalDate today) {
        ParameterReader.Period period = parameters.recent(today);
        return new ChangeFilter(
                area,
                parameters.single(ParameterReader.AUTHORITY),
                parameters.judgements().orElse(null),
                parameters.direction().orElse(null),
                parameters.steps(),
                period.from(),
                period.to());
    }

    /** Whether the question asks for each inspection's changes of several judgements together. */
    boolean isByInspection() {
        return choice != null && !choice.isOne();
    }

    /** @param authorityId the authority of {@link #alias}; null if the question names none */
    Predicate<ChangeOutline> matching(@Nullable String authorityId) {
        return change ->
                (area == null || area.contains(change.key().publishedOn(), change.authorityId(), change.region()))
                        && (authorityId == null || authorityId.equals(change.authorityId()))
                        // Compares names: a question can't ask for a constant that only newer versions have.
                        && (choice == null
                                || choice.judgements().stream().anyMatch(one -> one.name()
                                        .equals(change.judgement().name())))
                        && (direction == null
                                || direction.name().equals(change.direction().name()))
                        && Math.abs(change.steps()) >= steps
                        && (from == null || !change.key().publishedOn().isBefore(from))
                        && (to == null || !change.key().publishedOn().isAfter(to));
    }
}
