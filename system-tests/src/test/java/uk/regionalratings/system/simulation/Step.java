package uk.regionalratings.system.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that happens. Every step can happen in every state, so that any of a history's steps can be left out.
 *
 * @param number chooses whom it happens to, and how
 */
record Step(Kind kind, int number) {
    /** What happens, and how often among a hundred steps. */
    enum Kind {
        /** A client sends an event; the request or its answer may be lost. */
        SEND(14),
        /** A client sends again what was not acknowledged, or, if all was, any of it. */
        SEND_AGAIN(5),
        /** A task of the topology processes some records. */
        PROCESS(20),
        /** A task commits, perhaps the one for the country, too. */
        COMMIT(11),
        /** A task is killed or fenced, and what it did since its last commit never was. */
        CRASH(3),
        /** An instance reads some records into its read models. */
        READ(12),
        RESTART(1),
        /** An instance is asked, and the answer held against the facts that it has read. */
        ASK(4),
        /** A client of the change stream connects if it has to, and takes the next events. */
        TAKE(8),
        /** The connection of such a client breaks, maybe before it has the last event. */
        BREAK(3),
        /** An instance of alerts reads and keeps positions. */
        FOLLOW(9),
        /** One alert is sent; the receiver may refuse it, or the process be killed when the receiver has it. */
        DELIVER(7),
        /** What an instance of alerts sent to keep its positions arrives. */
        KEEP(2),
        KILL_ALERTS(1),
        /** An instance of alerts stands still for longer than its session. */
        EXPIRE(1),
        REBALANCE(1);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** The history of a seed. */
    static List<Step> history(long seed) {
        Random random = new Random(seed);
        List<Kind> chances = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int times = 0; times < kind.weight; times++) {
                chances.add(kind);
            }
        }
        List<Step> steps = new ArrayList<>();
        int length = 30 + random.nextInt(220);
        for (int at = 0; at < length; at++) {
            steps.add(new Step(chances.get(random.nextInt(chances.size())), random.nextInt(1 << 20)));
        }
        return steps;
    }
}
