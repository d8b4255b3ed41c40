package uk.regionalratings.vocabulary;

import static uk.regionalratings.vocabulary.RejectionReason.BAD_DATE;
import static uk.regionalratings.vocabulary.RejectionReason.BAD_TEXT;
import static uk.regionalratings.vocabulary.RejectionReason.DATES_OUT_OF_ORDER;
import static uk.regionalratings.vocabulary.RejectionReason.MISSING_FIELD;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_AUTHORITY;
import static uk.regionalratings.vocabulary.RejectionReason.UNKNOWN_REGION;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for an authority's reference data, from every source. */
public final class AuthorityCheck {
    /** The longest text in characters, twice the longest name. Bounds the record that the tables keep. */
    static final int LONGEST_TEXT = 200;

    /** More than any authority was ever split into. */
    static final int MOST_SUCCESSORS = 20;

    /** The days that queries can ask for; dates outside this range would not even sort as text. */
    static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

    private AuthorityCheck() {}

    /** Everything that is wrong with {@code authority}; empty if it is valid. */
    public static List<Problem> problems(Authority authority, Areas areas) {
        List<Problem> problems = new ArrayList<>();
        if (!Authority.isId(authority.authorityId())) {
            problems.add(new Problem(UNKNOWN_AUTHORITY, "authorityId", "must be a 3-digit DfE code"));
        }
        if (!areas.isRegion(authority.region())) {
            problems.add(new Problem(UNKNOWN_REGION, "region", "\"" + authority.region() + "\" is not a region"));
        }
        checkDfeCode(authority, problems);
        checkTexts(authority, problems);
        checkDates(authority, problems);
        return problems;
    }

    private static void checkDfeCode(Authority authority, List<Problem> problems) {
        String dfeCode = authority.dfeCode();
        if (dfeCode == null) {
            return;
        }
        if (!Authority.isProvisional(authority.authorityId())) {
            problems.add(new Problem(
                    BAD_TEXT, "dfeCode", "is only for authorities with a provisional identity, from 001 to 099"));
        } else if (!Authority.isDfeCode(dfeCode)) {
            problems.add(new Problem(BAD_TEXT, "dfeCode", "must be a 3-digit DfE code"));
        }
    }

    private static void checkTexts(Authority authority, List<Problem> problems) {
        if (authority.name().isBlank()) {
            problems.add(new Problem(MISSING_FIELD, "name", "is empty"));
        }
        checkLength("name", authority.name(), problems);
        checkLength("slug", authority.slug(), problems);
        checkLength("gssCode", authority.gssCode(), problems);
        checkLength("ofstedUrn", authority.ofstedUrn(), problems);
        checkLength("serviceProvider", authority.serviceProvider(), problems);
        List<String> successors = authority.successorIds();
        if (successors.size() > MOST_SUCCESSORS || !successors.stream().allMatch(Authority::isId)) {
            problems.add(
                    new Problem(BAD_TEXT, "successorIds", "must be at most " + MOST_SUCCESSORS + " 3-digit DfE codes"));
        }
    }

    private static void checkLength(String field, @Nullable String text, List<Problem> problems) {
        if (text != null && text.length() > LONGEST_TEXT) {
            problems.add(new Problem(BAD_TEXT, field, "is longer than " + LONGEST_TEXT + " characters"));
        }
    }

    private static void checkDates(Authority authority, List<Problem> problems) {
        LocalDate first = authority.establishedOn();
        LocalDate last = authority.abolishedOn();
        checkRange("establishedOn", first, problems);
        checkRange("abolishedOn", last, problems);
        if (first != null && last != null && last.isBefore(first)) {
            problems.add(new Problem(DATES_OUT_OF_ORDER, "abolishedOn", "is before establishedOn"));
        }
    }

    private static void checkRange(String field, @Nullable LocalDate day, List<Problem> problems) {
        if (day != null && (day.isBefore(EARLIEST) || day.isAfter(LATEST))) {
            problems.add(new Problem(BAD_DATE, field, day + " is not from " + EARLIEST + " to " + LATEST));
        }
    }
}
