package uk.regionalratings.vocabulary;

import static uk.regionalratings.vocabulary.Judgement.ADOPTION;
import static uk.regionalratings.vocabulary.Judgement.CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.HELP_AND_PROTECTION;
import static uk.regionalratings.vocabulary.Judgement.IMPACT_OF_LEADERS;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE_AND_CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.OVERALL_EFFECTIVENESS;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules by which Ofsted inspected, oldest first. A framework lists the judgements that it can make; one report need not make
 * all of them, and the absence of a judgement is never a grade. It also says since when inspections follow it and which of its
 * judgements lead: those are what a day of its time is told by (docs/decisions/0016).
 */
public enum Framework {
    /** Single inspection framework, 2013 to 2018. */
    SIF(
            0,
            Family.SIF,
            LocalDate.of(2013, 11, 1),
            List.of(OVERALL_EFFECTIVENESS),
            Set.of(OVERALL_EFFECTIVENESS, IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS, ADOPTION)),
    /** A second inspection of an authority that the SIF had found inadequate. */
    SIF_REINSPECTION(1, Family.SIF, LocalDate.of(2016, 9, 1), SIF.leading, SIF.judgements),
    /**
     * Inspecting local authority children's services, from 2018. Fieldwork before January 2023 gives children in
     * care and care leavers one grade together.
     */
    ILACS(
            2,
            Family.ILACS,
            LocalDate.of(2018, 1, 1),
            List.of(OVERALL_EFFECTIVENESS),
            Set.of(
                    OVERALL_EFFECTIVENESS,
                    IMPACT_OF_LEADERS,
                    HELP_AND_PROTECTION,
                    IN_CARE,
                    CARE_LEAVERS,
                    IN_CARE_AND_CARE_LEAVERS)),
    /** ILACS since the reform of April 2026: four judgements as equals, no overall effectiveness. */
    ILACS_2026(
            3,
            Family.ILACS,
            LocalDate.of(2026, 4, 1),
            List.of(IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS),
            Set.of(IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS));

    private final int code;
    private final Family family;
    private final LocalDate since;
    // List.of and Set.of can't be changed, which their types do not say.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Judgement> leading;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Judgement> judgements;

    Framework(int code, Family family, LocalDate since, List<Judgement> leading, Set<Judgement> judgements) {
        this.code = code;
        this.family = family;
        this.since = since;
        this.leading = leading;
        this.judgements = judgements;
    }

    /** The framework in stored bytes: its own for ever, and no other one's. */
    public int code() {
        return code;
    }

    /**
     * The framework that stored bytes call {@code code}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Framework ofCode(int code) {
        return Lookup.byCode(values(), Framework::code, code);
    }

    /** The family that inspections of this framework count in, besides {@link Family#ANY}. */
    public Family family() {
        return family;
    }

    /** The first day on which an inspection under this framework could begin. */
    public LocalDate since() {
        return since;
    }

    /** The judgements that a reader looks at first: overall effectiveness alone where it is made, else all of equal weight. */
    public List<Judgement> leading() {
        return leading;
    }

    /** Whether a report under this framework can make {@code judgement}. */
    public boolean makes(Judgement judgement) {
        return judgements.contains(judgement);
    }

    /**
     * The framework that inspections which begin on {@code day} follow: the newest one of the family that had begun. Days before the
     * first one count as its own.
     */
    public static Framework inForce(Family family, LocalDate day) {
        List<Framework> ofFamily =
                Arrays.stream(values()).filter(family::includes).toList();
        return ofFamily.stream()
                .filter(framework -> !day.isBefore(framework.since))
                .reduce((older, newer) -> newer)
                .orElse(ofFamily.get(0));
    }

    /** The framework written as its name, if there is one. */
    public static Optional<Framework> ofId(String id) {
        return Lookup.byId(values(), Framework::name, id);
    }
}
