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
 * Reads inspections as Avro writes them, to the same result as Avro's own reader, without the objects in between; what
 * many inspections share is kept once. A test holds each against the other. Whatever is out of the ordinary is left to
 * Avro: then the methods throw an IllegalArgumentException or an IndexOutOfBoundsException. Thread-safe.
 */
public final class InspectionDecoder {
    private static final @Nullable Framework[] FRAMEWORKS =
            of(uk.regionalratings.contract.Framework.values(), Framework.values());
    private static final @Nullable Judgement[] JUDGEMENTS =
            of(uk.regionalratings.contract.Judgement.values(), Judgement.values());
    private static final @Nullable Grade[] GRADES = of(uk.regionalratings.contract.Grade.values(), Grade.values());

    /** Up to 2059; each is made when it is met first. Threads may make the same one, which does no harm. */
    private static final @Nullable LocalDate[] DAYS = new LocalDate[1 << 15];

    /** Grades as reports have them lately: a report has a handful of words for each. A power of two. */
    private static final @Nullable GradeGiven[] GIVEN = new GradeGiven[1 << 9];

    private InspectionDecoder() {}

    /** Of each symbol of a schema what it stands for; null for unknown. Constants correspond by name. */
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

    /** The value of a record of {@code inspection-published}, whose schema is this version's; null for Avro to say what it is. */
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
     * @param authorityId what its authority may be
     * @param like an inspection whose texts may be the same; null for none
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
