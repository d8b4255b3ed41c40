package uk.regionalratings.vocabulary;

/**
 * Ofsted's grade for one judgement, best first. The declaration order is the scale: {@code OUTSTANDING} is the best
 * grade, and each further one is one step worse.
 */
public enum Grade {
    OUTSTANDING(0, "Outstanding"),
    GOOD(1, "Good"),
    REQUIRES_IMPROVEMENT(2, "Requires improvement"),
    INADEQUATE(3, "Inadequate");

    // values() makes a copy each time.
    private static final Grade[] ALL = values();

    private final int code;
    private final String label;

    Grade(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /**
     * The code of the grade in stored numbers, from 0 without gaps, which never changes and does not depend on the
     * scale.
     */
    public int code() {
        return code;
    }

    /**
     * The grade with this code in stored bytes.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Grade ofCode(int code) {
        return Lookup.byCode(ALL, Grade::code, code);
    }

    /** The grade as it appears in a sentence: "Requires improvement". */
    public String label() {
        return label;
    }

    /**
     * How many steps better {@code later} is than this grade, from -3 (Outstanding to Inadequate) to 3 (Inadequate
     * to Outstanding).
     */
    public int stepsTo(Grade later) {
        return ordinal() - later.ordinal();
    }
}
