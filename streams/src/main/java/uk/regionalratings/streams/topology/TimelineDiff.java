package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Framework;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.contract.SegmentDelta;
import uk.regionalratings.contract.TimelineChanged;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.RatingChange;
import uk.regionalratings.streams.rules.Segment;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** What one event changed in the timelines of an authority: the segments and rating changes that came and went. */
final class TimelineDiff {
    private TimelineDiff() {}

    /** One record for each judgement in which the two histories differ. */
    static List<TimelineChanged> between(AuthorityHistory before, AuthorityHistory after) {
        List<TimelineChanged> changed = new ArrayList<>();
        for (Judgement judgement : Judgement.values()) {
            List<SegmentDelta> segments = new ArrayList<>();
            for (Family family : Family.values()) {
                addSegments(before, after, family, judgement, segments);
            }
            List<RatingChanged> removed = minus(before, after, judgement);
            List<RatingChanged> added = minus(after, before, judgement);
            if (!segments.isEmpty() || !removed.isEmpty() || !added.isEmpty()) {
                changed.add(new TimelineChanged(
                        after.authorityId(), ContractMapping.toContract(judgement), segments, removed, added));
            }
        }
        return changed;
    }

    private static void addSegments(
            AuthorityHistory before,
            AuthorityHistory after,
            Family family,
            Judgement judgement,
            List<SegmentDelta> deltas) {
        List<Segment> was = before.timeline(family, judgement);
        List<Segment> is = after.timeline(family, judgement);
        boolean sameRegion = before.authority()
                .map(Authority::region)
                .equals(after.authority().map(Authority::region));
        addDelta(before, family, -1, sameRegion ? Segment.minus(was, is) : was, deltas);
        addDelta(after, family, 1, sameRegion ? Segment.minus(is, was) : is, deltas);
    }

    private static void addDelta(
            AuthorityHistory of, Family family, int sign, List<Segment> segments, List<SegmentDelta> deltas) {
        if (!segments.isEmpty()) {
            deltas.add(new SegmentDelta(
                    of.authority().orElseThrow().region(),
                    ContractMapping.toContract(family),
                    sign,
                    segments.stream().map(SegmentRecords::toRecord).toList()));
        }
    }

    /**
     * The rating changes of one history that the other one does not tell, or not in the same words. Being late is no news by itself.
     * Few differ, and only these are worth a record.
     */
    private static List<RatingChanged> minus(AuthorityHistory these, AuthorityHistory those, Judgement judgement) {
        List<RatingChange> changes = these.changes(judgement);
        Map<String, RatingChange> others = those.changes(judgement).stream()
                .collect(Collectors.toMap(change -> change.inspection().inspectionId(), change -> change));
        boolean sameAuthority = these.authority().equals(those.authority());
        List<RatingChanged> records = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            RatingChange change = changes.get(i);
            RatingChange other = others.get(change.inspection().inspectionId());
            if (sameAuthority && change.equals(other)) {
                continue;
            }
            boolean late = i < changes.size() - 1;
            RatingChanged record = toRecord(change, these.authority().orElseThrow(), late);
            if (other == null
                    || !record.equals(toRecord(other, those.authority().orElseThrow(), late))) {
                records.add(record);
            }
        }
        return records;
    }

    private static RatingChanged toRecord(RatingChange change, Authority authority, boolean late) {
        Inspection inspection = change.inspection();
        Inspection previous = change.previous();
        Grade from = change.from();
        OptionalInt steps = change.steps();
        return RatingChanged.newBuilder()
                .setId(change.id())
                .setVersion(0)
                .setRetracted(false)
                .setLate(late)
                .setAuthorityId(authority.authorityId())
                .setAuthority(authority.name())
                .setRegion(authority.region())
                .setServiceProvider(authority.serviceProvider())
                .setJudgement(ContractMapping.toContract(change.judgement()))
                .setDirection(Direction.valueOf(change.direction().name()))
                .setFrom(from == null ? null : ContractMapping.toContract(from))
                .setTo(ContractMapping.toContract(change.to()))
                .setSteps(steps.isPresent() ? steps.getAsInt() : null)
                .setFramework(Framework.valueOf(inspection.framework().name()))
                .setInspectionId(inspection.inspectionId())
                .setEndedOn(inspection.endedOn())
                .setPublishedOn(inspection.publishedOn())
                .setReportUrl(inspection.reportUrl())
                .setPreviousInspectionId(previous == null ? null : previous.inspectionId())
                .setPreviousPublishedOn(previous == null ? null : previous.publishedOn())
                .setPreviousReportUrl(previous == null ? null : previous.reportUrl())
                .setFirstOfItsKind(false)
                .setCounts(List.of())
                .build();
    }
}
