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
 * The rules under which Ofsted inspected, oldest first. A framework lists the judgements that it can make; a report
 * need not make all of them, and a missing judgement is never a grade. It also defines from which day inspections
 * follow it and which of its judgements lead; these two determine how a day is summarised (docs/decisions/0016).
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
     * Inspecting local authority children's services, from 2018. Inspections with fieldwork before January 2023 give
     * one grade for children in care and care leavers together.
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
    /** ILACS since the reform of April 2026: four equal judgements, no overall effectiveness. */
    ILACS_2026(
            3,
            Family.ILACS,
            LocalDate.of(2026, 4, 1),
            List.of(IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS),
            Set.of(IMPACT_OF_LEADERS, HELP_AND_PROTECTION, IN_CARE, CARE_LEAVERS)),
    /**
     * Any other framework, possibly with a scale of its own (docs/decisions/0031). It counts only in the family
     * {@code any}, may make every judgement, and is never in force. {@link Inspection#frameworkName()} has its name.
     */
    OTHER(4, Family.ANY, LocalDate.MAX, List.of(), Set.of(Judgement.values()));

    // values() makes a copy each time.
    private static final Framework[] ALL = values();

    private static final List<Framework> KNOWN =
            Arrays.stream(ALL).filter(framework -> framework.code != OTHER.code).toList();

    private final int code;
    private final Family family;
    private final LocalDate since;
    // List.of and Set.of are immutable, although their types do not say so.
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

    /** The code of the framework in stored bytes, which never changes and is never reused. */
    public int code() {
        return code;
    }

    /**
     * The framework with this code in stored bytes.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Framework ofCode(int code) {
        return Lookup.byCode(ALL, Framework::code, code);
    }

    /** All frameworks with our scale, oldest first. */
    public static List<Framework> known() {
        return KNOWN;
    }

    /** The family in which inspections under this framework count, besides {@link Family#ANY}. */
    public Family family() {
        return family;
    }

    /** The first day on which an inspection under this framework could begin. */
    public LocalDate since() {
        return since;
    }

    /**
     * The judgements that a reader looks at first: overall effectiveness alone if the framework makes it, otherwise
     * all judgements equally.
     */
    public List<Judgement> leading() {
        return leading;
    }

    /** Whether a report under this framework can make {@code judgement}. */
    public boolean makes(Judgement judgement) {
        return judgements.contains(judgement);
    }

    /**
     * The framework of inspections that begin on {@code day}: the newest of the family in force on that day. Earlier days
     * count as the family's first framework.
     */
    public static Framework inForce(Family family, LocalDate day) {
        List<Framework> ofFamily = KNOWN.stream().filter(family::includes).toList();
        return ofFamily.stream()
                .filter(framework -> !day.isBefore(framework.since))
                .reduce((older, newer) -> newer)
                .orElse(ofFamily.get(0));
    }

    /** The framework with our scale and this name, if there is one. */
    public static Optional<Framework> ofId(String id) {
        return KNOWN.stream().filter(framework -> framework.name().equals(id)).findFirst();
    }
}
