package uk.regionalratings.streams.http;

import java.util.List;
import uk.regionalratings.service.Problem;
import uk.regionalratings.streams.query.parameter.ParameterProblem;

/** The problem documents for queries without an answer. */
final class QueryProblems {
    private QueryProblems() {}

    static Problem invalidParameters(List<ParameterProblem> errors, String path) {
        String detail = String.join(
                "; ", errors.stream().map(ParameterProblem::toString).toList());
        return Problem.of("invalid-parameters", "Invalid parameters", 400, detail, path, errors);
    }

    static Problem notFound(String kind, String given, String hint, String path) {
        String detail = "there is no " + kind + " \"" + given + "\"; " + hint;
        return Problem.of("unknown-" + kind, "Unknown " + kind, 404, detail, path, null);
    }
}
