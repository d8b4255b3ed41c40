package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * The rating changes of one inspection that hold, for the judgements of one group, as last told but without their counts, which are told anew
 * whenever a change is. Judgements are bits and places by their code; texts are kept as the bytes that they are sent as.
 */
final class HeldChanges {
    /** The form in which {@link #write} keeps it, its first byte. */
    private static final int FORM = 1;

    private static final int JUDGEMENTS = 8;

    /** Kinds of changes are below this: see {@link #kind}. */
    static final int KINDS = JUDGEMENTS << 4;

    /** Beside grades, which are codes plus 1: none. */
    static final int NO_GRADE = 0;

    /** An inspection that had given the grade before. */
    @SuppressWarnings("ArrayRecordComponent") // Carried from the first half to what is published; nobody compares them.
    record Previous(byte[] inspectionId, int publishedOn, byte @Nullable [] reportUrl) {}

    /** What rating changes say of the authority. */
    @SuppressWarnings("ArrayRecordComponent") // The same.
    record Words(byte[] name, String region, byte @Nullable [] serviceProvider) {}

    final ChangePlace place;
    final Words words;
    final int framework;
    final byte @Nullable [] reportUrl;
    /** The judgements whose change holds. */
    final int judgements;

    /** Of these, those that a later inspection makes, too. */
    final int late;

    private final byte[] to = new byte[JUDGEMENTS];
    private final byte[] from = new byte[JUDGEMENTS];
    private final @Nullable Previous[] previous = new Previous[JUDGEMENTS];

    /** Of these, those that are the first of their kind, as last told. */
    private int first;

    private HeldChanges(
            ChangePlace place,
            Words words,
            int framework,
            byte @Nullable [] reportUrl,
            int judgements,
            int late,
            int first) {
        this.place = place;
        this.words = words;
        this.framework = framework;
        this.reportUrl = reportUrl;
        this.judgements = judgements;
        this.late = late;
        this.first = first;
    }

    /** What a record between the halves tells of an inspection; the judgements have been read already. */
    static HeldChanges told(
            CompactReader record, String authorityId, String inspectionId, Words words, int judgements, int late) {
        int framework = record.one();
        int endedOn = record.integer();
        int publishedOn = record.integer();
        ChangePlace place = new ChangePlace(publishedOn, endedOn, inspectionId, authorityId);
        HeldChanges told = new HeldChanges(place, words, framework, record.optional(), judgements, late, 0);
        told.readGrades(record);
        return told;
    }

    private void readGrades(CompactReader record) {
        List<Previous> all = new ArrayList<>();
        for (int left = record.one(); left > 0; left--) {
            all.add(new Previous(record.text(), record.integer(), record.optional()));
        }
        for (int judgement = 0; judgement < JUDGEMENTS; judgement++) {
            if (holds(judgement)) {
                to[judgement] = grade(record);
                int index = record.one();
                if (index > 0) {
                    previous[judgement] = all.get(index - 1);
                    from[judgement] = grade(record);
                }
            }
        }
    }

    private static byte grade(CompactReader record) {
        return (byte) (Grade.ofCode(record.one()).code() + 1);
    }

    /** The bytes in which a store keeps it. */
    byte[] write(CompactWriter writer) {
        writer.one(FORM)
                .text(place.authorityId())
                .text(place.inspectionId())
                .text(words.name)
                .text(words.region)
                .optional(words.serviceProvider)
                .one(judgements)
                .one(late)
                .one(first)
                .one(framework)
                .number(place.endedOn())
                .number(place.publishedOn())
                .optional(reportUrl);
        List<Previous> all = new ArrayList<>();
        for (Previous before : previous) {
            if (before != null && !all.contains(before)) {
                all.add(before);
            }
        }
        writer.one(all.size());
        all.forEach(before ->
                writer.text(before.inspectionId).number(before.publishedOn).optional(before.reportUrl));
        for (int judgement = 0; judgement < JUDGEMENTS; judgement++) {
            if (holds(judgement)) {
                writer.one(to[judgement] - 1);
                Previous before = previous[judgement];
                if (before == null) {
                    writer.one(0);
                } else {
                    writer.one(all.indexOf(before) + 1).one(from[judgement] - 1);
                }
            }
        }
        return writer.take();
    }

    /**
     * What {@link #write} has written.
     *
     * @throws DamagedStateException when it has not
     */
    static HeldChanges read(byte[] row) {
        try {
            return read(new CompactReader(row));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedStateException(Names.RATING_CHANGES, "its changes can't be read (" + e + ")", e);
        }
    }

    private static HeldChanges read(CompactReader record) {
        int form = record.one();
        if (form != FORM) {
            throw new IllegalArgumentException("the form " + form + " is unknown");
        }
        String authorityId = record.string();
        String inspectionId = record.string();
        Words words = new Words(record.text(), record.string(), record.optional());
        int judgements = record.one();
        int late = record.one();
        int first = record.one();
        HeldChanges held = told(record, authorityId, inspectionId, words, judgements, late);
        held.first = first;
        return held;
    }

    /** The same with those of {@code known} that are told in here neither to hold nor to be gone. */
    HeldChanges over(HeldChanges known, int gone) {
        int kept = known.judgements & ~judgements & ~gone;
        HeldChanges merged = new HeldChanges(
                place, words, framework, reportUrl, judgements | kept, late | (known.late & kept), known.first & kept);
        merged.take(this, judgements);
        merged.take(known, kept);
        return merged;
    }

    /** The same without some judgements; null when none is left. */
    @Nullable
    HeldChanges without(int gone) {
        int kept = judgements & ~gone;
        if (kept == 0) {
            return null;
        }
        HeldChanges left = new HeldChanges(place, words, framework, reportUrl, kept, late & kept, first & kept);
        left.take(this, kept);
        return left;
    }

    private void take(HeldChanges other, int some) {
        for (int judgement = 0; judgement < JUDGEMENTS; judgement++) {
            if ((some >> judgement & 1) != 0) {
                to[judgement] = other.to[judgement];
                from[judgement] = other.from[judgement];
                previous[judgement] = other.previous[judgement];
            }
        }
    }

    /** Whether the change of a judgement holds. */
    boolean holds(int judgement) {
        return (judgements >> judgement & 1) != 0;
    }

    /** The grade given: its code plus 1. */
    int to(int judgement) {
        return to[judgement];
    }

    /** The grade before: its code plus 1, or {@link #NO_GRADE}. */
    int from(int judgement) {
        return from[judgement];
    }

    /** The inspection that had given the grade before; null for the first one. */
    @Nullable
    Previous previous(int judgement) {
        return previous[judgement];
    }

    /** Notes whether the change of a judgement is told to be the first of its kind. */
    void tellFirst(int judgement, boolean isFirst) {
        first = isFirst ? first | 1 << judgement : first & ~(1 << judgement);
    }

    /**
     * The kind of a change: a judgement going from one grade to another, anywhere in England. -1 for a first grade: that goes from no grade to a
     * grade and has no kind; and for a judgement whose change does not hold.
     */
    int kind(int judgement) {
        return !holds(judgement) || from[judgement] == NO_GRADE
                ? -1
                : judgement << 4 | (from[judgement] - 1) << 2 | to[judgement] - 1;
    }

    /** The judgement of a kind. */
    static int judgementOf(int kind) {
        return kind >> 4;
    }
}
