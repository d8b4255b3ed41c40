package uk.regionalratings.streams.query.area;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityGroups;
import uk.regionalratings.reference.Likeness;
import uk.regionalratings.streams.query.parameter.ParameterReader;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;

/**
 * Finds the area in a question: a listed area by identity or name, or an area made on the spot from a type of council,
 * an authority's statistical neighbours, or a list of authorities. Thread-safe.
 */
public final class AreaFinder {
    /**
     * Shorter texts are too vague for a suggestion; longer ones are cut, since comparing takes time and no area has a
     * longer name.
     */
    private static final int FEWEST_LETTERS = 3;

    private static final int MOST_LETTERS = 60;

    private static final String TYPE = "type:";
    private static final String NEIGHBOURS = "neighbours:";
    private static final String LIST = "list:";

    private static final String TYPES_OF_TODAY =
            "types of council are those of today, whichever day the question is about; abolished authorities have none";
    private static final String NEIGHBOURS_OF_TODAY =
            "statistical neighbours are those of today, whichever day the question is about; source: the sector's lookup of"
                    + " the DfE's children's services model";

    private final Areas areas;
    private final AuthorityFinder authorities;
    private final AuthorityGroups groups = AuthorityGroups.bundled();

    public AreaFinder(Areas areas, AuthorityFinder authorities) {
        this.areas = areas;
        this.authorities = authorities;
    }

    /** A listed area. */
    Optional<AskedArea> listed(String given) {
        String wanted = given.strip().toLowerCase(Locale.ROOT);
        return areas.find(wanted)
                .or(() -> areas.all().stream()
                        .filter(area -> area.name().toLowerCase(Locale.ROOT).equals(wanted))
                        .findFirst())
                .map(area -> AskedArea.of(area, areas));
    }

    /** Whether {@code given} has the form of an area made on the spot. Making it requires the authorities. */
    static boolean isMadeOnTheSpot(@Nullable String given) {
        return given != null && List.of(TYPE, NEIGHBOURS, LIST).stream().anyMatch(form -> after(form, given) != null);
    }

    /** The text after {@code form}; null if the text does not begin with it. */
    private static @Nullable String after(String form, String given) {
        String text = given.strip();
        return text.regionMatches(true, 0, form, 0, form.length()) ? text.substring(form.length()) : null;
    }

    /** An area, listed or made on the spot; empty if the name or one of its authorities is unknown. */
    public Optional<AskedArea> find(RatingsState state, String given, LocalDate today) {
        return listed(given)
                .or(() -> ofType(given))
                .or(() -> neighbours(state, given, today))
                .or(() -> list(state, given, today));
    }

    private Optional<AskedArea> ofType(String given) {
        String type = after(TYPE, given);
        Set<String> members = type == null ? Set.of() : groups.ofType(type);
        return type == null || members.isEmpty()
                ? Optional.empty()
                : Optional.of(new AskedArea(
                        TYPE + type.strip().toLowerCase(Locale.ROOT).replace(' ', '-'), null, members, TYPES_OF_TODAY));
    }

    private Optional<AskedArea> neighbours(RatingsState state, String given, LocalDate today) {
        String alias = after(NEIGHBOURS, given);
        return Optional.ofNullable(alias)
                .flatMap(name -> authorities.find(state, name, today))
                .flatMap(AuthorityHistory::authority)
                .filter(authority ->
                        !groups.neighboursOf(authority.authorityId()).isEmpty())
                .map(authority -> new AskedArea(
                        NEIGHBOURS + authority.slug(),
                        null,
                        Set.copyOf(groups.neighboursOf(authority.authorityId())),
                        NEIGHBOURS_OF_TODAY));
    }

    private Optional<AskedArea> list(RatingsState state, String given, LocalDate today) {
        String names = after(LIST, given);
        if (names == null) {
            return Optional.empty();
        }
        Map<String, String> slugs = new LinkedHashMap<>();
        for (String name : members(names)) {
            Optional<Authority> member = authorities.find(state, name, today).flatMap(AuthorityHistory::authority);
            if (member.isEmpty()) {
                return Optional.empty();
            }
            slugs.put(member.get().authorityId(), member.get().slug());
        }
        return Optional.of(new AskedArea(LIST + String.join(",", slugs.values()), null, slugs.keySet(), null));
    }

    private static List<String> members(String names) {
        return Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    }

    /**
     * The area named by the parameter.
     *
     * @return null if the parameter is missing, or names no area; the latter is reported to {@code reader}
     */
    @Nullable
    public AskedArea parameter(ParameterReader reader, RatingsView view, LocalDate today) {
        String given = reader.single(ParameterReader.AREA);
        if (given == null) {
            return null;
        }
        return view.read(state -> {
                    Optional<AskedArea> area = find(state, given, today);
                    if (area.isEmpty()) {
                        reader.problem(ParameterReader.AREA, given, "is not a known area", hint(state, given, today));
                    }
                    return area;
                })
                .orElse(null);
    }

    /** The hint for a text for which {@link #find} finds nothing. */
    public String hint(RatingsState state, String given, LocalDate today) {
        String alias = after(NEIGHBOURS, given);
        if (alias != null) {
            return authorities
                    .find(state, alias, today)
                    .flatMap(AuthorityHistory::authority)
                    .map(authority -> authority.name()
                            + " has no statistical neighbours in the lookup; name one that has, or list:… of your own")
                    .orElseGet(() -> unknown(state, alias));
        }
        String names = after(LIST, given);
        if (names != null) {
            return members(names).stream()
                    .filter(name -> authorities.find(state, name, today).isEmpty())
                    .findFirst()
                    .map(name -> unknown(state, name))
                    .orElseGet(this::allowed);
        }
        return nearest(given)
                        .map(area -> "did you mean \"" + area.areaId() + "\" (" + area.name() + ")? ")
                        .orElse("")
                + allowed();
    }

    /**
     * The area that was probably meant: one whose name begins with the text, contains it, or is spelt nearly like it.
     */
    private Optional<Area> nearest(String given) {
        String wanted = given.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        if (wanted.length() < FEWEST_LETTERS || wanted.length() > MOST_LETTERS) {
            return Optional.empty();
        }
        return first(area -> area.areaId().startsWith(wanted))
                .or(() -> first(area -> area.areaId().contains(wanted)))
                .or(() -> areas.all().stream()
                        .min(Comparator.comparingInt(area -> Likeness.edits(wanted, area.areaId())))
                        .filter(area -> Likeness.edits(wanted, area.areaId()) <= wanted.length() / 4));
    }

    private Optional<Area> first(Predicate<Area> fits) {
        return areas.all().stream().filter(fits).findFirst();
    }

    private String unknown(RatingsState state, String alias) {
        return "there is no authority \"" + alias + "\": " + authorities.hint(state, alias);
    }

    /** The permitted areas, in words. */
    String allowed() {
        return "the areas are "
                + String.join(", ", areas.all().stream().map(Area::areaId).toList())
                + "; or made on the spot "
                + groups.types().stream().map(TYPE::concat).collect(Collectors.joining(", "))
                + ", neighbours:sunderland, list:leeds,sunderland";
    }
}
