package uk.regionalratings.operations.rejected;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Selects dead letters.
 *
 * @param names finds the authority of a letter's key and of the request
 * @param authority any name of an authority; null for all
 * @param reasons reason codes; empty for all
 * @param since null for all
 */
record RejectedFilter(
        AuthorityNames names, @Nullable String authority, Set<RejectionReason> reasons, @Nullable Instant since) {
    boolean matches(RejectedRecord letter) {
        return (since == null || !letter.at().isBefore(since))
                && (reasons.isEmpty()
                        || reasons.stream().anyMatch(one -> one.id().equals(letter.reason())))
                && (authority == null || isAbout(letter, authority));
    }

    /** If a letter has no key, or its authority does not exist, its text is searched. */
    private boolean isAbout(RejectedRecord letter, String asked) {
        Authority wanted = find(asked);
        Authority named = find(letter.authority());
        if (wanted != null && named != null) {
            return wanted.authorityId().equals(named.authorityId());
        }
        return contains(letter.authority(), asked)
                || contains(letter.content(), asked)
                || contains(letter.detail(), asked)
                || (wanted != null && contains(letter.content(), wanted.name()));
    }

    private @Nullable Authority find(String text) {
        return text.isEmpty() ? null : names.byCode(text).orElseGet(() -> names.findOnly(text));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
