package uk.regionalratings.reference;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * Finds an authority by any of its names: DfE code, provisional identity, GSS code, Ofsted URN or slug, in upper or lower case. Codes that the
 * statistics office gave it before a reorganisation are names, too, since published lists still use them.
 */
public final class AuthorityDirectory {
    private static final Pattern NOT_OF_A_SLUG = Pattern.compile("[^a-z0-9]+");

    /** Longer texts are not compared, since comparing takes time and no authority has a longer name. */
    private static final int LONGEST_GUESS = 60;

    private final List<Authority> authorities;
    private final Map<String, Authority> byAlias = new HashMap<>();

    /** @throws IllegalArgumentException if two authorities share an alias */
    public AuthorityDirectory(Collection<Authority> authorities) {
        this(authorities, AuthorityDirectory::refuse);
    }

    private AuthorityDirectory(Collection<Authority> authorities, Claims twice) {
        this.authorities = List.copyOf(authorities);
        for (Authority authority : authorities) {
            add(authority.authorityId(), authority, twice);
        }
        for (Authority authority : authorities) {
            add(authority.dfeCode(), authority, twice);
            add(authority.gssCode(), authority, twice);
            add(authority.ofstedUrn(), authority, twice);
            add(authority.slug(), authority, twice);
        }
        for (Authority authority : authorities) {
            ReferenceFiles.formerGssCodes(authority.authorityId())
                    .forEach(code -> byAlias.putIfAbsent(normalised(code), authority));
        }
    }

    /**
     * A directory of published authorities, which anybody may have written. If several claim an alias, it names the one
     * whose identity it is, otherwise the first.
     */
    public static AuthorityDirectory ofPublished(Collection<Authority> authorities) {
        return new AuthorityDirectory(authorities, (alias, holder, other) -> {});
    }

    /** The reaction when a second authority claims an alias. */
    private interface Claims {
        void twice(String alias, Authority holder, Authority other);
    }

    private static void refuse(String alias, Authority holder, Authority other) {
        throw new IllegalArgumentException(
                "authorities " + holder.authorityId() + " and " + other.authorityId() + " are both called " + alias);
    }

    private void add(@Nullable String alias, Authority authority, Claims claims) {
        if (alias == null) {
            return;
        }
        Authority holder = byAlias.putIfAbsent(normalised(alias), authority);
        if (holder != null && !holder.authorityId().equals(authority.authorityId())) {
            claims.twice(alias, holder, authority);
        }
    }

    /** All authorities, in the given order. */
    public List<Authority> authorities() {
        return authorities;
    }

    /** The authority that {@code alias} names, if there is one. */
    public Optional<Authority> find(String alias) {
        return Optional.ofNullable(byAlias.get(normalised(alias)));
    }

    /**
     * The authority whose slug is most similar to {@code text}, if one is similar enough; for suggestions only. "North
     * Lincolnshire" and "north-lincolnshir" are similar to {@code north-lincolnshire}.
     */
    public Optional<Authority> nearest(String text) {
        String wanted = NOT_OF_A_SLUG.matcher(normalised(text)).replaceAll("-");
        if (wanted.length() > LONGEST_GUESS) {
            return Optional.empty();
        }
        Authority nearest = null;
        int fewest = wanted.length() / 4 + 1;
        for (Authority authority : authorities) {
            int edits = Likeness.edits(wanted, authority.slug());
            if (edits < fewest) {
                nearest = authority;
                fewest = edits;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static String normalised(String alias) {
        return VisibleText.of(alias).toLowerCase(Locale.ROOT);
    }
}
