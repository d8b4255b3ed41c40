package uk.regionalratings.streams.topology;

import java.time.LocalDate;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.streams.rules.Segment;

/** Translates segments to their record and back. */
final class SegmentRecords {
    private SegmentRecords() {}

    static uk.regionalratings.contract.Segment toRecord(Segment segment) {
        return new uk.regionalratings.contract.Segment(
                segment.from().equals(Segment.BEGINNING) ? null : segment.from(),
                segment.until(),
                segment.grade() == null ? null : ContractMapping.toContract(segment.grade()),
                segment.superseded(),
                segment.inspected());
    }

    static Segment toSegment(uk.regionalratings.contract.Segment segment) {
        LocalDate from = segment.getFrom();
        Grade grade = segment.getGrade();
        return new Segment(
                from == null ? Segment.BEGINNING : from,
                segment.getUntil(),
                grade == null ? null : ContractMapping.fromContract(grade),
                segment.getSuperseded(),
                segment.getInspected());
    }
}
