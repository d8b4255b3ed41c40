package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.streams.rules.InspectionChange;
import uk.regionalratings.streams.rules.StepList;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Collects what the events between two commits changed, and sends it to the second half of the topology in as few
 * records as brokers accept. A record has one entry per event; {@link DeltaReader} reads it. An entry has all steps
 * first, so that the counts in each change are those after the whole event, then the changes, grouped by inspection.
 */
final class DeltaBatch {
    /** The key of every record: one key, so that the whole country's changes arrive in one order. */
    static final byte[] KEY = TopologyNames.utf8(Area.ENGLAND);

    /** The first byte of a record. Neither the Confluent wire format nor a text begins with it. */
    static final int FORM = 0xD1;

    static final int END = 0;
    static final int STEPS = 1;
    static final int AUTHORITY = 2;
    static final int CHANGE = 3;

    static final int PUBLISHED = 1;
    static final int TAKEN = 2;

    /**
     * The size at which a record is closed. One event adds some 100 KB at most: thousands of steps, or changes with
     * nine URLs.
     */
    static final int MOST_BYTES = 500_000;

    private static final int MOST_STEPS = 8_000;

    private final CompactWriter writer = new CompactWriter();
    private final List<byte[]> closed = new ArrayList<>();

    private boolean entered;
    private boolean authorityWritten;
    private long sentAt;
    private Headers trace = new RecordHeaders();
    private @Nullable Authority authority;

    /** Adds what one event changed. */
    void add(long time, Headers traceOf, List<Part> parts, @Nullable Authority of, List<InspectionChange> changes) {
        sentAt = time;
        trace = traceOf;
        authority = of;
        entered = false;
        authorityWritten = false;
        parts.forEach(this::addSteps);
        changes.forEach(this::addChange);
        if (entered) {
            writer.one(END);
        }
    }

    /** The steps of an authority in one region. */
    record Part(String region, StepList steps) {}

    private void addSteps(Part part) {
        StepList some = new StepList();
        int[] count = {0};
        part.steps().tell((line, day, from, to, published, times) -> {
            some.step(line, day, from, to, published, times);
            count[0]++;
            if (count[0] == MOST_STEPS) {
                write(part.region(), some, count[0]);
                count[0] = 0;
            }
        });
        write(part.region(), some, count[0]);
    }

    private void write(String region, StepList some, int count) {
        if (count > 0) {
            enter();
            writer.one(STEPS).text(region).number(count);
            some.tell((line, day, from, to, published, times) -> writer.one(line)
                    .one((published ? PUBLISHED : 0) | (times < 0 ? TAKEN : 0))
                    .one(from << 4 | to)
                    .number(day));
            some.clear();
        }
    }

    private void addChange(InspectionChange change) {
        enter();
        if (!authorityWritten && authority != null) {
            writer.one(AUTHORITY)
                    .text(authority.name())
                    .text(authority.region())
                    .optional(authority.serviceProvider());
            authorityWritten = true;
        }
        Inspection inspection = change.inspection();
        writer.one(CHANGE)
                .text(inspection.inspectionId())
                .one(change.told())
                .one(change.gone())
                .one(change.late());
        if (change.told() != 0) {
            writeTold(change, change.told());
        }
    }

    private void writeTold(InspectionChange change, int told) {
        Inspection inspection = change.inspection();
        writer.one(inspection.framework().code())
                .day(inspection.endedOn())
                .day(inspection.publishedOn())
                .optional(inspection.reportUrl());
        List<Inspection> previous = new ArrayList<>();
        int[] index = new int[Byte.SIZE];
        for (Judgement judgement : Judgement.values()) {
            Inspection before = (told >> judgement.code() & 1) == 0 ? null : change.previous(judgement);
            if (before != null) {
                int known = previous.indexOf(before) + 1;
                if (known == 0) {
                    previous.add(before);
                    known = previous.size();
                }
                index[judgement.code()] = known;
            }
        }
        writer.one(previous.size());
        previous.forEach(before ->
                writer.text(before.inspectionId()).day(before.publishedOn()).optional(before.reportUrl()));
        for (int code = 0; code < Byte.SIZE; code++) {
            if ((told >> code & 1) != 0) {
                Judgement judgement = Judgement.ofCode(code);
                writer.one(inspection.grade(judgement).orElseThrow().code()).one(index[code]);
                if (index[code] > 0) {
                    writer.one(previous.get(index[code] - 1)
                            .grade(judgement)
                            .orElseThrow()
                            .code());
                }
            }
        }
    }

    private void enter() {
        if (writer.size() > MOST_BYTES) {
            if (entered) {
                writer.one(END);
            }
            closed.add(writer.take());
            entered = false;
            authorityWritten = false;
        }
        if (writer.size() == 0) {
            writer.one(FORM);
        }
        if (!entered) {
            Header[] headers = trace.toArray();
            writer.number(sentAt).one(headers.length);
            for (Header header : headers) {
                writer.text(header.key()).text(header.value());
            }
            writer.text(authorityId());
            entered = true;
        }
    }

    private String authorityId() {
        return authority == null ? "" : authority.authorityId();
    }

    /** Returns the records and clears the batch. */
    List<byte[]> take() {
        if (writer.size() > 0) {
            closed.add(writer.take());
        }
        List<byte[]> taken = List.copyOf(closed);
        closed.clear();
        return taken;
    }
}
