package uk.regionalratings.ingest;

import java.util.List;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Problem;

/** What the validator says of a record. */
sealed interface Validation {
    /** It can be published. */
    record Valid(Inspection inspection) implements Validation {}

    /** It can't; all that was found is here, and the first problem gives the reason code. */
    record Invalid(List<Problem> problems) implements Validation {}
}
