package uk.regionalratings.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.view.Version;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What the clients of one run saw, in the manner of Jepsen: acknowledgements, answers, events of the change stream and deliveries of alerts,
 * recorded while everything around them fails. {@link HistoryCheck} holds it against what the topics hold afterwards.
 */
final class RunHistory {
    final Set<String> acknowledged = new LinkedHashSet<>();
    final List<Read> reads = new ArrayList<>();
    final List<Unversioned> unversioned = new ArrayList<>();
    final Map<String, Set<String>> cited = new LinkedHashMap<>();
    final List<String> refusals = new ArrayList<>();
    final Map<String, List<Told>> streamed = new LinkedHashMap<>();
    final Map<String, List<Told>> delivered = new LinkedHashMap<>();

    /**
     * One answer.
     *
     * @param life the instance and which of its lives, whose answers follow one another
     * @param atLeast the version or position that the answer had to include; null if any would do
     * @param complete whether the answer claims to be exactly that of its version
     */
    record Read(String life, String question, Version version, @Nullable String atLeast, boolean complete, Seen seen) {}

    /**
     * An answer without a version, as from an instance that has not read all facts yet.
     *
     * @param complete whether the answer does not say that it lacks something
     */
    record Unversioned(String life, String question, boolean complete, Seen seen) {}

    /** What an answer says. */
    sealed interface Seen {}

    /** The revision of each inspection of an authority. */
    record Revisions(String authorityId, Map<String, Integer> revisions) implements Seen {}

    /** Counts of an area: by grade from the best, then superseded, not rated, and authorities. */
    record DayCounts(String area, Family family, Judgement judgement, LocalDate asOf, List<Integer> numbers)
            implements Seen {}

    /**
     * One version of a change.
     *
     * @param id that of the event in the change stream, or of the delivery; empty where it was published
     * @param content a digest of what it says
     */
    record Told(String authorityId, String changeId, int version, String id, int content) {
        String what() {
            return changeId + "@" + version;
        }
    }

    /** A fact was acknowledged, as {@code inspectionId/revision}. */
    synchronized void acknowledged(String fact) {
        acknowledged.add(fact);
    }

    synchronized void read(Read read) {
        reads.add(read);
    }

    synchronized void read(Unversioned read) {
        unversioned.add(read);
    }

    /** A permalink was answered with this. */
    synchronized void cited(String permalink, String answer) {
        cited.computeIfAbsent(permalink, any -> new LinkedHashSet<>()).add(answer);
    }

    /** A question that can be answered was called wrong. */
    synchronized void refused(String what) {
        refusals.add(what);
    }

    /** A client of the change stream begins: it is to receive every change. */
    synchronized void listens(String client) {
        streamed.computeIfAbsent(client, any -> new ArrayList<>());
    }

    /** A subscription begins: its receiver is to have every change. */
    synchronized void subscribes(String subscription) {
        delivered.computeIfAbsent(subscription, any -> new ArrayList<>());
    }

    /** A client of the change stream received an event. */
    synchronized void streamed(String client, Told told) {
        streamed.computeIfAbsent(client, any -> new ArrayList<>()).add(told);
    }

    /** A receiver of a subscription took an alert. */
    synchronized void delivered(String subscription, Told told) {
        delivered.computeIfAbsent(subscription, any -> new ArrayList<>()).add(told);
    }

    /** How many different changes a client of the stream, or a receiver, has had. */
    synchronized int had(Map<String, List<Told>> where, String who) {
        return (int) where.getOrDefault(who, List.of()).stream()
                .map(Told::what)
                .distinct()
                .count();
    }

    /** Writes everything to a file, the anomalies first. */
    synchronized void write(Path file, List<String> anomalies) {
        List<String> lines = new ArrayList<>(anomalies);
        lines.add(summary());
        acknowledged.forEach(fact -> lines.add("acknowledged " + fact));
        reads.forEach(read -> lines.add(read.toString()));
        unversioned.forEach(read -> lines.add(read.toString()));
        cited.forEach((permalink, answers) -> lines.add(permalink + ": " + answers.size() + " answers"));
        streamed.forEach((client, told) -> told.forEach(one -> lines.add(client + ": " + one)));
        delivered.forEach((subscription, told) -> told.forEach(one -> lines.add(subscription + ": " + one)));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many different changes each client of the stream and each receiver has had. */
    synchronized Map<String, Integer> had() {
        Map<String, Integer> had = new LinkedHashMap<>();
        streamed.keySet().forEach(client -> had.put(client, had(streamed, client)));
        delivered.keySet().forEach(subscription -> had.put(subscription, had(delivered, subscription)));
        return had;
    }

    synchronized String summary() {
        return "%d facts acknowledged, %d answers and %d without a version, %d permalinks, %d events to %d clients, %d alerts to %d receivers"
                .formatted(
                        acknowledged.size(),
                        reads.size(),
                        unversioned.size(),
                        cited.size(),
                        streamed.values().stream().mapToInt(List::size).sum(),
                        streamed.size(),
                        delivered.values().stream().mapToInt(List::size).sum(),
                        delivered.size());
    }
}
