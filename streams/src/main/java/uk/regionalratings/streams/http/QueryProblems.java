package uk.regionalratings.streams.http;

import java.util.List;
import uk.regionalratings.service.ProblemDetails;
import uk.regionalratings.streams.query.parameter.ParameterProblem;

/** The problem documents for queries without an answer. */
final class QueryProblems {
    private QueryProblems() {}

    static ProblemDetails invalidParameters(List<ParameterProblem> errors, String path) {
        String detail = String.join(
                "; ", errors.stream().map(ParameterProblem::toString).toList());
        return ProblemDetails.of("invalid-parameters", "Invalid parameters", 400, detail, path, errors);
    }

    static ProblemDetails notFound(String kind, String given, String hint, String path) {
        String detail = "there is no " + kind + " \"" + given + "\"; " + hint;
        return ProblemDetails.of("unknown-" + kind, "Unknown " + kind, 404, detail, path, null);
    }
}
