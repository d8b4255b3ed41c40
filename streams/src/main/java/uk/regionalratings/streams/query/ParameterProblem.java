package uk.regionalratings.streams.query;

/**
 * Why one parameter of a question can't be used.
 *
 * @param parameter its name
 * @param given the value given
 * @param problem what is wrong with it: "is not a grade"
 * @param allowed what may be given instead
 */
public record ParameterProblem(String parameter, String given, String problem, String allowed) {
    @Override
    public String toString() {
        return parameter + ": \"" + given + "\" " + problem + "; allowed: " + allowed;
    }
}
