package uk.regionalratings.reference;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * Finds an authority by the name that a report, a list or a question gives it: "Trafford Metropolitan Borough Council",
 * "City of London", "Westmorland & Furness", "BCP". Without the type of council, the name must equal one of the
 * authority's names exactly; similar names do not match.
 */
public final class AuthorityNames {
    private static final String KNOWN_AS = "names.csv";
    private static final String KINDS =
            "the|royal|london|metropolitan|borough|boro|county|city|district|unitary|council|authority"
                    + "|local|corporation|lb|rb|lbc|mbc|mdc|bc|cc|ua|la|of|and";
    private static final String SERVICES = "childrens? (?:social (?:care|work) )?services?|childrens? social care";

    /** Trusts and companies that run the services of the place in their name. */
    private static final String PROVIDERS = "childrens?(?: services| and families| social care)? (?:trust|first)";

    private static final Pattern KINDS_BEHIND =
            Pattern.compile("(?: (?:" + KINDS + "|" + SERVICES + "|" + PROVIDERS + "))+$");
    private static final Pattern KINDS_BEFORE = Pattern.compile("^(?:(?:" + KINDS + ") )+");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\(.*?\\)");
    private static final Pattern APOSTROPHES = Pattern.compile("[\u2019\u2018\u02bc`]");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z]+");

    /** What spreadsheets make of codes: 0383, 383.0, and the apostrophe that keeps a code a text. */
    private static final Pattern CODE = Pattern.compile("'?0*([1-9][0-9]{2,6})(?:\\.0+)?");

    private final AuthorityDirectory directory;

    /** Several authorities if a successor took over the name. */
    private final Map<String, List<Authority>> byName = new HashMap<>();

    private final Map<String, Authority> knownAs = new HashMap<>();

    /** @param directory the authorities to find */
    public AuthorityNames(AuthorityDirectory directory) {
        this(directory, Map.of());
    }

    /**
     * An index with additional names.
     *
     * @param directory the authorities to find
     * @param further authorities by additional names, which take precedence over the bundled names
     */
    public AuthorityNames(AuthorityDirectory directory, Map<String, Authority> further) {
        this.directory = directory;
        for (Authority authority : directory.authorities()) {
            String name = plain(IN_BRACKETS.matcher(authority.name()).replaceAll(" "));
            byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(authority);
        }
        bundledNames().forEach((id, names) -> directory
                .find(id)
                .ifPresent(authority -> names.forEach(name -> knownAs.put(plain(name), authority))));
        further.forEach((name, authority) -> forms(name).forEach(form -> knownAs.put(form, authority)));
    }

    /**
     * The further names of authorities, as people write them: "B&NES". By identity; an authority without such a name is
     * absent.
     */
    public static Map<String, List<String>> bundledNames() {
        InputStream resource = AuthorityNames.class.getResourceAsStream(KNOWN_AS);
        if (resource == null) {
            throw new IllegalStateException("the software lacks " + KNOWN_AS);
        }
        Map<String, List<String>> names = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            csv.forEach(row -> names.computeIfAbsent(row.getField("authority_id"), unused -> new ArrayList<>())
                    .add(row.getField("name")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** The authority of this DfE code, GSS code, Ofsted URN or slug, as spreadsheets and people write them. */
    public Optional<Authority> byCode(String text) {
        Matcher code = CODE.matcher(VisibleText.of(text));
        return directory.find(code.matches() ? code.group(1) : text);
    }

    /**
     * The authority whose name is most similar to {@code text}, if one is similar enough; for suggestions only. See
     * {@link AuthorityDirectory#nearest}.
     */
    public Optional<Authority> nearest(String text) {
        List<String> forms = forms(text);
        // The type of council would hide the similarity of the names.
        return directory.nearest(forms.get(forms.size() - 1)).or(() -> directory.nearest(text));
    }

    /** The authority of this name that existed on {@code day}; null if there is none, or more than one. */
    public @Nullable Authority find(String name, LocalDate day) {
        for (String form : forms(name)) {
            List<Authority> found = holders(form).stream()
                    .filter(authority -> authority.existsOn(day))
                    .toList();
            if (!found.isEmpty()) {
                return found.size() == 1 ? found.get(0) : null;
            }
        }
        return null;
    }

    /**
     * The authorities that existed on {@code day} and whose services are run by the trust or company of this name, as the
     * directory has it now.
     */
    public List<Authority> servedBy(String provider, LocalDate day) {
        String wanted = plain(provider);
        return directory.authorities().stream()
                .filter(authority -> authority.serviceProvider() != null
                        && plain(authority.serviceProvider()).equals(wanted)
                        && authority.existsOn(day))
                .toList();
    }

    /** The one authority that has ever had this name; null if there is none, or more than one. */
    public @Nullable Authority findOnly(String name) {
        for (String form : forms(name)) {
            List<Authority> found = holders(form);
            if (!found.isEmpty()) {
                return found.size() == 1 ? found.get(0) : null;
            }
        }
        return null;
    }

    /** "City of London" is its name, "City of York" is not: so the longest form that is known counts. */
    private static List<String> forms(String name) {
        String full = plain(name);
        String front = KINDS_BEHIND.matcher(full).replaceAll("");
        String bare = KINDS_BEFORE.matcher(front).replaceAll("");
        return List.of(full, front, bare);
    }

    private List<Authority> holders(String form) {
        Authority other = knownAs.get(form);
        return other == null ? byName.getOrDefault(form, List.of()) : List.of(other);
    }

    private static String plain(String name) {
        String lower = APOSTROPHES
                .matcher(VisibleText.of(name).toLowerCase(Locale.ROOT))
                .replaceAll("'")
                .replace("&", " and ")
                .replace("'s ", " ")
                .replace("'", "");
        return NOT_LETTERS.matcher(lower).replaceAll(" ").strip();
    }
}
