package uk.regionalratings.operations.compare;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One difference between a list and the known data.
 *
 * @param kind which sides have the inspection
 * @param authorityId the authority's DfE code
 * @param authority its name
 * @param publishedOn our day of publication, or the list's if we do not know the inspection
 * @param field the field that differs: a date, the framework or a judgement; {@code inspection} if only one side has it
 * @param theirs the list's value; null if the list does not have the inspection
 * @param ours the known value; null if there is none
 * @param link address of the report; null if neither side has it
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
    /** Which sides have the inspection. */
    enum Kind {
        DIFFERENT,
        ONLY_THEIRS,
        ONLY_OURS
    }
}
