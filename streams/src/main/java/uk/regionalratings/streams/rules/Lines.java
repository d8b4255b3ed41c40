package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The lines that are counted day by day in each area: a line is a judgement in a family, as a number. Days are numbers,
 * too.
 */
public final class Lines {
    /** All lines are below this number. */
    public static final int COUNT = Marks.JUDGEMENTS * Family.values().length;

    /** Before every day of any history. */
    public static final int BEGINNING = Integer.MIN_VALUE;

    private Lines() {}

    /** The line of a judgement in a family. The number never changes. */
    public static int of(Family family, Judgement judgement) {
        return of(family.code(), judgement.code());
    }

    /** The line of the judgement with this code in a family. */
    public static int of(Family family, int judgement) {
        return of(family.code(), judgement);
    }

    /** The code of a line's judgement. */
    public static int judgementCode(int line) {
        return line % Marks.JUDGEMENTS;
    }

    static int of(int family, int judgement) {
        return family * Marks.JUDGEMENTS + judgement;
    }

    /** The family of a line. */
    public static Family family(int line) {
        return Family.ofCode(line / Marks.JUDGEMENTS);
    }

    /** The judgement of a line. */
    public static Judgement judgement(int line) {
        return Judgement.ofCode(line % Marks.JUDGEMENTS);
    }

    /** The number of a day. */
    public static int day(LocalDate day) {
        return (int) Math.max(BEGINNING, Math.min(Integer.MAX_VALUE, day.toEpochDay()));
    }
}
