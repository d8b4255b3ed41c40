package uk.regionalratings.streams.rules;

import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What counting asks of an inspection, in one number: three bits for each judgement by its code, 0 when the report does not make it,
 * else the grade's code plus 1; and the code of the framework's family above them.
 */
final class Marks {
    /** Judgements have the codes below this one. */
    static final int CODES = Judgement.values().length;

    /** So many codes there may be, in whatever is stored. */
    static final int JUDGEMENTS = 8;

    private static final int BITS = 3;
    private static final int GRADE = (1 << BITS) - 1;
    private static final int FAMILY = BITS * JUDGEMENTS;

    private Marks() {}

    static int of(Inspection inspection) {
        int[] mark = {inspection.framework().family().code() << FAMILY};
        inspection
                .grades()
                .forEach((judgement, given) -> mark[0] |= (given.grade().code() + 1) << (BITS * judgement.code()));
        return mark[0];
    }

    /** The grade of a judgement: 0 for none, else its code plus 1. */
    static int grade(int mark, int judgement) {
        return mark >>> (BITS * judgement) & GRADE;
    }

    /** A bit for each judgement that is made. */
    static int judgements(int mark) {
        int made = 0;
        for (int judgement = 0; judgement < CODES; judgement++) {
            if (grade(mark, judgement) != 0) {
                made |= 1 << judgement;
            }
        }
        return made;
    }

    /** Whether inspections of this family are looked at. */
    static boolean isOf(int mark, int family) {
        return family == Family.ANY.code() || mark >>> FAMILY == family;
    }

    /** A bit for the family, and one for {@link Family#ANY}. */
    static int families(int mark) {
        return 1 << (mark >>> FAMILY) | 1 << Family.ANY.code();
    }
}
