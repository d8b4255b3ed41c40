package uk.regionalratings.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question that an inspection answers with a grade. docs/changing-it.md lists the places to change for a new one;
 * {@code VocabularyTest} and {@code VocabularyPlacesTest} report what is missing.
 */
public enum Judgement {
    OVERALL_EFFECTIVENESS(0, "Overall effectiveness"),
    IMPACT_OF_LEADERS(1, "Impact of leaders on social work practice"),
    HELP_AND_PROTECTION(2, "Help and protection"),
    IN_CARE(3, "Children in care"),
    CARE_LEAVERS(4, "Care leavers"),
    /** One grade for two groups of children: ILACS reports on fieldwork before January 2023. */
    IN_CARE_AND_CARE_LEAVERS(5, "Children in care and care leavers"),
    /** Made only by the SIF. */
    ADOPTION(6, "Adoption");

    // values() makes a copy each time.
    private static final Judgement[] ALL = values();

    private final String id = name().toLowerCase(Locale.ROOT);
    private final int code;
    private final String label;

    Judgement(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The code of the judgement in stored bytes, which never changes and does not depend on the declaration order. */
    public int code() {
        return code;
    }

    /** The judgement's name in keys, files, queries and the API: {@code overall_effectiveness}. */
    public String id() {
        return id;
    }

    /** The judgement as a page prints it: "Overall effectiveness". */
    public String label() {
        return label;
    }

    /** The judgement with this {@link #id()}, if there is one. */
    public static Optional<Judgement> ofId(String id) {
        return Lookup.byId(values(), Judgement::id, id);
    }

    /**
     * The judgement with this code in stored bytes.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Judgement ofCode(int code) {
        return Lookup.byCode(ALL, Judgement::code, code);
    }

    /** Every {@link #id()} in declaration order, for error messages. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Judgement::id).toList();
    }
}
