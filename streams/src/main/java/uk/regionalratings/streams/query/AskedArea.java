package uk.regionalratings.streams.query;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.view.Reading;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Authority;

/**
 * The area that a question is about: a listed one, or one that the question makes on the spot.
 *
 * @param id as answers write it: {@code north}, {@code list:leeds,sunderland}
 * @param listed the area that counts are kept for; null for one made on the spot
 * @param authorityIds the authorities of an area made on the spot; of a listed one none, since its regions tell
 * @param note what a reader must know of how the area was made; null when nothing
 */
record AskedArea(String id, @Nullable Area listed, Set<String> authorityIds, @Nullable String note) {
    private static final Comparator<AuthorityHistory> BY_NAME = Comparator.comparing((AuthorityHistory history) ->
                    history.authority().orElseThrow().name())
            .thenComparing(AuthorityHistory::authorityId);

    static AskedArea of(Area listed) {
        return new AskedArea(listed.areaId(), listed, Set.of(), null);
    }

    /** Whether counts of the area are kept, so that they need not be made from the histories. */
    boolean isListed() {
        return listed != null;
    }

    /** Whether the authority lies in it. */
    boolean contains(Authority authority) {
        return contains(authority.authorityId(), authority.region());
    }

    /** Whether the authority lies in it. */
    boolean contains(String authorityId, String region) {
        return listed == null
                ? authorityIds.contains(authorityId)
                : listed.regions().contains(region);
    }

    /** Its authorities, abolished ones included, by name, then identity. */
    Stream<AuthorityHistory> authorities(Reading view) {
        return listed == null
                ? authorityIds.stream().flatMap(id -> view.find(id).stream()).sorted(BY_NAME)
                : view.authorities().stream()
                        .filter(history -> contains(history.authority().orElseThrow()));
    }
}
