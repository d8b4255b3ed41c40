package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Which judgements are counted together. All of a judgement passes through one partition of the second half of the topology; those of a
 * group share it, so that what one event changes in them is one record and, in each store, one row. Fewer groups write fewer records, more
 * groups share the work among more threads.
 */
final class JudgementGroups {
    /** How many there are, and partitions of the second half. State knows its judgements' partition: to change this is to change its format. */
    static final int COUNT = 2;

    private JudgementGroups() {}

    /** The group of a judgement, from 0: in turn, so that the groups are of one size. */
    static int of(Judgement judgement) {
        return judgement.code() % COUNT;
    }

    /** The key of records about a group. */
    static byte[] key(int group) {
        return Integer.toString(group).getBytes(StandardCharsets.UTF_8);
    }

    /** The group that a record of this {@link #key} is about. */
    static int ofKey(byte[] key) {
        return Integer.parseInt(new String(key, StandardCharsets.UTF_8));
    }
}
