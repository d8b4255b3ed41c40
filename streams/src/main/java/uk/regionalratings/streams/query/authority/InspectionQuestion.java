package uk.regionalratings.streams.query.authority;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AskedArea;
import uk.regionalratings.streams.query.parameter.JudgementChoice;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The inspections that a question is about; null means any.
 *
 * @param area the authority is in it on the day of publication
 * @param alias any name of the authority, as given
 * @param choice the inspection makes at least one of these judgements
 * @param grade the inspection gives this grade in at least one of these judgements, or in any judgement if none is
 *     named
 * @param family the frameworks
 * @param from published on this day or later
 * @param to published on this day or earlier
 */
public record InspectionQuestion(
        @Nullable AskedArea area,
        @Nullable String alias,
        @Nullable JudgementChoice choice,
        @Nullable Grade grade,
        Family family,
        @Nullable LocalDate from,
        LocalDate to) {
    public static final List<String> PARAMETERS = List.of(
            ParameterReader.AREA,
            ParameterReader.AUTHORITY,
            ParameterReader.FRAMEWORK,
            ParameterReader.FROM,
            ParameterReader.TO,
            ParameterReader.JUDGEMENT,
            ParameterReader.GRADE);

    /** The order of lists, as for changes; {@code PublicationOrder} decides which grade is the standing one. */
    private static final Comparator<InspectionList.Row> NEWEST_FIRST = Comparator.comparing(
                    InspectionList.Row::publishedOn)
            .thenComparing(InspectionList.Row::endedOn)
            .reversed()
            .thenComparing(InspectionList.Row::inspectionId)
            .thenComparing(InspectionList.Row::authorityId);

    public static InspectionQuestion read(ParameterReader parameters, @Nullable AskedArea area, LocalDate today) {
        ParameterReader.Period period = parameters.period();
        LocalDate last = period.to();
        return new InspectionQuestion(
                area,
                parameters.single(ParameterReader.AUTHORITY),
                parameters.judgements().orElse(null),
                parameters.gradeGiven().orElse(null),
                parameters.family(),
                period.from(),
                last == null || last.isAfter(today) ? today : last);
    }

    /** @param histories the authorities that {@link #alias} allows, in any order */
    public InspectionList answer(Collection<AuthorityHistory> histories, InspectionSources sources) {
        return new InspectionList(
                histories.stream()
                        .flatMap(history -> rows(history, sources))
                        .sorted(NEWEST_FIRST)
                        .toList(),
                area == null ? null : area.note());
    }

    private Stream<InspectionList.Row> rows(AuthorityHistory history, InspectionSources sources) {
        Authority authority = history.authority().orElseThrow();
        return history.counted().stream()
                .filter(this::matches)
                .filter(inspection -> area == null
                        || area.contains(inspection.publishedOn(), authority.authorityId(), authority.region()))
                .map(inspection -> InspectionList.Row.of(authority, inspection, sources));
    }

    private boolean matches(Inspection inspection) {
        return family.includes(inspection.framework())
                && (from == null || !inspection.publishedOn().isBefore(from))
                && !inspection.publishedOn().isAfter(to)
                && ((choice == null && grade == null) || gives(inspection));
    }

    private boolean gives(Inspection inspection) {
        JudgementChoice asked = choice == null ? JudgementChoice.ALL : choice;
        return asked.judgements().stream()
                .flatMap(judgement -> inspection.grade(judgement).stream())
                .anyMatch(given -> grade == null || given == grade);
    }
}
