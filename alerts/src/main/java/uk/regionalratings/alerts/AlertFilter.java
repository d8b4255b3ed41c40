package uk.regionalratings.alerts;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.RatingChanged;

/**
 * Which rating changes a subscription is about. An empty set asks for nothing in particular. Judgements, directions and
 * grades are compared by name, so that a constant of a newer version matches nothing rather than anything.
 *
 * @param regions regions of the areas that were asked for
 * @param authorityIds authorities that were asked for besides: a change of any of these, or in any of the regions, matches
 * @param judgements names of judgements
 * @param directions names of directions
 * @param from names of grades that stood before
 * @param to names of grades given
 * @param firstsOnly whether only changes that are the first of their kind in England match
 * @param late whether late news matches too
 * @param retracted whether retractions match too
 */
public record AlertFilter(
        Set<String> regions,
        Set<String> authorityIds,
        Set<String> judgements,
        Set<String> directions,
        Set<String> from,
        Set<String> to,
        boolean firstsOnly,
        boolean late,
        boolean retracted) {
    public AlertFilter {
        regions = Set.copyOf(regions);
        authorityIds = Set.copyOf(authorityIds);
        judgements = Set.copyOf(judgements);
        directions = Set.copyOf(directions);
        from = Set.copyOf(from);
        to = Set.copyOf(to);
    }

    /** Everything, late news and retractions included. */
    public static AlertFilter everything() {
        return new AlertFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false, true, true);
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
        boolean anywhere = regions.isEmpty() && authorityIds.isEmpty();
        return anywhere || regions.contains(change.getRegion()) || authorityIds.contains(change.getAuthorityId());
    }

    private static boolean among(Set<String> wanted, @Nullable Enum<?> constant) {
        return wanted.isEmpty() || (constant != null && wanted.contains(constant.name()));
    }
}
