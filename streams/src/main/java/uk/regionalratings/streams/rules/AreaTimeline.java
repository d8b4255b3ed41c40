package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one area for one judgement in one family on every day: the sum of the steps of its authorities. Changes
 * are kept by day, with sums for 32 and for 1,024 days, so that neither a change nor a question takes longer as the
 * history grows. A copy shares the parts that neither has changed since. Several threads may read and copy at once;
 * while one of them adds, no other thread may do either.
 */
public final class AreaTimeline {
    private static final int N = Counts.SIZE;
    private static final int BLOCK_BITS = 5;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int CHUNK_BITS = 2 * BLOCK_BITS;

    /** The changes on {@link Lines#BEGINNING}. */
    private final int[] beginning = new int[N];

    private int firstChunk;
    private @Nullable Chunk[] chunks = {};
    private int changedDays;
    /**
     * The owner of chunks that this timeline may change. Chunks of another owner are shared with a copy; this timeline
     * copies them before it changes them.
     */
    private Object owner = new Object();

    /** The changes in 1,024 days: in total, in each block of 32 days, and on each day. */
    private static final class Chunk {
        private final Object owner;
        private final int[] all;
        private final int[] blocks;
        private final int[] @Nullable [] days;
        /** One bit for each block whose days are not shared. */
        private int unshared;

        Chunk(Object owner) {
            this.owner = owner;
            this.all = new int[N];
            this.blocks = new int[BLOCK * N];
            this.days = new int[BLOCK][];
        }

        Chunk(Object owner, Chunk shared) {
            this.owner = owner;
            this.all = shared.all.clone();
            this.blocks = shared.blocks.clone();
            this.days = shared.days.clone();
        }

        private int[] writable(int block) {
            int[] known = days[block];
            if (known == null) {
                known = new int[BLOCK * N];
            } else if ((unshared & 1 << block) == 0) {
                known = known.clone();
            }
            unshared |= 1 << block;
            days[block] = known;
            return known;
        }
    }

    /** An independent copy with the same counts. */
    AreaTimeline copy() {
        AreaTimeline copy = new AreaTimeline();
        System.arraycopy(beginning, 0, copy.beginning, 0, N);
        copy.firstChunk = firstChunk;
        copy.chunks = chunks.clone();
        copy.changedDays = changedDays;
        owner = new Object();
        return copy;
    }

    /** Adds or removes one authority's step; see {@link Steps#step} for the arguments. */
    public void add(int day, int from, int to, boolean published, int times) {
        if (day == Lines.BEGINNING) {
            changedDays -= isZero(beginning, 0) ? 0 : 1;
            add(beginning, 0, from, to, published, times);
            changedDays += isZero(beginning, 0) ? 0 : 1;
            return;
        }
        Chunk chunk = writable(day >> CHUNK_BITS);
        int block = day >> BLOCK_BITS & BLOCK - 1;
        int[] days = chunk.writable(block);
        int offset = (day & BLOCK - 1) * N;
        changedDays -= isZero(days, offset) ? 0 : 1;
        add(days, offset, from, to, published, times);
        changedDays += isZero(days, offset) ? 0 : 1;
        add(chunk.blocks, block * N, from, to, published, times);
        add(chunk.all, 0, from, to, published, times);
    }

    private static void add(int[] numbers, int offset, int from, int to, boolean published, int times) {
        Counts.addState(from, -times, numbers, offset);
        Counts.addState(to, times, numbers, offset);
        Counts.addPublications(published ? times : 0, numbers, offset);
    }

    private static void addAll(int[] from, int offset, int[] to, int toOffset) {
        for (int i = 0; i < N; i++) {
            to[toOffset + i] += from[offset + i];
        }
    }

    private static boolean isZero(int[] numbers, int offset) {
        int any = 0;
        for (int i = 0; i < N; i++) {
            any |= numbers[offset + i];
        }
        return any == 0;
    }

    private Chunk writable(int number) {
        if (chunks.length == 0) {
            firstChunk = number;
        }
        int before = Math.max(0, firstChunk - number);
        int length = Math.max(before + chunks.length, number - firstChunk + 1);
        if (length > chunks.length) {
            @Nullable Chunk[] longer = new Chunk[length];
            System.arraycopy(chunks, 0, longer, before, chunks.length);
            chunks = longer;
            firstChunk -= before;
        }
        Chunk chunk = chunks[number - firstChunk];
        if (chunk == null || chunk.owner != owner) {
            chunk = chunk == null ? new Chunk(owner) : new Chunk(owner, chunk);
            chunks[number - firstChunk] = chunk;
        }
        return chunk;
    }

    private @Nullable Chunk chunk(int day) {
        long index = (long) (day >> CHUNK_BITS) - firstChunk;
        return index < 0 || index >= chunks.length ? null : chunks[(int) index];
    }

    /** The counts on {@code day}. */
    public Counts on(LocalDate day) {
        return Counts.ofArray(on(Lines.day(day)));
    }

    /** The counts on {@code day} in the form of {@link Counts#toArray()}. */
    public int[] on(int day) {
        int[] sum = beginning.clone();
        if (day == Lines.BEGINNING) {
            return sum;
        }
        long before = Math.min(chunks.length, (long) (day >> CHUNK_BITS) - firstChunk);
        for (int i = 0; i < before; i++) {
            Chunk chunk = chunks[i];
            if (chunk != null) {
                addAll(chunk.all, 0, sum, 0);
            }
        }
        Chunk last = chunk(day);
        if (last != null) {
            int block = day >> BLOCK_BITS & BLOCK - 1;
            for (int i = 0; i < block; i++) {
                addAll(last.blocks, i * N, sum, 0);
            }
            int[] days = last.days[block];
            for (int i = 0; days != null && i <= (day & BLOCK - 1); i++) {
                addAll(days, i * N, sum, 0);
            }
        }
        return sum;
    }

    /** Whether the counts are 0 on every day. */
    public boolean isEmpty() {
        return changedDays == 0;
    }

    /** The first day on which an authority counts with a grade; empty if there is none. */
    public Optional<LocalDate> firstRated() {
        return firstDay(Counts::hasGrades);
    }

    /**
     * The first day on which an authority counts. Empty if there is none, and if an authority counts from
     * {@link Lines#BEGINNING} on, which is not a day of the calendar.
     */
    public Optional<LocalDate> firstCounted() {
        return isZero(beginning, 0) ? firstDay((numbers, offset) -> !isZero(numbers, offset)) : Optional.empty();
    }

    private Optional<LocalDate> firstDay(DayTest test) {
        for (int i = 0; i < chunks.length; i++) {
            for (int day = 0; chunks[i] != null && day < 1 << CHUNK_BITS; day++) {
                if (is(i, day, test)) {
                    return Optional.of(day(i, day));
                }
            }
        }
        return Optional.empty();
    }

    /** The last day on which a publication changed the counts; empty if there is none. */
    public Optional<LocalDate> lastPublication() {
        for (int i = chunks.length - 1; i >= 0; i--) {
            for (int day = (1 << CHUNK_BITS) - 1; chunks[i] != null && day >= 0; day--) {
                if (is(i, day, (numbers, offset) -> Counts.publications(numbers, offset) > 0)) {
                    return Optional.of(day(i, day));
                }
            }
        }
        return Optional.empty();
    }

    private boolean is(int index, int day, DayTest test) {
        Chunk chunk = chunks[index];
        int[] days = chunk == null ? null : chunk.days[day >> BLOCK_BITS];
        return days != null && test.holds(days, (day & BLOCK - 1) * N);
    }

    /** A condition for the numbers of a day, which begin at {@code offset}. */
    @FunctionalInterface
    private interface DayTest {
        boolean holds(int[] numbers, int offset);
    }

    private LocalDate day(int index, int day) {
        return LocalDate.ofEpochDay((((long) firstChunk + index) << CHUNK_BITS) + day);
    }
}
