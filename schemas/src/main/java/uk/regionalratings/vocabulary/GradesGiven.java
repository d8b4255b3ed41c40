package uk.regionalratings.vocabulary;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The grades that one report gives, in the order in which judgements are declared. Immutable. Takes a third of the memory of a map for any keys:
 * every process that answers questions keeps one for each inspection.
 */
public final class GradesGiven extends AbstractMap<Judgement, GradeGiven> {
    private static final Judgement[] JUDGEMENTS = Judgement.values();

    /** A bit for each judgement that is made. */
    private final int made;

    private final GradeGiven[] given;

    private GradesGiven(int made, GradeGiven[] given) {
        this.made = made;
        this.given = given;
    }

    /**
     * The grades of a report.
     *
     * @param byCode the grade of each judgement in the place of its code; null for one that the report does not make
     */
    public static GradesGiven ofCodes(@Nullable GradeGiven[] byCode) {
        int made = 0;
        int size = 0;
        GradeGiven[] given = new GradeGiven[JUDGEMENTS.length];
        for (int i = 0; i < JUDGEMENTS.length; i++) {
            GradeGiven one = byCode[JUDGEMENTS[i].code()];
            if (one != null) {
                made |= 1 << i;
                given[size++] = one;
            }
        }
        return new GradesGiven(made, Arrays.copyOf(given, size));
    }

    static GradesGiven of(Map<Judgement, GradeGiven> grades) {
        if (grades instanceof GradesGiven same) {
            return same;
        }
        @Nullable GradeGiven[] byCode = new GradeGiven[JUDGEMENTS.length];
        grades.forEach((judgement, one) -> byCode[judgement.code()] = one);
        return ofCodes(byCode);
    }

    private boolean isMade(int judgement) {
        return (made >> judgement & 1) != 0;
    }

    private GradeGiven at(int judgement) {
        return given[Integer.bitCount(made & (1 << judgement) - 1)];
    }

    @Override
    public @Nullable GradeGiven get(@Nullable Object key) {
        return key instanceof Judgement judgement && isMade(judgement.ordinal()) ? at(judgement.ordinal()) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof Judgement judgement && isMade(judgement.ordinal());
    }

    @Override
    public int size() {
        return given.length;
    }

    @Override
    public void forEach(BiConsumer<? super Judgement, ? super GradeGiven> action) {
        for (int i = 0; i < JUDGEMENTS.length; i++) {
            if (isMade(i)) {
                action.accept(JUDGEMENTS[i], at(i));
            }
        }
    }

    @Override
    public Set<Entry<Judgement, GradeGiven>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Judgement, GradeGiven>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return given.length;
            }
        };
    }

    private final class Entries implements Iterator<Entry<Judgement, GradeGiven>> {
        /** The judgements that are left. */
        private int left = made;

        @Override
        public boolean hasNext() {
            return left != 0;
        }

        @Override
        public Entry<Judgement, GradeGiven> next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            int judgement = Integer.numberOfTrailingZeros(left);
            left &= left - 1;
            return Map.entry(JUDGEMENTS[judgement], at(judgement));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GradesGiven that
                ? made == that.made && Arrays.equals(given, that.given)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
