package uk.regionalratings.reference;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Authority;

/** Finds an authority by any of its names: DfE code, GSS code, Ofsted URN or slug, in upper or lower case. */
public final class AuthorityDirectory {
    private final Map<String, Authority> byAlias = new HashMap<>();

    /** @throws IllegalArgumentException when two authorities share an alias */
    public AuthorityDirectory(Collection<Authority> authorities) {
        for (Authority authority : authorities) {
            add(authority.authorityId(), authority);
            add(authority.gssCode(), authority);
            add(authority.ofstedUrn(), authority);
            add(authority.slug(), authority);
        }
    }

    private void add(@Nullable String alias, Authority authority) {
        if (alias == null) {
            return;
        }
        Authority other = byAlias.put(normalised(alias), authority);
        if (other != null && !other.authorityId().equals(authority.authorityId())) {
            throw new IllegalArgumentException("authorities " + other.authorityId() + " and " + authority.authorityId()
                    + " are both called " + alias);
        }
    }

    /** The authority that {@code alias} names, if there is one. */
    public Optional<Authority> find(String alias) {
        return Optional.ofNullable(byAlias.get(normalised(alias)));
    }

    private static String normalised(String alias) {
        return alias.strip().toLowerCase(Locale.ROOT);
    }
}
