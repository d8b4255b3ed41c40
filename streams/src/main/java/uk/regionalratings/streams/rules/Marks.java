package uk.regionalratings.streams.rules;

import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * An inspection reduced to one number for counting: three bits for each judgement by its code, 0 if the report does not
 * make it, else the grade's code plus 1; above them the code of the framework's family.
 */
final class Marks {
    /** All codes of judgements are below this number. */
    static final int CODES = Judgement.values().length;

    /** The number of judgements for which stored forms have room. */
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

    /** The grade of a judgement: 0 if there is none, else its code plus 1. */
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

    /** Whether the inspection counts in this family. */
    static boolean isOf(int mark, int family) {
        return family == Family.ANY.code() || mark >>> FAMILY == family;
    }

    /** A bit for the family, and one for {@link Family#ANY}. */
    static int families(int mark) {
        return 1 << (mark >>> FAMILY) | 1 << Family.ANY.code();
    }
}
