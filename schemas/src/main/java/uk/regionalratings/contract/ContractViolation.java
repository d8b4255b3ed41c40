package uk.regionalratings.contract;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/** A record that is well-formed Avro but uses words that the vocabulary lacks, or breaks its rules. */
@NullMarked
public final class ContractViolation extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems what is wrong; at least one */
    public ContractViolation(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public ContractViolation(RejectionReason reason, String field, String message) {
        this(List.of(new Problem(reason, field, message)));
    }

    /** What is wrong; at least one problem, the first of which gives the reason code. */
    public List<Problem> problems() {
        return problems;
    }
}
