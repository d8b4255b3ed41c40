package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.compact.CompactReader;
import uk.regionalratings.compact.CompactWriter;

/** The row in which the store of rating changes keeps those of one inspection. */
final class HeldChangesRow {
    /** The first byte of a row: its format. */
    private static final int FORM = 2;

    private HeldChangesRow() {}

    static byte[] write(HeldChanges held, CompactWriter writer) {
        writer.one(FORM)
                .text(held.place.authorityId())
                .text(held.place.inspectionId())
                .text(held.words.name())
                .text(held.words.region())
                .optional(held.words.serviceProvider())
                .one(held.judgements)
                .one(held.gone)
                .one(held.late)
                .one(held.first());
        for (int judgement = 0; judgement < HeldChanges.JUDGEMENTS; judgement++) {
            if (held.isTold(judgement)) {
                writer.number(held.version(judgement));
            }
        }
        writer.one(held.framework)
                .number(held.place.endedDay())
                .number(held.place.publishedDay())
                .optional(held.reportUrl);
        writeGrades(held, writer);
        return writer.take();
    }

    private static void writeGrades(HeldChanges held, CompactWriter writer) {
        List<HeldChanges.Previous> all = new ArrayList<>();
        for (int judgement = 0; judgement < HeldChanges.JUDGEMENTS; judgement++) {
            HeldChanges.Previous before = held.previous(judgement);
            if (before != null && !all.contains(before)) {
                all.add(before);
            }
        }
        writer.one(all.size());
        all.forEach(before ->
                writer.text(before.inspectionId()).number(before.publishedOn()).optional(before.reportUrl()));
        for (int judgement = 0; judgement < HeldChanges.JUDGEMENTS; judgement++) {
            if (held.isTold(judgement)) {
                writer.one(held.to(judgement) - 1);
                HeldChanges.Previous before = held.previous(judgement);
                if (before == null) {
                    writer.one(0);
                } else {
                    writer.one(all.indexOf(before) + 1).one(held.from(judgement) - 1);
                }
            }
        }
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws DamagedStateException if the row has another form
     */
    static HeldChanges read(byte[] row) {
        try {
            return read(new CompactReader(row));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedStateException(TopologyNames.RATING_CHANGES, "its changes can't be read (" + e + ")", e);
        }
    }

    /** Whether a row has the format that {@link #write} writes. */
    static boolean isOfThisForm(byte[] row) {
        return row.length > 0 && row[0] == FORM;
    }

    private static HeldChanges read(CompactReader record) {
        int form = record.one();
        if (form != FORM) {
            throw new IllegalArgumentException("the form " + form + " is unknown");
        }
        String authorityId = record.string().intern();
        String inspectionId = record.string();
        HeldChanges.Words words = new HeldChanges.Words(record.text(), record.string(), record.optional());
        int judgements = record.one();
        int gone = record.one();
        int late = record.one();
        int first = record.one();
        int[] versions = new int[HeldChanges.JUDGEMENTS];
        for (int judgement = 0; judgement < HeldChanges.JUDGEMENTS; judgement++) {
            versions[judgement] = (judgements >> judgement & 1) == 0 ? 0 : record.integer();
        }
        return HeldChanges.told(record, authorityId, inspectionId, words, judgements, late)
                .restored(gone, first, versions);
    }
}
