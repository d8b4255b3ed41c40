package uk.regionalratings.compact;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Framework;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.JudgementChange;

/**
 * The parts of a record of {@code rating-changed} that lists and filters need. Names that many records share are kept
 * once.
 *
 * @param version the version of the record
 * @param holding {@link #OF_CHANGE} bytes for each change that holds: judgement and direction, as places in the
 *     contract of this process, which are stored nowhere else; and steps, 0 for a first grade, too
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, below.
public record ChangesOutline(
        int version,
        String authorityId,
        String region,
        String inspectionId,
        LocalDate endedOn,
        LocalDate publishedOn,
        byte[] holding) {
    /** The number of bytes for one change in {@link #holding}. */
    public static final int OF_CHANGE = 3;

    private static final int JUDGEMENTS = Judgement.values().length;
    private static final int DIRECTIONS = Direction.values().length;
    private static final int FRAMEWORKS = Framework.values().length;
    private static final int GRADES = Grade.values().length;

    /** The outline of a record. */
    public static ChangesOutline of(InspectionChanges record) {
        byte[] holding = new byte[OF_CHANGE * record.getChanges().size()];
        int size = 0;
        for (JudgementChange change : record.getChanges()) {
            if (!change.getRetracted()) {
                holding[size++] = (byte) change.getJudgement().ordinal();
                holding[size++] = (byte) change.getDirection().ordinal();
                holding[size++] = (byte) (change.getSteps() == null ? 0 : change.getSteps());
            }
        }
        return new ChangesOutline(
                record.getVersion(),
                record.getAuthorityId().intern(),
                record.getRegion().intern(),
                record.getInspectionId(),
                record.getEndedOn(),
                record.getPublishedOn(),
                Arrays.copyOf(holding, size));
    }

    /**
     * The outline of a value with this version's schema, with the same result as Avro's reader; null if Avro has to
     * read it. A test compares the two.
     */
    public static @Nullable ChangesOutline decode(byte[] value) {
        try {
            return read(CompactReader.ofValue(value));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static @Nullable ChangesOutline read(CompactReader record) {
        record.pass();
        int version = record.integer();
        String authorityId = record.string().intern();
        record.pass();
        String region = record.string().intern();
        record.passOptional();
        record.symbol(FRAMEWORKS);
        String inspectionId = record.string();
        LocalDate endedOn = InspectionDecoder.day(record);
        LocalDate publishedOn = InspectionDecoder.day(record);
        record.passOptional();
        byte[] holding = new byte[OF_CHANGE * JUDGEMENTS];
        int size = 0;
        for (int left = record.entries(); left != 0; left = record.entries()) {
            for (; left > 0; left--) {
                size = readChange(record, holding, size);
            }
        }
        return record.hasMore()
                ? null
                : new ChangesOutline(
                        version, authorityId, region, inspectionId, endedOn, publishedOn, Arrays.copyOf(holding, size));
    }

    private static int readChange(CompactReader record, byte[] holding, int size) {
        record.pass();
        record.integer();
        boolean retracted = record.flag();
        record.flag();
        int judgement = record.symbol(JUDGEMENTS);
        int direction = record.symbol(DIRECTIONS);
        if (record.isPresent()) {
            record.symbol(GRADES);
        }
        record.symbol(GRADES);
        int steps = record.isPresent() ? record.integer() : 0;
        record.passOptional();
        record.passOptionalNumber();
        record.passOptional();
        record.flag();
        passCounts(record);
        if (retracted) {
            return size;
        }
        holding[size] = (byte) judgement;
        holding[size + 1] = (byte) direction;
        holding[size + 2] = (byte) steps;
        return size + OF_CHANGE;
    }

    /** Skips the counts as Avro does: damage in them is found when they are read. */
    private static void passCounts(CompactReader record) {
        for (int left = record.entries(); left != 0; left = record.entries()) {
            for (; left > 0; left--) {
                record.pass();
                record.integer();
                for (int grades = record.entries(); grades != 0; grades = record.entries()) {
                    for (; grades > 0; grades--) {
                        record.integer();
                        record.integer();
                    }
                }
                record.integer();
                record.integer();
                record.integer();
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChangesOutline that
                && version == that.version
                && authorityId.equals(that.authorityId)
                && region.equals(that.region)
                && inspectionId.equals(that.inspectionId)
                && endedOn.equals(that.endedOn)
                && publishedOn.equals(that.publishedOn)
                && Arrays.equals(holding, that.holding);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, authorityId, inspectionId);
    }

    @Override
    public String toString() {
        return "ChangesOutline[" + authorityId + "/" + inspectionId + " " + version + " " + Arrays.toString(holding)
                + "]";
    }
}
