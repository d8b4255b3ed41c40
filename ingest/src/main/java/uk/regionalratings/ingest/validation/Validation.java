package uk.regionalratings.ingest.validation;

import java.util.List;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Problem;

/** The result of validating a record. */
public sealed interface Validation {
    /** It can be published. */
    record Valid(Inspection inspection) implements Validation {}

    /** It cannot be published: all problems, the first of which gives the reason code. */
    record Invalid(List<Problem> problems) implements Validation {}
}
