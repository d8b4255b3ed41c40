package uk.regionalratings.compact;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.GradesGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.OtherScale;

/**
 * Reads inspections from Avro's binary form without the objects in between; values that many inspections share are kept
 * once. The result is that of Avro's reader; a test compares the two. Unusual records are left to Avro: the methods
 * then throw an IllegalArgumentException or an IndexOutOfBoundsException. Thread-safe.
 */
public final class InspectionDecoder {
    private static final @Nullable Framework[] FRAMEWORKS =
            of(uk.regionalratings.contract.Framework.values(), Framework.values());
    private static final @Nullable Judgement[] JUDGEMENTS =
            of(uk.regionalratings.contract.Judgement.values(), Judgement.values());
    private static final @Nullable Grade[] GRADES = of(uk.regionalratings.contract.Grade.values(), Grade.values());

    /**
     * Days up to 2059, each created when it is first met. Several threads may create the same day, which is harmless.
     */
    private static final @Nullable LocalDate[] DAYS = new LocalDate[1 << 15];

    /**
     * Grades with the words that recent reports use: there is a handful of words for each. The length is a power of
     * two.
     */
    private static final @Nullable GradeGiven[] GIVEN = new GradeGiven[1 << 9];

    private InspectionDecoder() {}

    /** The constant for each symbol of a schema, by name; null if there is none. */
    private static <T extends Enum<T>> @Nullable T[] of(Enum<?>[] symbols, T[] constants) {
        @Nullable T[] known = Arrays.copyOf(constants, symbols.length);
        for (int i = 0; i < symbols.length; i++) {
            known[i] = null;
            for (T constant : constants) {
                if (constant.name().equals(symbols[i].name())) {
                    known[i] = constant;
                }
            }
        }
        return known;
    }

    /**
     * The value of a record of {@code inspection-published} with this version's schema; null if Avro has to read it.
     */
    public static @Nullable Inspection decode(byte[] value) {
        try {
            CompactReader record = CompactReader.ofValue(value);
            Inspection inspection = read(record, null, null);
            return record.hasMore() ? null : inspection;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /**
     * Reads an inspection.
     *
     * @param authorityId the expected authority; may be null
     * @param like an inspection that may have the same texts; null if there is none
     */
    public static Inspection read(CompactReader record, @Nullable String authorityId, @Nullable Inspection like) {
        return new Inspection(
                record.string(like == null ? null : like.inspectionId()),
                record.string(authorityId),
                record.integer(),
                record.flag(),
                record.optional((String) null),
                known(FRAMEWORKS, record),
                day(record),
                day(record),
                day(record),
                grades(record),
                record.optional(like == null ? null : like.reportUrl()),
                record.isPresent() ? other(record) : null);
    }

    private static OtherScale other(CompactReader record) {
        String framework = record.string();
        Map<String, String> outcomes = new HashMap<>();
        for (int left = record.entries(); left != 0; left = record.entries()) {
            for (; left > 0; left--) {
                if (outcomes.put(record.string(), record.string()) != null) {
                    throw new IllegalArgumentException("a judgement has two outcomes");
                }
            }
        }
        return new OtherScale(framework, outcomes);
    }

    private static <T> T known(@Nullable T[] symbols, CompactReader record) {
        T known = symbols[record.symbol(symbols.length)];
        if (known == null) {
            throw new IllegalArgumentException("a symbol is unknown");
        }
        return known;
    }

    public static LocalDate day(CompactReader record) {
        int day = record.integer();
        if (day < 0 || day >= DAYS.length) {
            return LocalDate.ofEpochDay(day);
        }
        LocalDate known = DAYS[day];
        if (known == null) {
            known = LocalDate.ofEpochDay(day);
            DAYS[day] = known;
        }
        return known;
    }

    private static GradesGiven grades(CompactReader record) {
        @Nullable GradeGiven[] byCode = new GradeGiven[JUDGEMENTS.length];
        for (int left = record.entries(); left != 0; left = record.entries()) {
            for (; left > 0; left--) {
                int code = known(JUDGEMENTS, record).code();
                if (byCode[code] != null) {
                    throw new IllegalArgumentException("a judgement is graded twice");
                }
                byCode[code] = given(known(GRADES, record), record.text());
            }
        }
        return GradesGiven.ofCodes(byCode);
    }

    private static GradeGiven given(Grade grade, byte[] words) {
        int place = (31 * Arrays.hashCode(words) + grade.code()) & GIVEN.length - 1;
        GradeGiven known = GIVEN[place];
        if (known == null || known.grade() != grade || !isSame(known.words(), words)) {
            known = new GradeGiven(grade, new String(words, StandardCharsets.UTF_8));
            GIVEN[place] = known;
        }
        return known;
    }

    private static boolean isSame(String text, byte[] utf8) {
        int i = 0;
        while (i < utf8.length && i < text.length() && text.charAt(i) == utf8[i]) {
            i++;
        }
        return i == utf8.length && i == text.length();
    }
}
