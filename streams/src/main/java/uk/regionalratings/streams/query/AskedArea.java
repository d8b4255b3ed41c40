package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Stay;

/**
 * The area that a question is about: a listed one, or one that the question makes on the spot.
 *
 * @param id as answers write it: {@code north}, {@code list:leeds,sunderland}
 * @param areas the areas of which it is one, which tell who lies in it on what days; null for one made on the spot
 * @param authorityIds the authorities of an area made on the spot, which lie in it on every day; of a listed one none
 * @param note what a reader must know of how the area was made; null when nothing
 */
record AskedArea(String id, @Nullable Areas areas, Set<String> authorityIds, @Nullable String note) {
    private static final Comparator<AuthorityHistory> BY_NAME = Comparator.comparing((AuthorityHistory history) ->
                    history.authority().orElseThrow().name())
            .thenComparing(AuthorityHistory::authorityId);

    static AskedArea of(Area listed, Areas areas) {
        return new AskedArea(listed.areaId(), areas, Set.of(), null);
    }

    /** Whether counts of the area are kept, so that they need not be made from the histories. */
    boolean isListed() {
        return areas != null;
    }

    /** Whether an authority lies in it on {@code day}. */
    boolean contains(LocalDate day, String authorityId, String region) {
        return areas == null ? authorityIds.contains(authorityId) : areas.contains(id, day, authorityId, region);
    }

    /** The authorities that lie in it on {@code day}, abolished ones included, by name, then identity. */
    Stream<AuthorityHistory> authorities(Reading view, LocalDate day) {
        return areas == null
                ? ofList(view)
                : view.authorities().stream().filter(history -> {
                    Authority authority = history.authority().orElseThrow();
                    return areas.contains(id, day, authority.authorityId(), authority.region());
                });
    }

    /** Whether an authority lies in it on {@code day}. */
    boolean contains(LocalDate day, Authority authority) {
        return contains(day, authority.authorityId(), authority.region());
    }

    /** The days on which an authority joins it or no longer belongs to it; none for an authority that always belongs, or never. */
    Set<LocalDate> daysOfMembership(Authority authority) {
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

    /** The authorities that may lie in it on any day, by name, then identity. */
    Stream<AuthorityHistory> everybody(Reading view) {
        return areas == null ? ofList(view) : view.authorities().stream();
    }

    /** The authorities of an area made on the spot, by name, then identity. */
    Stream<AuthorityHistory> ofList(Reading view) {
        return authorityIds.stream().flatMap(each -> view.find(each).stream()).sorted(BY_NAME);
    }
}
