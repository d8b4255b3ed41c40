package uk.regionalratings.vocabulary;

import static uk.regionalratings.vocabulary.Judgement.ADOPTION;
import static uk.regionalratings.vocabulary.Judgement.CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.HELP_AND_PROTECTION;
import static uk.regionalratings.vocabulary.Judgement.IMPACT_OF_LEADERS;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE_AND_CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.OVERALL_EFFECTIVENESS;

import java.util.Optional;
import java.util.Set;

/**
 * The rules by which Ofsted inspected. A framework lists the judgements that it can make; one report need not make all of
 * them, and the absence of a judgement is never a grade.
 */
public enum Framework {
    /** Single inspection framework, 2013 to 2018. */
    SIF(
            Family.SIF,
            Set.of(OVERALL_EFFECTIVENESS, IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS, ADOPTION)),
    /** A second inspection of an authority that the SIF had found inadequate. */
    SIF_REINSPECTION(Family.SIF, SIF.judgements),
    /**
     * Inspecting local authority children's services, from 2018. Fieldwork before January 2023 gives children in
     * care and care leavers one grade together.
     */
    ILACS(
            Family.ILACS,
            Set.of(
                    OVERALL_EFFECTIVENESS,
                    IMPACT_OF_LEADERS,
                    HELP_AND_PROTECTION,
                    IN_CARE,
                    CARE_LEAVERS,
                    IN_CARE_AND_CARE_LEAVERS)),
    /** ILACS since the reform of April 2026: four judgements as equals, no overall effectiveness. */
    ILACS_2026(Family.ILACS, Set.of(IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS));

    private final Family family;
    // Set.of can't be changed, which its type does not say.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Judgement> judgements;

    Framework(Family family, Set<Judgement> judgements) {
        this.family = family;
        this.judgements = judgements;
    }

    /** The family that inspections of this framework count in, besides {@link Family#ANY}. */
    public Family family() {
        return family;
    }

    /** Whether a report under this framework can make {@code judgement}. */
    public boolean makes(Judgement judgement) {
        return judgements.contains(judgement);
    }

    /** The framework written as its name, if there is one. */
    public static Optional<Framework> ofId(String id) {
        return Lookup.byId(values(), Framework::name, id);
    }
}
