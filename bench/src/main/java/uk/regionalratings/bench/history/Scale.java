package uk.regionalratings.bench.history;

/**
 * How large and how untidy the synthetic history is.
 *
 * @param authorities number of authorities, 1 to 1,000,000
 * @param events number of inspection events, including duplicates and corrections
 * @param days number of different publication days, if there are enough inspections
 * @param late share (0 to 1) of inspections published up to two years before their neighbours in the topic
 * @param duplicated share of events that repeat an earlier one
 * @param corrected share of events that correct an earlier one: same inspection, higher revision, other grades
 * @param oneJudgement whether inspections make only the judgement overall effectiveness instead of all those in a real
 *     report of their time
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
    /** Dates go back to the earliest permitted for an inspection. */
    private static final int MOST_DAYS = 12_000;

    public Scale {
        require(authorities >= 1 && authorities <= MOST_AUTHORITIES, "authorities must be 1 to " + MOST_AUTHORITIES);
        require(events >= 1, "events must be 1 or more");
        require(days >= 1 && days <= MOST_DAYS, "days must be 1 to " + MOST_DAYS);
        require(isShare(late) && isShare(duplicated) && isShare(corrected), "shares must be 0 to 1");
        require(duplicated + corrected < 1, "duplicated and corrected together must be less than 1");
    }

    /** 5,000 days; 10% of inspections late, 5% of events duplicates, 5% corrections. */
    public static Scale of(int authorities, long events) {
        return new Scale(authorities, events, 5_000, 0.1, 0.05, 0.05, false);
    }

    /** Inspections that make all judgements, without duplicates or corrections. */
    public static Scale tidy(int authorities, long events, int days) {
        return new Scale(authorities, events, days, 0.1, 0, 0, false);
    }

    /** The average number of different inspections of an authority. */
    public double inspectionsPerAuthority() {
        return events * (1 - duplicated - corrected) / authorities;
    }

    /** The number of digits in an authority's identifier: three, as in reality, or more if needed. */
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
