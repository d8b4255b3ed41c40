package uk.regionalratings.ingest.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.vocabulary.Authority;

/**
 * Finds an authority by the name that a report or a list gives it: "Trafford Metropolitan Borough Council", "City of London". The
 * name must be the authority's exactly once what kind of council it is has been left out; nothing is matched by likeness.
 */
public final class AuthorityNames {
    private static final String KINDS =
            "the|royal|london|metropolitan|borough|county|city|district|unitary|council|authority"
                    + "|local|corporation|mbc|of|and";
    private static final Pattern KINDS_BEHIND = Pattern.compile("(?: (?:" + KINDS + "))+$");
    private static final Pattern KINDS_BEFORE = Pattern.compile("^(?:(?:" + KINDS + ") )+");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\(.*?\\)");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z]+");

    /** Councils that leave out a part of their place's name. */
    private static final Map<String, String> ALSO_CALLED =
            Map.of("hull", "kingston upon hull", "southend", "southend on sea", "scilly", "isles of scilly");

    /** More than one where a successor took over the name. */
    private final Map<String, List<Authority>> byName = new HashMap<>();

    /** @param directory the authorities that can be meant */
    public AuthorityNames(AuthorityDirectory directory) {
        for (Authority authority : directory.authorities()) {
            String name = plain(IN_BRACKETS.matcher(authority.name()).replaceAll(" "));
            byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(authority);
        }
    }

    /** The authority of this name that existed on {@code day}; null when there is none, or more than one. */
    public @Nullable Authority find(String name, LocalDate day) {
        String full = plain(name);
        String front = KINDS_BEHIND.matcher(full).replaceAll("");
        String bare = KINDS_BEFORE.matcher(front).replaceAll("");
        // "City of London" is its name, "City of York" is not: so the longest form that is known counts.
        for (String form : List.of(full, front, bare, ALSO_CALLED.getOrDefault(bare, bare))) {
            List<Authority> found = byName.getOrDefault(form, List.of()).stream()
                    .filter(authority -> authority.existsOn(day))
                    .toList();
            if (!found.isEmpty()) {
                return found.size() == 1 ? found.get(0) : null;
            }
        }
        return null;
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT)
                .replace("&", " and ")
                .replace("'s ", " ")
                .replace("'", "");
        return NOT_LETTERS.matcher(lower).replaceAll(" ").strip();
    }
}
