package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactReader;
import uk.regionalratings.streams.rules.DayState;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.streams.rules.StepList;

/** Reads the records that a {@link DeltaBatch} makes. */
final class DeltaReader {
    private final CompactReader record;

    private DeltaReader(byte[] record) {
        this.record = new CompactReader(record);
    }

    /**
     * Reads a whole record before any of it is counted.
     *
     * @throws IllegalArgumentException if this version did not write it; the message is the end of a sentence
     */
    static List<Entry> read(byte[] value) {
        DeltaReader reader = new DeltaReader(value);
        List<Entry> entries = new ArrayList<>();
        try {
            if (reader.record.one() != DeltaBatch.FORM) {
                throw new IllegalArgumentException("its form is not that of this version");
            }
            while (reader.record.hasMore()) {
                entries.add(reader.next());
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("it ends before what it tells", e);
        }
        return entries;
    }

    /**
     * The changes that one event made.
     *
     * @param sentAt when the event was sent, in milliseconds since the epoch
     */
    record Entry(String authorityId, long sentAt, Headers trace, List<DeltaBatch.Part> parts, List<Told> changes) {}

    /**
     * What the event changed in the rating changes of an inspection.
     *
     * @param now the changes to publish; null if no change of the inspection holds any more
     * @param gone the judgements whose change no longer holds
     * @param late those of them that a later inspection makes, too
     */
    record Told(String row, @Nullable HeldChanges now, int gone, int late) {
        /** The judgements with a change to publish. */
        int told() {
            return now == null ? 0 : now.judgements;
        }
    }

    private Entry next() {
        long sentAt = record.number();
        Headers trace = new RecordHeaders();
        for (int left = record.one(); left > 0; left--) {
            trace.add(record.string(), record.text());
        }
        // The name is stored with each change of the inspection.
        String authorityId = record.string().intern();
        HeldChanges.Words words = null;
        List<DeltaBatch.Part> parts = new ArrayList<>();
        List<Told> changes = new ArrayList<>();
        for (int block = record.one(); block != DeltaBatch.END; block = record.one()) {
            if (block == DeltaBatch.STEPS) {
                parts.add(readSteps());
            } else if (block == DeltaBatch.AUTHORITY) {
                words = new HeldChanges.Words(record.text(), record.string(), record.optional());
            } else if (block == DeltaBatch.CHANGE && words != null) {
                changes.add(readChange(authorityId, words));
            } else {
                throw new IllegalArgumentException("it holds a block of the unknown kind " + block);
            }
        }
        if (sentAt < 0) {
            throw new IllegalArgumentException("it was sent before 1970");
        }
        return new Entry(authorityId, sentAt, trace, parts, changes);
    }

    private DeltaBatch.Part readSteps() {
        String region = record.string();
        StepList steps = new StepList();
        for (int left = record.integer(); left > 0; left--) {
            int line = record.one();
            // read() returns -1 at the end.
            Lines.judgement(line);
            Lines.family(line);
            int flags = record.one();
            int states = record.one();
            if (!DayState.isOne(states >> 4) || !DayState.isOne(states & 0xF)) {
                throw new IllegalArgumentException("it holds an unknown state of an authority");
            }
            steps.step(
                    line,
                    record.integer(),
                    states >> 4,
                    states & 0xF,
                    (flags & DeltaBatch.PUBLISHED) != 0,
                    (flags & DeltaBatch.TAKEN) == 0 ? 1 : -1);
        }
        return new DeltaBatch.Part(region, steps);
    }

    private Told readChange(String authorityId, HeldChanges.Words words) {
        String inspectionId = record.string();
        int told = record.one();
        int gone = record.one();
        int late = record.one();
        HeldChanges now =
                told == 0 ? null : HeldChanges.told(record, authorityId, inspectionId, words, told, late & told);
        return new Told(ChangePlace.row(authorityId, inspectionId), now, gone, late & gone);
    }
}
