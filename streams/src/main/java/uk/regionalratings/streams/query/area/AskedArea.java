package uk.regionalratings.streams.query.area;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.RatingsState;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Stay;

/**
 * The area in a question: a listed area, or one that the question makes on the spot.
 *
 * @param id as written in answers: {@code north}, {@code list:leeds,sunderland}
 * @param areas the listed areas, which know the members on any day; null for an area made on the spot
 * @param authorityIds the members of an area made on the spot, on every day; empty for a listed area
 * @param note a note on how the area was made; null if there is none
 */
public record AskedArea(String id, @Nullable Areas areas, Set<String> authorityIds, @Nullable String note) {
    private static final Comparator<AuthorityHistory> BY_NAME = Comparator.comparing((AuthorityHistory history) ->
                    history.authority().orElseThrow().name())
            .thenComparing(AuthorityHistory::authorityId);

    public static AskedArea of(Area listed, Areas areas) {
        return new AskedArea(listed.areaId(), areas, Set.of(), null);
    }

    /** Whether counts of the area are kept, so that they need not be computed from the histories. */
    public boolean isListed() {
        return areas != null;
    }

    /** Whether an authority is in the area on {@code day}. */
    public boolean contains(LocalDate day, String authorityId, String region) {
        return areas == null ? authorityIds.contains(authorityId) : areas.contains(id, day, authorityId, region);
    }

    /** The authorities in the area on {@code day}, including abolished ones, by name, then identity. */
    public Stream<AuthorityHistory> authorities(RatingsState view, LocalDate day) {
        return areas == null
                ? ofList(view)
                : view.authorities().stream().filter(history -> {
                    Authority authority = history.authority().orElseThrow();
                    return areas.contains(id, day, authority.authorityId(), authority.region());
                });
    }

    /** Whether an authority is in the area on {@code day}. */
    public boolean contains(LocalDate day, Authority authority) {
        return contains(day, authority.authorityId(), authority.region());
    }

    /**
     * The days on which an authority joins the area, and those on which it no longer belongs to it. Empty for an
     * authority that always or never belongs to it.
     */
    public Set<LocalDate> daysOfMembership(Authority authority) {
        if (areas == null) {
            return Set.of();
        }
        Set<LocalDate> days = new TreeSet<>();
        for (Stay stay : areas.stays(authority.authorityId(), authority.region())) {
            if (stay.area().areaId().equals(id)) {
                Optional.ofNullable(stay.from()).ifPresent(days::add);
                Optional.ofNullable(stay.until()).map(last -> last.plusDays(1)).ifPresent(days::add);
            }
        }
        return days;
    }

    /** The authorities that are in the area on any day, by name, then identity. */
    public Stream<AuthorityHistory> everybody(RatingsState view) {
        return areas == null ? ofList(view) : view.authorities().stream();
    }

    /** The authorities of an area made on the spot, by name, then identity. */
    public Stream<AuthorityHistory> ofList(RatingsState view) {
        return authorityIds.stream().flatMap(each -> view.find(each).stream()).sorted(BY_NAME);
    }
}
