package uk.regionalratings.streams.rules;

import java.util.Arrays;

/** Collects steps and passes them on later. Not thread-safe. */
public final class StepList implements Steps {
    private static final int NUMBERS = 3;
    private static final int STATE_BITS = 4;
    private static final int STATE = (1 << STATE_BITS) - 1;
    private static final int PUBLISHED = 1 << (2 * STATE_BITS);
    private static final int TAKEN = PUBLISHED << 1;

    private int[] numbers = new int[16 * NUMBERS];
    private int size;

    @Override
    public void step(int line, int day, int from, int to, boolean published, int times) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size] = line;
        numbers[size + 1] = day;
        numbers[size + 2] = from | to << STATE_BITS | (published ? PUBLISHED : 0) | (times < 0 ? TAKEN : 0);
        size += NUMBERS;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Passes on all steps in their order. */
    public void tell(Steps steps) {
        for (int at = 0; at < size; at += NUMBERS) {
            int packed = numbers[at + 2];
            steps.step(
                    numbers[at],
                    numbers[at + 1],
                    packed & STATE,
                    packed >> STATE_BITS & STATE,
                    (packed & PUBLISHED) != 0,
                    (packed & TAKEN) == 0 ? 1 : -1);
        }
    }

    /** Removes all steps. */
    public void clear() {
        size = 0;
    }
}
