package uk.regionalratings.streams.query.parameter;

/**
 * Why one parameter of a question can't be used.
 *
 * @param parameter its name
 * @param given the value given
 * @param problem what is wrong with it: "is not a grade"
 * @param allowed what may be given instead
 */
public record ParameterProblem(String parameter, String given, String problem, String allowed) {
    /** The longest part of a value that a problem repeats. */
    private static final int SHOWN = 100;

    /** A problem that repeats the beginning of the value. */
    public static ParameterProblem of(String parameter, String given, String problem, String allowed) {
        String shown = given.length() <= SHOWN ? given : given.substring(0, SHOWN) + "…";
        return new ParameterProblem(parameter, shown, problem, allowed);
    }

    @Override
    public String toString() {
        return parameter + ": \"" + given + "\" " + problem + "; allowed: " + allowed;
    }
}
