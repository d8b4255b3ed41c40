package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactReader;
import uk.regionalratings.vocabulary.Grade;

/**
 * The rating changes of one inspection as last published, without their counts, which are current whenever the record
 * is published. Retracted changes are kept among them, since a record is always complete. Sets of judgements are bits,
 * and arrays are indexed by the judgement's code; texts are kept as bytes, ready to be sent.
 */
final class HeldChanges {
    /** The number of judgements for which the stored form has room; their codes are below it. */
    static final int JUDGEMENTS = 8;

    /** All kinds of changes are below this number: see {@link #kind}. */
    static final int KINDS = JUDGEMENTS << 4;

    /** No grade; grades are their code plus 1. */
    static final int NO_GRADE = 0;

    /** The inspection that made the grade before. */
    @SuppressWarnings("ArrayRecordComponent") // Passed from the first half to what is published; never compared.
    record Previous(byte[] inspectionId, int publishedOn, byte @Nullable [] reportUrl) {}

    /** What a rating change says about the authority. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Words(byte[] name, String region, byte @Nullable [] serviceProvider) {}

    final ChangePlace place;
    final Words words;
    final int framework;
    final byte @Nullable [] reportUrl;
    /** The judgements with a change, retracted or not. */
    final int judgements;

    /** Those of them whose change is retracted. */
    final int gone;

    /** The judgements that a later inspection makes, too. */
    final int late;

    /** By judgement, the version of the record that last said something new about it; 0 if none has. */
    private final int[] versions = new int[JUDGEMENTS];

    private final byte[] to = new byte[JUDGEMENTS];
    private final byte[] from = new byte[JUDGEMENTS];
    private final @Nullable Previous[] previous = new Previous[JUDGEMENTS];

    /** The judgements whose change was the first of its kind when last published. */
    private int first;

    private HeldChanges(
            ChangePlace place,
            Words words,
            int framework,
            byte @Nullable [] reportUrl,
            int judgements,
            int gone,
            int late,
            int first) {
        this.place = place;
        this.words = words;
        this.framework = framework;
        this.reportUrl = reportUrl;
        this.judgements = judgements;
        this.gone = gone;
        this.late = late;
        this.first = first;
    }

    /**
     * Reads the changes of one inspection from a record between the halves; the caller has read the judgements already.
     */
    static HeldChanges told(
            CompactReader record, String authorityId, String inspectionId, Words words, int judgements, int late) {
        int framework = record.one();
        int endedOn = record.integer();
        int publishedOn = record.integer();
        ChangePlace place = new ChangePlace(publishedOn, endedOn, inspectionId, authorityId);
        HeldChanges told = new HeldChanges(place, words, framework, record.optional(), judgements, 0, late, 0);
        told.readGrades(record);
        return told;
    }

    private void readGrades(CompactReader record) {
        List<Previous> all = new ArrayList<>();
        for (int left = record.one(); left > 0; left--) {
            all.add(new Previous(record.text(), record.integer(), record.optional()));
        }
        for (int judgement = 0; judgement < JUDGEMENTS; judgement++) {
            if (isTold(judgement)) {
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

    /** These changes with the state that was stored beside them; the array of versions is copied. */
    HeldChanges restored(int nowGone, int nowFirst, int[] storedVersions) {
        HeldChanges held = with(judgements, nowGone, late, nowFirst);
        System.arraycopy(storedVersions, 0, held.versions, 0, JUDGEMENTS);
        return held;
    }

    private HeldChanges with(int nowTold, int nowGone, int nowLate, int nowFirst) {
        HeldChanges other =
                new HeldChanges(place, words, framework, reportUrl, nowTold, nowGone, nowLate, nowFirst & ~nowGone);
        other.take(this, judgements);
        return other;
    }

    /** These changes over those of {@code known}, some of which no longer hold. */
    HeldChanges over(HeldChanges known, int nowGone, int lateOfThese) {
        HeldChanges before = known.without(nowGone, lateOfThese);
        int kept = before.judgements & ~judgements;
        HeldChanges merged =
                with(judgements | kept, before.gone & kept, late | (before.late & kept), before.first & kept);
        merged.take(before, kept);
        // A judgement that is published again gets a version above its own, too.
        System.arraycopy(before.versions, 0, merged.versions, 0, JUDGEMENTS);
        return merged;
    }

    /**
     * The same changes, some of them retracted.
     *
     * @param lateOfThese those of the retracted that a later inspection makes, too
     */
    HeldChanges without(int nowGone, int lateOfThese) {
        int ended = nowGone & holding();
        return with(judgements, gone | ended, (late & ~ended) | (lateOfThese & ended), first);
    }

    private void take(HeldChanges other, int some) {
        for (int judgement = 0; judgement < JUDGEMENTS; judgement++) {
            if ((some >> judgement & 1) != 0) {
                to[judgement] = other.to[judgement];
                from[judgement] = other.from[judgement];
                previous[judgement] = other.previous[judgement];
                versions[judgement] = other.versions[judgement];
            }
        }
    }

    /** The judgements whose change holds. */
    int holding() {
        return judgements & ~gone;
    }

    /** Whether the change of a judgement holds. */
    boolean holds(int judgement) {
        return (holding() >> judgement & 1) != 0;
    }

    /** Whether the judgement has a change, retracted or not. */
    boolean isTold(int judgement) {
        return (judgements >> judgement & 1) != 0;
    }

    /** Whether the change of a judgement is retracted. */
    boolean isGone(int judgement) {
        return (gone >> judgement & 1) != 0;
    }

    /** Whether a later inspection makes the judgement, too. */
    boolean isLate(int judgement) {
        return (late >> judgement & 1) != 0;
    }

    /** The judgements whose change was the first of its kind when last published. */
    int first() {
        return first;
    }

    /** Whether the change of a judgement was the first of its kind when last published. */
    boolean isFirst(int judgement) {
        return (first >> judgement & 1) != 0;
    }

    /** The version of the record: the latest with news of any judgement; 0 if none was published. */
    int version() {
        int version = 0;
        for (int one : versions) {
            version = Math.max(version, one);
        }
        return version;
    }

    /** The version of the record that last had news of a judgement. */
    int version(int judgement) {
        return versions[judgement];
    }

    /** Records that this version of the record has news of a judgement. */
    void tell(int judgement, int version, boolean isFirst) {
        versions[judgement] = version;
        first = isFirst ? first | 1 << judgement : first & ~(1 << judgement);
    }

    /** The new grade: its code plus 1. */
    int to(int judgement) {
        return to[judgement];
    }

    /** The grade before: its code plus 1, or {@link #NO_GRADE}. */
    int from(int judgement) {
        return from[judgement];
    }

    /** The inspection that made the grade before; null for a first grade. */
    @Nullable
    Previous previous(int judgement) {
        return previous[judgement];
    }

    /**
     * The kind of a change: one judgement going from one grade to another, anywhere in England. -1 for a first grade,
     * which has no grade before, and for a judgement without a change that holds.
     */
    int kind(int judgement) {
        return !holds(judgement) || from[judgement] == NO_GRADE
                ? -1
                : judgement << 4 | (from[judgement] - 1) << 2 | to[judgement] - 1;
    }

    /** The judgement of a kind of change. */
    static int judgementOf(int kind) {
        return kind >> 4;
    }
}
