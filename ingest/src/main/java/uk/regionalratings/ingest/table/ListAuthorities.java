package uk.regionalratings.ingest.table;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * Finds the authority of a row by everything that the row says about it: codes, numbers and names. The statements may
 * be incomplete but must not contradict each other.
 */
final class ListAuthorities {
    private static final Pattern HAS_DIGIT = Pattern.compile("[0-9]");

    private static final String FIELD = InspectionField.AUTHORITY_ID.column();

    private final AuthorityNames names;

    ListAuthorities(AuthorityNames names) {
        this.names = names;
    }

    /**
     * The authority that is meant; null if there is none.
     *
     * @param said the row's words for it, including blank ones
     * @param day a day on which it must have had its name; null if unknown
     * @param problems receives the reason if there is none; a row without any statement is reported elsewhere
     */
    @Nullable
    Authority find(List<String> said, @Nullable LocalDate day, List<Problem> problems) {
        Authority found = null;
        String foundBy = "";
        String unknownName = null;
        for (String text : said.stream()
                .map(String::strip)
                .filter(s -> !VisibleText.isBlank(s))
                .toList()) {
            Authority authority = find(text, day);
            if (authority == null && HAS_DIGIT.matcher(text).find()) {
                return unknown(text, problems);
            }
            if (authority == null) {
                unknownName = text;
            } else if (found != null && !found.authorityId().equals(authority.authorityId())) {
                problems.add(new Problem(
                        RejectionReason.UNKNOWN_AUTHORITY,
                        FIELD,
                        Quoted.of(foundBy) + " and " + Quoted.of(text) + " are different authorities: "
                                + found.authorityId() + " and " + authority.authorityId()));
                return null;
            } else {
                found = authority;
                foundBy = text;
            }
        }
        // Names have many forms, codes have one: an unknown name is accepted beside a known code.
        return found == null && unknownName != null ? unknown(unknownName, problems) : found;
    }

    /** Whether {@code text} is the code or name of an authority. */
    boolean isKnown(String text) {
        return names.byCode(text).isPresent() || names.findOnly(text) != null;
    }

    private @Nullable Authority find(String text, @Nullable LocalDate day) {
        Authority byCode = names.byCode(text).orElse(null);
        if (byCode != null) {
            return byCode;
        }
        Authority named = day == null ? null : names.find(text, day);
        return named == null ? onlyOne(text, day) : named;
    }

    /** A name that only one authority ever had identifies it even before its first day, as its code does. */
    private @Nullable Authority onlyOne(String text, @Nullable LocalDate day) {
        Authority only = names.findOnly(text);
        boolean abolished =
                only != null && day != null && only.abolishedOn() != null && day.isAfter(only.abolishedOn());
        return abolished ? null : only;
    }

    private @Nullable Authority unknown(String text, List<Problem> problems) {
        String hint = names.nearest(text)
                .map(near -> "did you mean " + Quoted.of(near.slug()) + " (" + near.authorityId() + ")?")
                .orElse(RejectionReason.UNKNOWN_AUTHORITY.remedy());
        problems.add(new Problem(
                RejectionReason.UNKNOWN_AUTHORITY, FIELD, Quoted.of(text) + " is not an authority: " + hint));
        return null;
    }
}
