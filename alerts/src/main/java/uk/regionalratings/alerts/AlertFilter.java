package uk.regionalratings.alerts;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.vocabulary.Areas;

/**
 * The rating changes that a subscription is about. An empty set means any. Judgements, directions and grades are
 * compared by name, so that a constant of a newer version matches nothing instead of everything.
 *
 * @param areaIds identities of areas
 * @param places knows which authorities are in these areas on which days
 * @param authorityIds further authorities: a change matches if its authority is one of these, or was in one of the
 *     areas on the day of publication
 * @param judgements names of judgements
 * @param directions names of directions
 * @param from names of grades before the change
 * @param to names of new grades
 * @param firstsOnly whether only changes that are the first of their kind in England match
 * @param late whether late news matches, too
 * @param retracted whether retractions match, too
 */
public record AlertFilter(
        Set<String> areaIds,
        Places places,
        Set<String> authorityIds,
        Set<String> judgements,
        Set<String> directions,
        Set<String> from,
        Set<String> to,
        boolean firstsOnly,
        boolean late,
        boolean retracted) {
    public AlertFilter {
        areaIds = Set.copyOf(areaIds);
        authorityIds = Set.copyOf(authorityIds);
        judgements = Set.copyOf(judgements);
        directions = Set.copyOf(directions);
        from = Set.copyOf(from);
        to = Set.copyOf(to);
    }

    /** Knows which authorities are in an area: see {@link Areas#contains}. */
    @FunctionalInterface
    public interface Places {
        /** Whether an authority of a region is in an area on a day. */
        boolean contain(String areaId, LocalDate day, String authorityId, String region);
    }

    /** Everything, including late news and retractions. */
    public static AlertFilter everything() {
        return all(true);
    }

    /** Everything except late news and retractions. */
    public static AlertFilter news() {
        return all(false);
    }

    private static AlertFilter all(boolean lateAndRetracted) {
        return new AlertFilter(
                Set.of(),
                (areaId, day, authorityId, region) -> false,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                false,
                lateAndRetracted,
                lateAndRetracted);
    }

    /** Whether the subscription is about this change. */
    public boolean matches(RatingChanged change) {
        return concerns(change)
                && among(judgements, change.getJudgement())
                && among(directions, change.getDirection())
                && among(from, change.getFrom())
                && among(to, change.getTo())
                && (!firstsOnly || change.getFirstOfItsKind())
                && (late || !change.getLate())
                && (retracted || !change.getRetracted());
    }

    private boolean concerns(RatingChanged change) {
        boolean anywhere = areaIds.isEmpty() && authorityIds.isEmpty();
        return anywhere
                || authorityIds.contains(change.getAuthorityId())
                || areaIds.stream()
                        .anyMatch(area -> places.contain(
                                area, change.getPublishedOn(), change.getAuthorityId(), change.getRegion()));
    }

    private static boolean among(Set<String> wanted, @Nullable Enum<?> constant) {
        return wanted.isEmpty() || (constant != null && wanted.contains(constant.name()));
    }
}
