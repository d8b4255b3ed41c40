package uk.regionalratings.vocabulary;

/**
 * One thing that is wrong with one record.
 *
 * @param reason its code
 * @param field the field concerned, as the source names it; empty if it is the whole record
 * @param message what was found, in words
 */
public record Problem(RejectionReason reason, String field, String message) {
    @Override
    public String toString() {
        return field.isEmpty() ? message : field + ": " + message;
    }
}
