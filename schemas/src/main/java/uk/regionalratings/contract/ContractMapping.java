package uk.regionalratings.contract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Translates between the Avro records and the vocabulary. Constants correspond by name; a symbol that a newer schema added
 * reads as {@code UNKNOWN}, and such a record is refused rather than half understood, so that it can be replayed later.
 */
@NullMarked
public final class ContractMapping {
    private ContractMapping() {}

    /** The event that publishes this revision of an inspection. */
    public static InspectionPublished toEvent(Inspection inspection) {
        List<JudgementGrade> grades = new ArrayList<>();
        inspection
                .grades()
                .forEach((judgement, given) -> grades.add(
                        new JudgementGrade(toContract(judgement), toContract(given.grade()), given.words())));
        return InspectionPublished.newBuilder()
                .setInspectionId(inspection.inspectionId())
                .setAuthorityId(inspection.authorityId())
                .setRevision(inspection.revision())
                .setWithdrawn(inspection.withdrawn())
                .setWithdrawnReason(inspection.withdrawnReason())
                .setFramework(Framework.valueOf(inspection.framework().name()))
                .setStartedOn(inspection.startedOn())
                .setEndedOn(inspection.endedOn())
                .setPublishedOn(inspection.publishedOn())
                .setGrades(grades)
                .setReportUrl(inspection.reportUrl())
                .setOther(toContract(inspection.other()))
                .build();
    }

    private static @Nullable OtherScale toContract(uk.regionalratings.vocabulary.@Nullable OtherScale other) {
        if (other == null) {
            return null;
        }
        List<OtherOutcome> outcomes = new ArrayList<>();
        other.outcomes().forEach((judgement, words) -> outcomes.add(new OtherOutcome(judgement, words)));
        return new OtherScale(other.framework(), outcomes);
    }

    private static uk.regionalratings.vocabulary.@Nullable OtherScale fromContract(@Nullable OtherScale other)
            throws ContractViolation {
        if (other == null) {
            return null;
        }
        Map<String, String> outcomes = new HashMap<>();
        for (OtherOutcome outcome : other.getOutcomes()) {
            if (outcomes.put(outcome.getJudgement(), outcome.getWords()) != null) {
                throw new ContractViolation(
                        RejectionReason.UNREADABLE,
                        "other.outcomes",
                        "the judgement " + outcome.getJudgement() + " has two outcomes");
            }
        }
        return new uk.regionalratings.vocabulary.OtherScale(other.getFramework(), outcomes);
    }

    /**
     * The inspection that an event describes.
     *
     * @throws ContractViolation if a symbol is not in this version's vocabulary, or a judgement is graded twice
     */
    public static Inspection toInspection(InspectionPublished event) throws ContractViolation {
        if (event.getFramework() == Framework.UNKNOWN) {
            throw unknown(RejectionReason.UNKNOWN_FRAMEWORK, "framework");
        }
        Map<uk.regionalratings.vocabulary.Judgement, GradeGiven> grades =
                new EnumMap<>(uk.regionalratings.vocabulary.Judgement.class);
        for (JudgementGrade given : event.getGrades()) {
            if (given.getJudgement() == Judgement.UNKNOWN) {
                throw unknown(RejectionReason.UNKNOWN_JUDGEMENT, "grades.judgement");
            }
            if (given.getGrade() == Grade.UNKNOWN) {
                throw unknown(RejectionReason.UNKNOWN_GRADE, "grades.grade");
            }
            var judgement = fromContract(given.getJudgement());
            // Hundreds of thousands of grades are kept in memory, and reports have a handful of words for them.
            String words = given.getWords().intern();
            if (grades.put(judgement, new GradeGiven(fromContract(given.getGrade()), words)) != null) {
                throw new ContractViolation(
                        RejectionReason.UNREADABLE, "grades", "the judgement " + judgement.id() + " is graded twice");
            }
        }
        return new Inspection(
                event.getInspectionId(),
                event.getAuthorityId(),
                event.getRevision(),
                event.getWithdrawn(),
                event.getWithdrawnReason(),
                uk.regionalratings.vocabulary.Framework.valueOf(
                        event.getFramework().name()),
                event.getStartedOn(),
                event.getEndedOn(),
                event.getPublishedOn(),
                grades,
                event.getReportUrl(),
                fromContract(event.getOther()));
    }

    /** The event that registers an authority; the highest revision holds. */
    public static AuthorityRegistered toEvent(Authority authority, long revision) {
        return AuthorityRegistered.newBuilder()
                .setAuthorityId(authority.authorityId())
                .setRevision(revision)
                .setGssCode(authority.gssCode())
                .setOfstedUrn(authority.ofstedUrn())
                .setName(authority.name())
                .setSlug(authority.slug())
                .setRegion(authority.region())
                .setEstablishedOn(authority.establishedOn())
                .setAbolishedOn(authority.abolishedOn())
                .setSuccessorIds(authority.successorIds())
                .setServiceProvider(authority.serviceProvider())
                .setDfeCode(authority.dfeCode())
                .build();
    }

    /** The authority that an event registers. */
    public static Authority toAuthority(AuthorityRegistered event) {
        return new Authority(
                event.getAuthorityId(),
                event.getGssCode(),
                event.getOfstedUrn(),
                event.getName(),
                event.getSlug(),
                event.getRegion(),
                event.getEstablishedOn(),
                event.getAbolishedOn(),
                event.getSuccessorIds(),
                event.getServiceProvider(),
                event.getDfeCode());
    }

    public static Grade toContract(uk.regionalratings.vocabulary.Grade grade) {
        return Grade.valueOf(grade.name());
    }

    public static Judgement toContract(uk.regionalratings.vocabulary.Judgement judgement) {
        return Judgement.valueOf(judgement.name());
    }

    public static Family toContract(uk.regionalratings.vocabulary.Family family) {
        return Family.valueOf(family.name());
    }

    /** @throws IllegalArgumentException for {@code UNKNOWN} */
    public static uk.regionalratings.vocabulary.Grade fromContract(Grade grade) {
        return uk.regionalratings.vocabulary.Grade.valueOf(grade.name());
    }

    /** @throws IllegalArgumentException for {@code UNKNOWN} */
    public static uk.regionalratings.vocabulary.Judgement fromContract(Judgement judgement) {
        return uk.regionalratings.vocabulary.Judgement.valueOf(judgement.name());
    }

    /** @throws IllegalArgumentException for {@code UNKNOWN} */
    public static uk.regionalratings.vocabulary.Family fromContract(Family family) {
        return uk.regionalratings.vocabulary.Family.valueOf(family.name());
    }

    private static ContractViolation unknown(RejectionReason reason, String field) {
        return new ContractViolation(
                reason, field, "holds a value that this version does not know; " + reason.remedy());
    }

    /** Each change of a record, in order. */
    public static List<RatingChanged> changes(InspectionChanges record) {
        return record.getChanges().stream().map(one -> change(record, one)).toList();
    }

    /** The changes about which a record says something new, in order. */
    public static List<RatingChanged> newChanges(InspectionChanges record) {
        return record.getChanges().stream()
                .filter(one -> one.getVersion() == record.getVersion())
                .map(one -> change(record, one))
                .toList();
    }

    private static RatingChanged change(InspectionChanges of, JudgementChange one) {
        return new RatingChanged(
                one.getId(),
                one.getVersion(),
                one.getRetracted(),
                one.getLate(),
                of.getAuthorityId(),
                of.getAuthority(),
                of.getRegion(),
                of.getServiceProvider(),
                one.getJudgement(),
                one.getDirection(),
                one.getFrom(),
                one.getTo(),
                one.getSteps(),
                of.getFramework(),
                of.getInspectionId(),
                of.getEndedOn(),
                of.getPublishedOn(),
                of.getReportUrl(),
                one.getPreviousInspectionId(),
                one.getPreviousPublishedOn(),
                one.getPreviousReportUrl(),
                one.getFirstOfItsKind(),
                one.getCounts());
    }

    /**
     * The record of changes that one inspection made.
     *
     * @param changes at least one; the highest version among them is the record's
     */
    public static InspectionChanges toRecord(List<RatingChanged> changes) {
        RatingChanged any = changes.get(0);
        return new InspectionChanges(
                any.getAuthorityId() + "/" + any.getInspectionId(),
                changes.stream().mapToInt(RatingChanged::getVersion).max().orElseThrow(),
                any.getAuthorityId(),
                any.getAuthority(),
                any.getRegion(),
                any.getServiceProvider(),
                any.getFramework(),
                any.getInspectionId(),
                any.getEndedOn(),
                any.getPublishedOn(),
                any.getReportUrl(),
                changes.stream().map(ContractMapping::ofJudgement).toList());
    }

    private static JudgementChange ofJudgement(RatingChanged change) {
        return new JudgementChange(
                change.getId(),
                change.getVersion(),
                change.getRetracted(),
                change.getLate(),
                change.getJudgement(),
                change.getDirection(),
                change.getFrom(),
                change.getTo(),
                change.getSteps(),
                change.getPreviousInspectionId(),
                change.getPreviousPublishedOn(),
                change.getPreviousReportUrl(),
                change.getFirstOfItsKind(),
                change.getCounts());
    }
}
