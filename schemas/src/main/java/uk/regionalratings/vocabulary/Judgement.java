package uk.regionalratings.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question that an inspection answers with a grade. To add one: a constant here with the next code, the symbol of the same name in {@code
 * contract.avdl}, and the frameworks that make it in {@link Framework}; {@code VocabularyTest} tells what was forgotten.
 */
public enum Judgement {
    OVERALL_EFFECTIVENESS(0, "Overall effectiveness"),
    IMPACT_OF_LEADERS(1, "Impact of leaders on social work practice"),
    HELP_AND_PROTECTION(2, "Help and protection"),
    IN_CARE(3, "Children in care"),
    CARE_LEAVERS(4, "Care leavers"),
    /** One grade for two groups of children: ILACS reports on fieldwork before January 2023. */
    IN_CARE_AND_CARE_LEAVERS(5, "Children in care and care leavers"),
    /** Made by the SIF alone. */
    ADOPTION(6, "Adoption");

    private final String id = name().toLowerCase(Locale.ROOT);
    private final int code;
    private final String label;

    Judgement(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The judgement in stored bytes: its own for ever, and no other one's. The declaration order has no say. */
    public int code() {
        return code;
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

    /**
     * The judgement that stored bytes call {@code code}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Judgement ofCode(int code) {
        return Lookup.byCode(values(), Judgement::code, code);
    }

    /** Every {@link #id()}, in declaration order: what an error message lists as allowed. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Judgement::id).toList();
    }
}
