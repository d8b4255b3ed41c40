package uk.regionalratings.streams.query.area;

import java.util.Comparator;
import uk.regionalratings.vocabulary.Authority;

/**
 * A reference to an authority.
 *
 * @param authorityId its identity
 * @param authority its name
 */
public record AuthorityName(String authorityId, String authority) implements Comparable<AuthorityName> {
    private static final Comparator<AuthorityName> BY_NAME =
            Comparator.comparing(AuthorityName::authority).thenComparing(AuthorityName::authorityId);

    public static AuthorityName of(Authority authority) {
        return new AuthorityName(authority.authorityId(), authority.name());
    }

    @Override
    public int compareTo(AuthorityName other) {
        return BY_NAME.compare(this, other);
    }
}
