package uk.regionalratings.bench.history;

/**
 * How much is invented, and how untidy it is.
 *
 * @param authorities how many there are, 1 to 1,000,000
 * @param events how many events of inspections, duplicates and corrections included
 * @param days on how many different days inspections are published, when there are enough of them
 * @param late share, 0 to 1, of inspections that were published up to two years before those around them
 * @param duplicated share of events that repeat an earlier one
 * @param corrected share of events that correct an earlier one: same inspection, higher revision, other grades
 * @param oneJudgement whether inspections make one judgement, overall effectiveness, instead of all that a real report of their time makes
 */
public record Scale(
        int authorities,
        long events,
        int days,
        double late,
        double duplicated,
        double corrected,
        boolean oneJudgement) {
    private static final int MOST_AUTHORITIES = 1_000_000;
    /** Dates reach back to the earliest that an inspection can have. */
    private static final int MOST_DAYS = 12_000;

    public Scale {
        require(authorities >= 1 && authorities <= MOST_AUTHORITIES, "authorities must be 1 to " + MOST_AUTHORITIES);
        require(events >= 1, "events must be 1 or more");
        require(days >= 1 && days <= MOST_DAYS, "days must be 1 to " + MOST_DAYS);
        require(isShare(late) && isShare(duplicated) && isShare(corrected), "shares must be 0 to 1");
        require(duplicated + corrected < 1, "duplicated and corrected together must be less than 1");
    }

    /** Five thousand days, one inspection in ten late, one event in twenty a duplicate, one in twenty a correction. */
    public static Scale of(int authorities, long events) {
        return new Scale(authorities, events, 5_000, 0.1, 0.05, 0.05, false);
    }

    /** Inspections that make all judgements, without duplicates and corrections. */
    public static Scale tidy(int authorities, long events, int days) {
        return new Scale(authorities, events, days, 0.1, 0, 0, false);
    }

    /** How many different inspections an authority has, on average. */
    public double inspectionsPerAuthority() {
        return events * (1 - duplicated - corrected) / authorities;
    }

    /** How many digits the identity of an authority takes: three, as the real ones, while that is enough. */
    public int digits() {
        return Math.max(3, String.valueOf(authorities - 1).length());
    }

    private static boolean isShare(double share) {
        return share >= 0 && share <= 1;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
