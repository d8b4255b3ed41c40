package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Framework;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.contract.SegmentDelta;
import uk.regionalratings.contract.TimelineChanged;
import uk.regionalratings.contract.TimelinesChanged;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Lists;
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

    /** By group of judgements, what differs between the two histories; nothing for a group in which nothing does. */
    static Map<Integer, TimelinesChanged> between(AuthorityHistory before, AuthorityHistory after) {
        Set<Family> families = changed(before, after);
        Map<Integer, List<TimelineChanged>> changed = new TreeMap<>();
        for (Judgement judgement : Judgement.values()) {
            List<SegmentDelta> segments = new ArrayList<>();
            for (Family family : families) {
                addSegments(before, after, family, judgement, segments);
            }
            List<RatingChange> was = before.changes(judgement);
            List<RatingChange> is = after.changes(judgement);
            boolean sameAuthority = before.authority().equals(after.authority());
            List<RatingChange> gone = sameAuthority ? Lists.minus(was, is) : was;
            List<RatingChange> come = sameAuthority ? Lists.minus(is, was) : is;
            List<RatingChanged> removed = records(gone, was, before, come, after);
            List<RatingChanged> added = records(come, is, after, gone, before);
            if (!segments.isEmpty() || !removed.isEmpty() || !added.isEmpty()) {
                changed.computeIfAbsent(JudgementGroups.of(judgement), group -> new ArrayList<>())
                        .add(new TimelineChanged(ContractMapping.toContract(judgement), segments, removed, added));
            }
        }
        Map<Integer, TimelinesChanged> byGroup = new TreeMap<>();
        changed.forEach((group, judgements) -> byGroup.put(group, new TimelinesChanged(judgements)));
        return byGroup;
    }

    /** The families whose timelines may differ: most events are about one inspection, which is of one family besides {@code any}. */
    private static Set<Family> changed(AuthorityHistory before, AuthorityHistory after) {
        if (!before.registration().equals(after.registration())) {
            return EnumSet.allOf(Family.class);
        }
        Set<Family> families = EnumSet.noneOf(Family.class);
        Stream.concat(
                        Lists.minus(before.inspections(), after.inspections()).stream(),
                        Lists.minus(after.inspections(), before.inspections()).stream())
                .forEach(inspection -> Arrays.stream(Family.values())
                        .filter(family -> family.includes(inspection.framework()))
                        .forEach(families::add));
        return families;
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
        addDelta(before, family, -1, sameRegion ? Lists.minus(was, is) : was, deltas);
        addDelta(after, family, 1, sameRegion ? Lists.minus(is, was) : is, deltas);
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
     * Those of {@code changes} that the other history does not tell, or not in the same words. Being late is no news by itself.
     *
     * @param all what is told of the history that they are of
     * @param others what differs in the other history
     */
    private static List<RatingChanged> records(
            List<RatingChange> changes,
            List<RatingChange> all,
            AuthorityHistory of,
            List<RatingChange> others,
            AuthorityHistory otherHistory) {
        Map<String, RatingChange> otherOf = new HashMap<>();
        others.forEach(other -> otherOf.put(other.id(), other));
        List<RatingChanged> records = new ArrayList<>();
        for (RatingChange change : changes) {
            boolean late = !change.equals(all.get(all.size() - 1));
            RatingChanged record = toRecord(change, of.authority().orElseThrow(), late);
            RatingChange other = otherOf.get(change.id());
            boolean told = other != null
                    && record.equals(toRecord(other, otherHistory.authority().orElseThrow(), late));
            if (!told) {
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
