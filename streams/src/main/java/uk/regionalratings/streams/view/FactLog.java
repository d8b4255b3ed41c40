package uk.regionalratings.streams.view;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Every fact that changed what its partition says, with its place and time. A place is a partition, numbered from 0:
 * first those of {@code inspection-published}, then those of {@code authority-registered}. Returns what was known about
 * an authority at any version. Not thread-safe.
 */
final class FactLog {
    private final FactDecoder decoder;
    private final int inspectionPlaces;
    private final long[] times;
    private final List<List<Fact>> byPlace;
    private final Map<String, OfAuthority> byAuthority = new HashMap<>();

    /** The facts of one authority and their weight, see {@link #weight}. */
    private static final class OfAuthority {
        private final List<Fact> facts = new ArrayList<>(4);
        /**
         * The facts without those that a later fact of the same place replaced. They give the same history as all
         * facts, and only one or a few belong to a subject that was corrected a thousand times.
         */
        private List<Fact> standing = new ArrayList<>(4);

        private long weight;
    }

    FactLog(FactDecoder decoder, int inspectionPlaces, int registrationPlaces) {
        this.decoder = decoder;
        this.inspectionPlaces = inspectionPlaces;
        this.times = new long[inspectionPlaces + registrationPlaces];
        this.byPlace = IntStream.range(0, times.length)
                .<List<Fact>>mapToObj(place -> new ArrayList<>())
                .toList();
    }

    /** The number of places. */
    int places() {
        return times.length;
    }

    int inspectionPlaces() {
        return inspectionPlaces;
    }

    /**
     * Adds the next fact of a place.
     *
     * @return null if the fact changes nothing
     */
    @Nullable
    Fact add(int place, long offset, long timestamp, String authorityId, byte[] value, InputEvent event) {
        times[place] = Math.max(times[place], timestamp);
        int identity = identity(event);
        Predicate<Fact> sameSubject = fact -> fact.identity() == identity && isReference(fact) == isReference(place);
        OfAuthority known = byAuthority.computeIfAbsent(authorityId, any -> new OfAuthority());
        List<Fact> related = known.standing.stream().filter(sameSubject).toList();
        List<Fact> here = related.stream().filter(fact -> fact.place() == place).toList();
        if (!here.isEmpty() && apply(history(authorityId, here), event) == null) {
            return null;
        }
        AuthorityHistory before = history(authorityId, related);
        AuthorityHistory after = apply(before, event);
        known.weight += after == null ? 0 : weight(after) - weight(before);
        // All facts of an authority share one copy of its identity.
        String owner = known.facts.isEmpty() ? authorityId : known.facts.get(0).authorityId();
        Fact fact = new Fact(owner, place, offset, timestamp, times[place], identity, value);
        known.facts.add(fact);
        known.standing.removeAll(
                here.stream().filter(one -> isReplaced(one, event)).toList());
        known.standing.add(fact);
        byPlace.get(place).add(fact);
        return fact;
    }

    /** Whether an earlier fact with the same hash is about the same subject. */
    private boolean isReplaced(Fact earlier, InputEvent event) {
        if (!(event instanceof InputEvent.Inspected now)) {
            return true;
        }
        return read(earlier) instanceof InputEvent.Inspected before
                && before.inspection().inspectionId().equals(now.inspection().inspectionId());
    }

    /** Removes a fact that the topology did not apply. */
    void remove(Fact fact) {
        OfAuthority known = Objects.requireNonNull(byAuthority.get(fact.authorityId()));
        known.facts.remove(fact);
        // Facts that it replaced may count again.
        known.standing = new ArrayList<>(known.facts);
        known.weight = weight(history(fact.authorityId(), known.facts));
        byPlace.get(fact.place()).remove(fact);
    }

    private boolean isReference(int place) {
        return place >= inspectionPlaces;
    }

    private boolean isReference(Fact fact) {
        return isReference(fact.place());
    }

    private static int identity(InputEvent event) {
        return event instanceof InputEvent.Inspected inspected
                ? inspected.inspection().inspectionId().hashCode()
                : 0;
    }

    /** The history including the event; null if the event changes nothing. */
    static @Nullable AuthorityHistory apply(AuthorityHistory history, InputEvent event) {
        Outcome outcome;
        if (event instanceof InputEvent.Inspected inspected) {
            outcome = history.apply(inspected.inspection());
        } else if (event instanceof InputEvent.Registered registered) {
            outcome = history.register(registered.registration());
        } else {
            return null;
        }
        return outcome instanceof Outcome.Applied applied ? applied.history() : null;
    }

    /**
     * A number that grows with every revision that a history accepts: the later of two states of an authority has the
     * greater weight.
     */
    static long weight(AuthorityHistory history) {
        return history.inspections().stream().mapToLong(Inspection::revision).sum()
                + history.registration().map(Registration::revision).orElse(0L)
                + (history.registration().isPresent() ? 1 : 0);
    }

    /** The weight of an authority's facts. */
    long weight(String authorityId) {
        OfAuthority known = byAuthority.get(authorityId);
        return known == null ? 0 : known.weight;
    }

    Collection<String> authorities() {
        return byAuthority.keySet();
    }

    /** A copy of the facts of an authority, in no particular order. */
    List<Fact> of(String authorityId) {
        OfAuthority known = byAuthority.get(authorityId);
        return known == null ? List.of() : List.copyOf(known.facts);
    }

    /** Decodes a fact. */
    InputEvent read(Fact fact) {
        String topic = (isReference(fact) ? Topics.AUTHORITY_REGISTERED : Topics.INSPECTION_PUBLISHED).name();
        return decoder.read(topic, fact.authorityId().getBytes(StandardCharsets.UTF_8), fact.value(), fact.sentAt());
    }

    /** The history that follows from {@code facts} of one authority. */
    AuthorityHistory history(String authorityId, Collection<Fact> facts) {
        Map<String, AuthorityHistory> inspections = new LinkedHashMap<>();
        AuthorityHistory reference = AuthorityHistory.empty(authorityId);
        for (Fact fact : facts) {
            InputEvent event = read(fact);
            if (event instanceof InputEvent.Inspected inspected) {
                // Inspections are collected first: each apply() copies the whole history.
                inspections.compute(inspected.inspection().inspectionId(), (any, known) -> {
                    AuthorityHistory one = known == null ? AuthorityHistory.empty(authorityId) : known;
                    return Objects.requireNonNullElse(apply(one, event), one);
                });
            } else {
                reference = Objects.requireNonNullElse(apply(reference, event), reference);
            }
        }
        return new AuthorityHistory(
                authorityId,
                reference.registration().orElse(null),
                inspections.values().stream()
                        .flatMap(one -> one.inspections().stream())
                        .toList());
    }

    /** For each place the offset after the last fact that was known at an instant. */
    long[] at(Instant instant) {
        return ends(fact -> fact.knownAt() <= instant.toEpochMilli());
    }

    /**
     * For each place, the offset after the last fact before {@code limits}. Positions with equal contents have equal
     * offsets.
     */
    long[] before(long[] limits) {
        return ends(fact -> fact.offset() < limits[fact.place()]);
    }

    /** @param known accepts the facts at the beginning of each place, and no others */
    private long[] ends(Predicate<Fact> known) {
        long[] ends = new long[places()];
        for (int place = 0; place < ends.length; place++) {
            Fact last = last(byPlace.get(place), known);
            ends[place] = last == null ? 0 : last.offset() + 1;
        }
        return ends;
    }

    private static @Nullable Fact last(List<Fact> facts, Predicate<Fact> known) {
        int low = 0;
        int high = facts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (known.test(facts.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : facts.get(low - 1);
    }

    /** When the newest of the facts before {@code limits} was known; the epoch if there are none. */
    Instant newest(long[] limits) {
        long newest = 0;
        for (int place = 0; place < limits.length; place++) {
            Fact last = last(byPlace.get(place), fact -> fact.offset() < limits[fact.place()]);
            newest = Math.max(newest, last == null ? 0 : last.knownAt());
        }
        return Instant.ofEpochMilli(newest);
    }

    /** The facts from one position to another, in no particular order. */
    List<Fact> between(long[] from, long[] to) {
        return byPlace.stream()
                .flatMap(List::stream)
                .filter(fact -> fact.offset() >= from[fact.place()] && fact.offset() < to[fact.place()])
                .toList();
    }

    Version version(String topics, long[] ends) {
        return new Version(
                newest(ends),
                topics,
                Arrays.copyOf(ends, inspectionPlaces),
                Arrays.copyOfRange(ends, inspectionPlaces, ends.length));
    }
}
