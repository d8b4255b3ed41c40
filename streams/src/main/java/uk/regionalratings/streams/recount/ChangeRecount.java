package uk.regionalratings.streams.recount;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Framework;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** The current rating changes, found by walking through each authority's history once for each judgement. */
final class ChangeRecount {
    /** Orders changes of one kind by their inspections, and those of inspections that compare as equal by authority. */
    private static final Comparator<Step> FIRST = Comparator.comparing(
                    (Step step) -> step.inspection, EventRecount.ORDER)
            .thenComparing(step -> step.authority.authorityId());

    private final Map<String, Step> steps = new HashMap<>();
    private final Map<String, Step> firsts = new HashMap<>();

    ChangeRecount(EventRecount recount) {
        for (String authorityId : recount.facts.registered()) {
            Authority authority = Objects.requireNonNull(recount.facts.registration(authorityId))
                    .authority();
            for (Judgement judgement : Judgement.values()) {
                walk(authority, judgement, recount.inOrder(authorityId, Family.ANY));
            }
        }
    }

    private void walk(Authority authority, Judgement judgement, List<Inspection> inOrder) {
        Inspection before = null;
        for (Inspection inspection : inOrder) {
            if (inspection.makes(judgement)) {
                Step step = new Step(authority, judgement, inspection, before);
                steps.put(step.id(), step);
                if (before != null) {
                    firsts.merge(step.kind(), step, (a, b) -> FIRST.compare(a, b) <= 0 ? a : b);
                }
                before = inspection;
            }
        }
    }

    /** The identifiers of all changes. */
    Set<String> ids() {
        return steps.keySet();
    }

    /**
     * The change that must have been published last under the identifier of this one; null if there is none. Version,
     * lateness and counts depend on the order of events and are copied from this one.
     */
    @Nullable
    RatingChanged like(RatingChanged published) {
        Step step = steps.get(published.getId());
        if (step == null) {
            return null;
        }
        return step.record(published, step.before != null && step.equals(firsts.get(step.kind())));
    }

    private record Step(Authority authority, Judgement judgement, Inspection inspection, @Nullable Inspection before) {
        String id() {
            return authority.authorityId() + "/" + judgement.id() + "/" + inspection.inspectionId();
        }

        String kind() {
            return judgement + " " + from() + " " + to();
        }

        @Nullable
        Grade from() {
            return before == null ? null : before.grade(judgement).orElseThrow();
        }

        Grade to() {
            return inspection.grade(judgement).orElseThrow();
        }

        /** The number of grades by which the rating improved; the scale's first grade is the best. */
        int steps() {
            Grade from = from();
            return from == null ? 0 : from.ordinal() - to().ordinal();
        }

        Direction direction() {
            if (before == null) {
                return Direction.FIRST;
            }
            return steps() == 0 ? Direction.MAINTAINED : steps() > 0 ? Direction.IMPROVED : Direction.DECLINED;
        }

        RatingChanged record(RatingChanged published, boolean first) {
            Grade from = from();
            return RatingChanged.newBuilder()
                    .setId(id())
                    .setVersion(published.getVersion())
                    .setRetracted(false)
                    .setLate(published.getLate())
                    .setAuthorityId(authority.authorityId())
                    .setAuthority(authority.name())
                    .setRegion(authority.region())
                    .setServiceProvider(authority.serviceProvider())
                    .setJudgement(ContractMapping.toContract(judgement))
                    .setDirection(direction())
                    .setFrom(from == null ? null : ContractMapping.toContract(from))
                    .setTo(ContractMapping.toContract(to()))
                    .setSteps(before == null ? null : steps())
                    .setFramework(Framework.valueOf(inspection.framework().name()))
                    .setInspectionId(inspection.inspectionId())
                    .setEndedOn(inspection.endedOn())
                    .setPublishedOn(inspection.publishedOn())
                    .setReportUrl(inspection.reportUrl())
                    .setPreviousInspectionId(before == null ? null : before.inspectionId())
                    .setPreviousPublishedOn(before == null ? null : before.publishedOn())
                    .setPreviousReportUrl(before == null ? null : before.reportUrl())
                    .setFirstOfItsKind(first)
                    .setCounts(published.getCounts())
                    .build();
        }
    }
}
