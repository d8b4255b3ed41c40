package uk.regionalratings.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question that an inspection answers with a grade. To add one: a constant here, the symbol of the same name in {@code
 * contract.avdl}, and the frameworks that make it in {@link Framework}; {@code VocabularyTest} tells what was forgotten.
 */
public enum Judgement {
    OVERALL_EFFECTIVENESS("Overall effectiveness"),
    IMPACT_OF_LEADERS("Impact of leaders on social work practice"),
    HELP_AND_PROTECTION("Help and protection"),
    IN_CARE("Children in care"),
    CARE_LEAVERS("Care leavers"),
    /** One grade for two groups of children: ILACS reports on fieldwork before January 2023. */
    IN_CARE_AND_CARE_LEAVERS("Children in care and care leavers"),
    /** Made by the SIF alone. */
    ADOPTION("Adoption");

    private final String id = name().toLowerCase(Locale.ROOT);
    private final String label;

    Judgement(String label) {
        this.label = label;
    }

    /** The judgement as keys, files, queries and the API write it: {@code overall_effectiveness}. */
    public String id() {
        return id;
    }

    /** The judgement as a page would print it: "Overall effectiveness". */
    public String label() {
        return label;
    }

    /** The judgement written as {@link #id()}, if there is one. */
    public static Optional<Judgement> ofId(String id) {
        return Lookup.byId(values(), Judgement::id, id);
    }

    /** Every {@link #id()}, in declaration order: what an error message lists as allowed. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Judgement::id).toList();
    }
}
