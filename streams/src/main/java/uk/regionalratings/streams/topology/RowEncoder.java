package uk.regionalratings.streams.topology;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Framework;
import uk.regionalratings.streams.record.HistoryRecords;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.rules.Standing;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionCheck;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.OtherScale;

/**
 * Writes records of {@code authority-ratings} without the objects in between. The bytes are those that Avro would write
 * for {@link HistoryRecords#toRecord}; a test compares the two.
 */
final class RowEncoder {
    /** The prefix: a zero byte and the four bytes of the schema's id. */
    private static final int PREFIX = 5;

    /** The most bytes of an inspection apart from its texts and grades: numbers, days, and the lengths of texts. */
    private static final int FIXED = 45;

    /** The most bytes of a grade apart from its text. */
    private static final int FIXED_OF_GRADE = 5;

    /** The maximum number of bytes of a character. */
    private static final int OF_A_CHARACTER = 3;

    /** An upper bound of {@link #mostBytes} for any inspection that {@link InspectionCheck} accepts. */
    static final int MOST_OF_AN_INSPECTION = FIXED
            + InspectionCheck.LONGEST_ID
            + ApplyEvent.LONGEST_KEY
            + OF_A_CHARACTER * (InspectionCheck.LONGEST_URL + InspectionCheck.LONGEST_REASON)
            + Judgement.values().length * (FIXED_OF_GRADE + OF_A_CHARACTER * InspectionCheck.LONGEST_WORDS)
            + FIXED_OF_GRADE
            + InspectionCheck.LONGEST_NAME
            + InspectionCheck.MOST_OUTCOMES
                    * (FIXED_OF_GRADE + InspectionCheck.LONGEST_NAME + OF_A_CHARACTER * InspectionCheck.LONGEST_WORDS);

    private final Serializer<AuthorityRatings> serializer;
    private final CompactWriter writer = new CompactWriter();
    private byte @Nullable [] prefix;

    RowEncoder(Serializer<AuthorityRatings> serializer) {
        this.serializer = serializer;
    }

    /** The row of an authority. */
    byte[] encode(AuthorityHistory history) {
        writer.raw(prefix());
        writer.text(history.authorityId());
        writeRegistration(history.registration().orElse(null));
        List<Inspection> inspections = history.inspections();
        if (!inspections.isEmpty()) {
            writer.number(inspections.size());
            inspections.forEach(this::write);
        }
        writer.one(0);
        writeStanding(history);
        return writer.take();
    }

    /** An upper limit of the bytes that the inspections of a history take in its row. */
    static long mostBytes(AuthorityHistory history) {
        long bytes = 0;
        for (Inspection inspection : history.inspections()) {
            bytes += FIXED + utf8(inspection.inspectionId()) + utf8(inspection.authorityId());
            bytes += utf8(inspection.reportUrl()) + utf8(inspection.withdrawnReason());
            for (GradeGiven given : inspection.grades().values()) {
                bytes += FIXED_OF_GRADE + utf8(given.words());
            }
            if (inspection.other() != null) {
                bytes += FIXED_OF_GRADE + utf8(inspection.frameworkName());
                for (Map.Entry<String, String> outcome : inspection.outcomes().entrySet()) {
                    bytes += FIXED_OF_GRADE + utf8(outcome.getKey()) + utf8(outcome.getValue());
                }
            }
        }
        return bytes;
    }

    private static int utf8(@Nullable String text) {
        int bytes = 0;
        for (int i = 0; text != null && i < text.length(); i++) {
            char letter = text.charAt(i);
            bytes += letter < 0x80 ? 1 : letter < 0x800 ? 2 : OF_A_CHARACTER;
        }
        return bytes;
    }

    private void writeRegistration(@Nullable Registration registration) {
        if (registration == null) {
            writer.one(0);
            return;
        }
        Authority authority = registration.authority();
        writer.number(1)
                .text(authority.authorityId())
                .number(registration.revision())
                .optional(authority.gssCode())
                .optional(authority.ofstedUrn())
                .text(authority.name())
                .text(authority.slug())
                .text(authority.region())
                .optional(authority.establishedOn())
                .optional(authority.abolishedOn());
        if (!authority.successorIds().isEmpty()) {
            writer.number(authority.successorIds().size());
            authority.successorIds().forEach(writer::text);
        }
        writer.one(0).optional(authority.serviceProvider()).optional(authority.dfeCode());
    }

    private void write(Inspection inspection) {
        writer.text(inspection.inspectionId())
                .text(inspection.authorityId())
                .number(inspection.revision())
                .flag(inspection.withdrawn())
                .optional(inspection.withdrawnReason())
                .number(Framework.valueOf(inspection.framework().name()).ordinal())
                .day(inspection.startedOn())
                .day(inspection.endedOn())
                .day(inspection.publishedOn());
        Map<Judgement, GradeGiven> grades = inspection.grades();
        if (!grades.isEmpty()) {
            writer.number(grades.size());
            grades.forEach((judgement, given) -> writer.number(
                            ContractMapping.toContract(judgement).ordinal())
                    .number(ContractMapping.toContract(given.grade()).ordinal())
                    .text(given.words()));
        }
        writer.one(0).optional(inspection.reportUrl());
        write(inspection.other());
    }

    private void write(@Nullable OtherScale other) {
        if (other == null) {
            writer.one(0);
            return;
        }
        writer.number(1).text(other.framework());
        if (!other.outcomes().isEmpty()) {
            writer.number(other.outcomes().size());
            other.outcomes()
                    .forEach((judgement, words) -> writer.text(judgement).text(words));
        }
        writer.one(0);
    }

    private void writeStanding(AuthorityHistory history) {
        List<AuthorityHistory.StandingGrade> standing = history.standing();
        if (!standing.isEmpty()) {
            writer.number(standing.size());
        }
        for (AuthorityHistory.StandingGrade one : standing) {
            Standing grade = one.standing();
            writer.number(ContractMapping.toContract(one.family()).ordinal())
                    .number(ContractMapping.toContract(one.judgement()).ordinal())
                    .number(ContractMapping.toContract(grade.grade()).ordinal())
                    .text(grade.inspection().inspectionId())
                    .day(grade.inspection().publishedOn())
                    .flag(grade.superseded());
        }
        writer.one(0);
    }

    /** The prefix, copied from a record that the registry's own serializer has written. */
    private byte[] prefix() {
        byte[] known = prefix;
        if (known == null) {
            AuthorityRatings any = new AuthorityRatings("", null, List.of(), List.of());
            known = Arrays.copyOf(serializer.serialize(Topics.AUTHORITY_RATINGS.name(), any), PREFIX);
            prefix = known;
        }
        return known;
    }
}
