package uk.regionalratings.streams.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.Topics;

/**
 * The rating changes that hold, as last published but without their counts, which are told anew whenever a change is; in the order
 * of their publication within each kind. And the version of each change that was ever published. A kind is one judgement going from one grade to another, anywhere in England.
 */
final class ChangeLedger {
    private static final char AFTER_SLASH = '/' + 1;

    private final KeyValueStore<String, byte[]> changes;
    private final KeyValueStore<String, Integer> versions;
    private final Serde<RatingChanged> records;
    /** The first change of each kind that was asked for, which saves looking for it in the store. */
    private final Map<String, Optional<RatingChanged>> firsts = new HashMap<>();

    private boolean formatKnown;

    /**
     * Looks at the state that was found.
     *
     * @param changes in the form of their topic
     * @param records that form
     * @throws StateFormatException when another version of the software keeps it in another form
     */
    ChangeLedger(
            KeyValueStore<String, byte[]> changes,
            KeyValueStore<String, Integer> versions,
            Serde<RatingChanged> records) {
        this.changes = changes;
        this.versions = versions;
        this.records = records;
        Integer found = versions.get(Names.STATE_FORMAT);
        this.formatKnown = found != null;
        if (found != null) {
            StateFormat.require(found);
        }
    }

    /** Takes the change out of those that hold. */
    void remove(RatingChanged change) {
        changes.delete(key(change));
        firsts.computeIfPresent(
                kind(change),
                (kind, first) ->
                        first.filter(known -> key(known).equals(key(change))).isPresent() ? null : first);
    }

    /** Lets a change that is about to be {@link #put} be the first of its kind, if it is. */
    void announce(RatingChanged change) {
        first(kind(change))
                .filter(known -> key(known).compareTo(key(change)) < 0)
                .ifPresentOrElse(known -> {}, () -> firsts.put(kind(change), Optional.of(change)));
    }

    /** Puts the change, without counts, among those that hold. */
    void put(RatingChanged change) {
        changes.put(key(change), records.serializer().serialize(Topics.RATING_CHANGED.name(), change));
        firsts.computeIfPresent(
                kind(change),
                (kind, first) ->
                        first.filter(known -> key(known).equals(key(change))).isPresent()
                                ? Optional.of(change)
                                : first);
    }

    /** The number that the next publication of this change bears: 1, 2, 3 and so on. */
    int nextVersion(String changeId) {
        Integer last = versions.get(changeId);
        int next = last == null ? 1 : last + 1;
        // With what is counted, and not before: a record by itself would open a transaction that nothing commits.
        if (!formatKnown) {
            versions.put(Names.STATE_FORMAT, StateFormat.CURRENT);
            formatKnown = true;
        }
        versions.put(changeId, next);
        return next;
    }

    /**
     * The first change of the same kind in England. Null when there is none, and for a first grade: that goes from no grade
     * to a grade and has no kind.
     */
    @Nullable
    RatingChanged firstOfKind(RatingChanged change) {
        if (change.getFrom() == null) {
            return null;
        }
        return first(kind(change)).orElse(null);
    }

    private Optional<RatingChanged> first(String kind) {
        return firsts.computeIfAbsent(kind, this::find);
    }

    private Optional<RatingChanged> find(String kind) {
        try (KeyValueIterator<String, byte[]> inOrder =
                changes.range(kind, kind.substring(0, kind.length() - 1) + AFTER_SLASH)) {
            return inOrder.hasNext() ? Optional.of(decode(inOrder.next().value)) : Optional.empty();
        }
    }

    private RatingChanged decode(byte[] change) {
        return records.deserializer().deserialize(Topics.RATING_CHANGED.name(), change);
    }

    /** Names the kind of a change; ends with a slash. */
    static String kind(RatingChanged change) {
        return change.getJudgement() + "/" + Objects.requireNonNullElse(change.getFrom(), "") + "/" + change.getTo()
                + "/";
    }

    /** Sorts by kind, then as inspections follow one another, then by authority, so that no two are equal. */
    private static String key(RatingChanged change) {
        return kind(change)
                + change.getPublishedOn() + "/" + change.getEndedOn() + "/" + change.getInspectionId() + "/"
                + change.getAuthorityId();
    }
}
