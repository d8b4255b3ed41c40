package uk.regionalratings.vocabulary;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An English local authority with children's services.
 *
 * @param authorityId its 3-digit DfE code, which survives changes of boundary and council type; a provisional identity, from 001 to 099, of an
 *     authority that was registered before its DfE code was known
 * @param gssCode the statistics office's code; null if unknown
 * @param ofstedUrn Ofsted's number for it; null if unknown
 * @param name as Ofsted writes it
 * @param slug the name in lower case with hyphens
 * @param region identity of its region
 * @param establishedOn its first day; null if earlier than the history
 * @param abolishedOn its last day; null while it exists
 * @param successorIds the authorities that took over its services; a successor inherits no grade
 * @param serviceProvider the trust or company that runs its services; null if the authority does
 * @param dfeCode the DfE code of an authority with a provisional identity; null while it is not known, and for all other authorities
 */
public record Authority(
        String authorityId,
        @Nullable String gssCode,
        @Nullable String ofstedUrn,
        String name,
        String slug,
        String region,
        @Nullable LocalDate establishedOn,
        @Nullable LocalDate abolishedOn,
        List<String> successorIds,
        @Nullable String serviceProvider,
        @Nullable String dfeCode) {

    /**
     * System property: the number of digits of an identity. Benchmarks with invented authorities may need more than
     * three.
     */
    public static final String DIGITS_PROPERTY = "ratings.authority.digits";

    private static final Pattern ID = Pattern.compile("[0-9]{" + Integer.getInteger(DIGITS_PROPERTY, 3) + "}");

    private static final Pattern DFE_CODE = Pattern.compile("[0-9]{3}");

    private static final Pattern PROVISIONAL = Pattern.compile("0(?!00)[0-9]{2}");

    public Authority {
        successorIds = List.copyOf(successorIds);
    }

    /** Whether {@code text} has the form of an {@code authorityId}: three digits. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Whether {@code text} is an identity for an authority whose DfE code is not known yet. No DfE code begins with 0. */
    public static boolean isProvisional(String text) {
        return PROVISIONAL.matcher(text).matches();
    }

    /** Whether {@code text} has the form of the DfE code of an authority. */
    public static boolean isDfeCode(String text) {
        return DFE_CODE.matcher(text).matches() && text.charAt(0) != '0';
    }

    /** Its 3-digit DfE code; null if it has a provisional identity and its DfE code is not known yet. */
    public @Nullable String knownDfeCode() {
        return isProvisional(authorityId) ? dfeCode : authorityId;
    }

    /** Whether {@code text} names an authority as a member of an area: as {@link #isId}, or with three digits, as the bundled areas do. */
    public static boolean isMember(String text) {
        return DFE_CODE.matcher(text).matches() || isId(text);
    }

    /** Whether it exists on {@code day}, from its first to its last day inclusive. */
    public boolean existsOn(LocalDate day) {
        boolean begun = establishedOn == null || !day.isBefore(establishedOn);
        boolean ended = abolishedOn != null && day.isAfter(abolishedOn);
        return begun && !ended;
    }
}
