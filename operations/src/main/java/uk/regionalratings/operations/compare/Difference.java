package uk.regionalratings.operations.compare;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which a list and what is known differ.
 *
 * @param kind whether both have the inspection
 * @param authorityId the authority's DfE code
 * @param authority its name
 * @param publishedOn the day of publication that we know, or the list's where we don't know the inspection
 * @param field what differs: a date, the framework or a judgement; {@code inspection} where only one has it
 * @param theirs what the list says; null where it does not have the inspection
 * @param ours what is known; null where nothing is
 * @param link where the report is; null when neither knows
 */
record Difference(
        Kind kind,
        String authorityId,
        String authority,
        LocalDate publishedOn,
        String field,
        @Nullable String theirs,
        @Nullable String ours,
        @Nullable String link) {
    /** Whether both have the inspection. */
    enum Kind {
        DIFFERENT,
        ONLY_THEIRS,
        ONLY_OURS
    }
}
