package uk.regionalratings.streams.rules;

import java.util.Arrays;
import uk.regionalratings.vocabulary.Grade;

/**
 * The number of authorities in each state, or the change of that number. Immutable. For the counts of an area on a day,
 * the grades and {@link #notRated()} add up to {@link #authorities()}.
 */
public final class Counts {
    private static final int GRADES = Grade.values().length;
    private static final int SUPERSEDED = GRADES;
    private static final int AUTHORITIES = GRADES + 1;
    private static final int INSPECTED = GRADES + 2;

    /** The length of {@link #toArray()}. */
    public static final int SIZE = GRADES + 3;

    /** No authorities; no change. */
    public static final Counts ZERO = new Counts(new int[SIZE]);

    private final int[] numbers;

    private Counts(int[] numbers) {
        this.numbers = numbers;
    }

    /** One authority's contribution on each day of {@code segment}. */
    public static Counts of(Segment segment) {
        int[] numbers = new int[SIZE];
        addState(DayState.of(segment.grade(), segment.superseded()), 1, numbers, 0);
        return new Counts(numbers);
    }

    /** Adds the contribution of one authority in a state, see {@link DayState}. */
    static void addState(int state, int times, int[] numbers, int offset) {
        if (state == DayState.ABSENT) {
            return;
        }
        numbers[offset + AUTHORITIES] += times;
        if (DayState.isRated(state)) {
            numbers[offset + DayState.grade(state)] += times;
        }
        if (DayState.isSuperseded(state)) {
            numbers[offset + SUPERSEDED] += times;
        }
    }

    static void addPublications(int publications, int[] numbers, int offset) {
        numbers[offset + INSPECTED] += publications;
    }

    /** Whether the number of authorities with any of the grades is not 0. */
    static boolean hasGrades(int[] numbers, int offset) {
        int any = 0;
        for (int grade = 0; grade < GRADES; grade++) {
            any |= numbers[offset + grade];
        }
        return any != 0;
    }

    static int publications(int[] numbers, int offset) {
        return numbers[offset + INSPECTED];
    }

    /** The inverse of {@link #toArray()}. */
    public static Counts ofArray(int[] numbers) {
        if (numbers.length != SIZE) {
            throw new IllegalArgumentException("counts have " + SIZE + " numbers, not " + numbers.length);
        }
        return new Counts(numbers.clone());
    }

    /** The sum of both. */
    public Counts plus(Counts other) {
        int[] sum = numbers.clone();
        for (int i = 0; i < SIZE; i++) {
            sum[i] += other.numbers[i];
        }
        return new Counts(sum);
    }

    /** Authorities with this standing grade, including superseded ones. */
    public int of(Grade grade) {
        return numbers[grade.code()];
    }

    /** Authorities whose standing grade is superseded. */
    public int superseded() {
        return numbers[SUPERSEDED];
    }

    /** Authorities that exist. */
    public int authorities() {
        return numbers[AUTHORITIES];
    }

    /** Authorities with a standing grade. */
    public int rated() {
        int rated = 0;
        for (int i = 0; i < GRADES; i++) {
            rated += numbers[i];
        }
        return rated;
    }

    /** Authorities without a standing grade. */
    public int notRated() {
        return authorities() - rated();
    }

    /** If this is the change on a day: the number of segments that begin with a publication on that day. */
    public int publications() {
        return numbers[INSPECTED];
    }

    /** Whether every number is 0. */
    public boolean isZero() {
        return isZero(numbers);
    }

    private static boolean isZero(int[] numbers) {
        for (int number : numbers) {
            if (number != 0) {
                return false;
            }
        }
        return true;
    }

    /** The numbers in a fixed order, for storing: the grades by their code, superseded, authorities, publications. */
    public int[] toArray() {
        return numbers.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Grade grade : Grade.values()) {
            text.append(grade).append('=').append(of(grade)).append(' ');
        }
        return text.append("superseded=")
                .append(superseded())
                .append(" notRated=")
                .append(notRated())
                .append(" authorities=")
                .append(authorities())
                .toString();
    }
}
