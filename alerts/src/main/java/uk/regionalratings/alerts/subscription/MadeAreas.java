package uk.regionalratings.alerts.subscription;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.AuthorityGroups;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.vocabulary.Authority;

/**
 * Authorities by name, and areas made on the spot as in questions to the query API: {@code type:county},
 * {@code neighbours:sunderland}, {@code list:leeds,sunderland}. Types and neighbours are those of today, whatever the
 * date of the change.
 */
final class MadeAreas {
    static final String FORMS = "type:county, neighbours:sunderland, list:leeds,sunderland";

    private static final String TYPE = "type:";
    private static final String NEIGHBOURS = "neighbours:";
    private static final String LIST = "list:";

    private final AuthorityGroups groups = AuthorityGroups.bundled();
    private final AuthorityNames names;

    MadeAreas(AuthorityDirectory authorities) {
        this.names = new AuthorityNames(authorities);
    }

    /**
     * The identities of the authorities in such an area.
     *
     * @return empty if {@code text} has none of these forms
     * @throws IllegalArgumentException if it has one but names something unknown; the message says what
     */
    Optional<Set<String>> members(String text) {
        return after(TYPE, text)
                .map(this::ofType)
                .or(() -> after(NEIGHBOURS, text).map(this::neighbours))
                .or(() -> after(LIST, text).map(this::list));
    }

    private static Optional<String> after(String form, String text) {
        String stripped = text.strip();
        return stripped.toLowerCase(Locale.ROOT).startsWith(form)
                ? Optional.of(stripped.substring(form.length()).strip())
                : Optional.empty();
    }

    private Set<String> ofType(String type) {
        Set<String> members = groups.ofType(type);
        if (members.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + type + "\" is not a type of council; the types are " + String.join(", ", groups.types()));
        }
        return members;
    }

    private Set<String> neighbours(String alias) {
        Authority authority = authority(alias);
        List<String> members = groups.neighboursOf(authority.authorityId());
        if (members.isEmpty()) {
            throw new IllegalArgumentException(authority.name()
                    + " has no statistical neighbours in the lookup; name one that has, or list:… of your own");
        }
        return new LinkedHashSet<>(members);
    }

    private Set<String> list(String names) {
        Set<String> members = new LinkedHashSet<>();
        Arrays.stream(names.split(",", -1))
                .forEach(name -> members.add(authority(name.strip()).authorityId()));
        return members;
    }

    private Authority authority(String alias) {
        return named(alias).orElseThrow(() -> new IllegalArgumentException(unknown(alias)));
    }

    /** The authority with a code or any form of a name; if several have had the name, the one that still has it. */
    Optional<Authority> named(String alias) {
        return names.byCode(alias)
                .or(() -> Optional.ofNullable(names.find(alias, LocalDate.MAX)))
                .or(() -> Optional.ofNullable(names.findOnly(alias)));
    }

    /** The message about a text that names no authority. */
    String unknown(String alias) {
        String hint = names.nearest(alias)
                .map(authority -> "; did you mean " + authority.slug() + "?")
                .orElse("");
        return "\"" + alias + "\" is no authority's DfE code, GSS code, Ofsted URN, slug or name" + hint;
    }
}
