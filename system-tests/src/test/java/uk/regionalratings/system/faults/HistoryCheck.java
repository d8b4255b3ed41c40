package uk.regionalratings.system.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.streams.view.Version;
import uk.regionalratings.system.faults.RunHistory.DayCounts;
import uk.regionalratings.system.faults.RunHistory.Read;
import uk.regionalratings.system.faults.RunHistory.Revisions;
import uk.regionalratings.system.faults.RunHistory.Told;
import uk.regionalratings.system.faults.RunHistory.Unversioned;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Areas;

/**
 * Holds a {@link RunHistory} against what the topics hold. An anomaly is a line that says who saw what. The list begins with those that
 * Jepsen's Kafka workload looks for (lost and duplicate writes, aborted and skipped reads, reads out of order, offsets that mean two things), and
 * goes on with what docs/consistency.md promises of answers.
 */
final class HistoryCheck {
    /** A recount takes some milliseconds; so many answers about areas are recounted, drawn from all. */
    private static final int MOST_RECOUNTS = 400;

    private final RunHistory history;
    private final KnownFacts facts;
    private final List<Told> published;
    private final Areas areas;
    private final List<String> anomalies = new ArrayList<>();

    /** @param published each version of each change in {@code rating-changed}, those of an authority in their order */
    HistoryCheck(RunHistory history, KnownFacts facts, List<Told> published, Areas areas) {
        this.history = history;
        this.facts = facts;
        this.published = published;
        this.areas = areas;
    }

    /** Everything that must not have been seen. */
    List<String> anomalies() {
        synchronized (history) {
            anomalies.clear();
            acknowledgements();
            history.refusals.forEach(refusal -> anomalies.add("refused: " + refusal));
            answersThatGoBack();
            history.reads.forEach(this::includesWhatWasAsked);
            answersThatContradictTheFacts();
            history.unversioned.forEach(this::withoutVersion);
            permalinks();
            versionsThatGoBack();
            Map<String, List<String>> order = order(published);
            history.streamed.forEach((client, told) -> {
                repeated("client " + client, told);
                missingOrOutOfOrder("client " + client, told, order);
            });
            history.delivered.forEach((subscription, told) -> {
                underTwoIds("subscription " + subscription, told);
                missingOrOutOfOrder("subscription " + subscription, told, order);
            });
            twoContents(history.streamed);
            twoContents(history.delivered);
            return List.copyOf(anomalies);
        }
    }

    private void acknowledgements() {
        Set<String> kept = new HashSet<>(facts.inspections());
        history.acknowledged.stream()
                .filter(fact -> !kept.contains(fact))
                .forEach(fact -> anomalies.add("acknowledged and lost: " + fact));
    }

    private void answersThatGoBack() {
        Map<String, Version> last = new HashMap<>();
        for (Read read : history.reads) {
            Version before = last.put(read.life(), read.version());
            if (before != null
                    && !(read.version().isOfTopicsOf(before) && read.version().includes(before))) {
                anomalies.add(read.life() + " answered from " + read.version() + " after " + before);
            }
        }
    }

    private void includesWhatWasAsked(Read read) {
        String atLeast = read.atLeast();
        if (atLeast == null) {
            return;
        }
        Optional<Version> version = Version.parse(atLeast);
        boolean includes = version.isPresent()
                ? read.version().includes(version.get())
                : FactPosition.parse(atLeast)
                        .orElseThrow()
                        .isWithin(read.version().inspections());
        if (!includes) {
            anomalies.add(
                    read.life() + " answered from " + read.version() + " where at least " + atLeast + " was asked for");
        }
    }

    private void answersThatContradictTheFacts() {
        List<Read> ofAreas = new ArrayList<>();
        for (Read read : history.reads) {
            if (!read.complete()) {
                continue;
            }
            if (read.seen() instanceof Revisions seen) {
                Map<String, Integer> known = facts.revisions(seen.authorityId(), read.version());
                compare(read, new TreeMap<>(seen.revisions()), known);
            } else {
                ofAreas.add(read);
            }
        }
        Collections.shuffle(ofAreas, new Random(ofAreas.size()));
        ofAreas.stream().limit(MOST_RECOUNTS).forEach(this::recount);
    }

    private void recount(Read read) {
        DayCounts seen = (DayCounts) read.seen();
        List<Integer> known = new EventRecount(facts.at(read.version()), areas)
                .counts(areas.find(seen.area()).orElseThrow(), seen.family(), seen.judgement(), seen.asOf());
        compare(read, seen.numbers(), known);
    }

    private void compare(Read read, Object seen, Object known) {
        if (!seen.equals(known)) {
            anomalies.add(read.life() + " answered " + read.question() + " with " + seen + ", and the facts of "
                    + read.version() + " say " + known);
        }
    }

    private void withoutVersion(Unversioned read) {
        if (read.complete()) {
            anomalies.add(read.life() + " answered " + read.question()
                    + " without a version, and did not say that something is missing");
        }
        if (read.seen() instanceof Revisions seen) {
            Map<String, Integer> highest = facts.revisions(seen.authorityId());
            seen.revisions().forEach((inspection, revision) -> {
                if (revision > highest.getOrDefault(inspection, 0)) {
                    anomalies.add(read.life() + " answered " + read.question() + " with revision " + revision + " of "
                            + inspection + ", which nobody published");
                }
            });
        }
    }

    private void permalinks() {
        history.cited.forEach((permalink, answers) -> {
            if (answers.size() > 1) {
                anomalies.add(permalink + " had " + answers.size() + " answers: " + answers);
            }
        });
    }

    private void versionsThatGoBack() {
        Map<String, Integer> last = new HashMap<>();
        for (Told told : published) {
            Integer before = last.put(told.changeId(), told.version());
            if (before != null && before >= told.version()) {
                anomalies.add(told.changeId() + " was published as version " + told.version() + " after " + before);
            }
        }
    }

    private static Map<String, List<String>> order(List<Told> told) {
        Map<String, Set<String>> order = new TreeMap<>();
        told.forEach(one -> order.computeIfAbsent(one.authorityId(), any -> new LinkedHashSet<>())
                .add(one.what()));
        Map<String, List<String>> lists = new TreeMap<>();
        order.forEach((authority, some) -> lists.put(authority, List.copyOf(some)));
        return lists;
    }

    private void repeated(String who, List<Told> told) {
        Set<String> seen = new HashSet<>();
        told.stream()
                .filter(one -> !seen.add(one.what()))
                .forEach(one -> anomalies.add(who + " had " + one.what() + " twice"));
    }

    private void underTwoIds(String who, List<Told> told) {
        Map<String, String> ids = new HashMap<>();
        Map<String, String> named = new HashMap<>();
        for (Told one : told) {
            String before = ids.put(one.what(), one.id());
            if (before != null && !before.equals(one.id())) {
                anomalies.add(who + " had " + one.what() + " as " + before + " and as " + one.id());
            }
            String other = named.put(one.id(), one.what());
            if (other != null && !other.equals(one.what())) {
                anomalies.add(who + " had " + other + " and " + one.what() + " as " + one.id());
            }
        }
    }

    private void twoContents(Map<String, List<Told>> where) {
        Map<String, Integer> contents = new HashMap<>();
        where.forEach((who, told) -> told.forEach(one -> {
            if (contents.computeIfAbsent(one.what(), any -> one.content()) != one.content()) {
                anomalies.add(who + " had " + one.what() + " with another content than before");
            }
        }));
    }

    /** Repeats do not count: what matters is when each was had first. */
    private void missingOrOutOfOrder(String who, List<Told> told, Map<String, List<String>> expected) {
        Map<String, List<String>> had = order(told);
        Map<String, List<String>> all = new LinkedHashMap<>(expected);
        had.keySet().forEach(authority -> all.putIfAbsent(authority, List.of()));
        all.forEach((authority, wanted) -> {
            List<String> first = had.getOrDefault(authority, List.of());
            if (first.equals(wanted)) {
                return;
            }
            Set<String> missing = new LinkedHashSet<>(wanted);
            first.forEach(missing::remove);
            missing.forEach(one -> anomalies.add(who + " never had " + one));
            Set<String> invented = new LinkedHashSet<>(first);
            wanted.forEach(invented::remove);
            invented.forEach(one -> anomalies.add(who + " had " + one + ", which nobody published"));
            if (missing.isEmpty() && invented.isEmpty()) {
                anomalies.add(who + " had the changes of " + authority + " in the order " + first + ", not " + wanted);
            }
        });
    }
}
