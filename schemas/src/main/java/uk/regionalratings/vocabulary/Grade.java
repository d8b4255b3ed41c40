package uk.regionalratings.vocabulary;

/**
 * What Ofsted says of one judgement, best first. The declaration order is the scale: {@code OUTSTANDING} is the
 * best grade and each further one is one step worse.
 */
public enum Grade {
    OUTSTANDING("Outstanding"),
    GOOD("Good"),
    REQUIRES_IMPROVEMENT("Requires improvement"),
    INADEQUATE("Inadequate");

    private final String label;

    Grade(String label) {
        this.label = label;
    }

    /** The grade as a sentence would print it: "Requires improvement". */
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
