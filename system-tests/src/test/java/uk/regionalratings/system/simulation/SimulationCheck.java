package uk.regionalratings.system.simulation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.app.SimulatedInstance;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.streams.recount.TableComparison;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.topology.SimulatedContracts;
import uk.regionalratings.streams.topology.SimulatedTopics;
import uk.regionalratings.streams.topology.SimulatedTopology;
import uk.regionalratings.streams.view.ChangeOutline;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** Holds what everybody saw in a simulated history against the facts. Every method throws an {@link AssertionError} that says what is wrong. */
final class SimulationCheck {
    private final SimulatedTopics topics;
    private final SimulatedTopology topology;
    private final SimulatedContracts contracts;

    SimulationCheck(SimulatedTopics topics, SimulatedTopology topology, SimulatedContracts contracts) {
        this.topics = topics;
        this.topology = topology;
        this.contracts = contracts;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new AssertionError(problem);
        }
    }

    /**
     * An answer for a day must count what the rows say that the instance has read, and nothing that was published later.
     *
     * @param ahead a planted fault: the answer is of so many days later
     */
    void answer(SimulatedInstance instance, String area, Family family, Judgement judgement, LocalDate day, int ahead) {
        List<Event> known = new ArrayList<>();
        instance.rows().values().forEach(row -> known.addAll(topology.behind(row)));
        Counts answer =
                instance.ratings().read(reading -> reading.counts(area, family, judgement, day.plusDays(ahead)));
        List<Integer> numbers = new ArrayList<>();
        for (Grade grade : Grade.values()) {
            numbers.add(answer.of(grade));
        }
        numbers.addAll(List.of(answer.superseded(), answer.notRated(), answer.authorities()));
        List<Integer> expected = new EventRecount(known, contracts.areas())
                .counts(contracts.areas().find(area).orElseThrow(), family, judgement, day);
        require(
                numbers.equals(expected),
                "the answer for " + area + ", " + family + ", " + judgement + " on " + day + " is " + numbers
                        + ", and the facts read say " + expected);
    }

    /** Tables and rating changes must be those of the events that were acknowledged. */
    void tables(List<Event> acknowledged) {
        TableComparison comparison =
                new TableComparison(new EventRecount(acknowledged, contracts.areas()), contracts.areas());
        latest(Topics.AUTHORITY_RATINGS.name())
                .forEach((key, value) -> comparison.authority(
                        key,
                        contracts
                                .authorityRatings()
                                .deserializer()
                                .deserialize(Topics.AUTHORITY_RATINGS.name(), value)));
        latest(Topics.AREA_RATINGS.name())
                .forEach((key, value) -> comparison.area(
                        key, contracts.areaRatings().deserializer().deserialize(Topics.AREA_RATINGS.name(), value)));
        changes().forEach(comparison::changes);
        require(comparison.differences().isEmpty(), "verify finds " + comparison.differences());
    }

    private Map<String, byte[]> latest(String topic) {
        Map<String, byte[]> latest = new TreeMap<>();
        for (SimulatedTopics.Row row : topics.all(topic)) {
            String key = new String(row.key(), StandardCharsets.UTF_8);
            byte[] value = row.value();
            if (value == null) {
                latest.remove(key);
            } else {
                latest.put(key, value);
            }
        }
        return latest;
    }

    private List<InspectionChanges> changes() {
        return topics.all(Topics.RATING_CHANGED.name()).stream()
                .map(row ->
                        contracts.ratingChanged().deserializer().deserialize(Topics.RATING_CHANGED.name(), row.value()))
                .toList();
    }

    /** What was published, each change that is told anew, by authority in its order. */
    private Map<String, List<RatingChanged>> published() {
        Map<String, List<RatingChanged>> published = new TreeMap<>();
        changes().forEach(record -> ContractMapping.newChanges(record).forEach(change -> published
                .computeIfAbsent(change.getAuthorityId(), any -> new ArrayList<>())
                .add(change)));
        return published;
    }

    /** An instance that has read everything must list the latest version of each change that holds. */
    void readModel(SimulatedInstance instance) {
        Set<String> expected = new TreeSet<>();
        Map<String, InspectionChanges> latest = new HashMap<>();
        changes().forEach(record -> latest.put(record.getId(), record));
        latest.values().forEach(record -> ContractMapping.changes(record).stream()
                .filter(change -> !change.getRetracted())
                .forEach(change -> expected.add(SimulatedReceiver.told(change))));
        Set<String> listed = new TreeSet<>();
        instance.changes().list(any -> true, null, 1_000).forEach(change -> listed.add(SimulatedReceiver.told(change)));
        require(listed.equals(expected), "an instance lists " + listed + ", and there are " + expected);
    }

    /** A client of the change stream must have had each change that it asks for once, and those of an authority in their order. */
    void client(SimulatedClient client) {
        Map<String, List<String>> expected = new TreeMap<>();
        published().forEach((authority, changes) -> {
            List<String> told = changes.stream()
                    .filter(change -> client.filter().test(ChangeOutline.of(change)))
                    .map(SimulatedReceiver::told)
                    .toList();
            if (!told.isEmpty()) {
                expected.put(authority, told);
            }
        });
        Map<String, List<String>> received = new TreeMap<>();
        client.received().forEach(change -> received.computeIfAbsent(change.getAuthorityId(), any -> new ArrayList<>())
                .add(SimulatedReceiver.told(change)));
        require(received.equals(expected), "a client of the change stream had " + received + ", and not " + expected);
    }

    /**
     * The receiver of alerts must have had each change, under one id, those of an authority in their order; again only after something was killed.
     */
    void alerts(List<SimulatedReceiver.Got> got, boolean killed) {
        Map<String, String> ids = new LinkedHashMap<>();
        Map<String, Set<String>> first = new TreeMap<>();
        Set<String> repeated = new HashSet<>();
        for (SimulatedReceiver.Got one : got) {
            String before = ids.put(one.told(), one.deliveryId());
            require(
                    before == null || before.equals(one.deliveryId()),
                    one.told() + " was delivered as " + before + " and as " + one.deliveryId());
            if (before != null) {
                repeated.add(one.told());
            }
            first.computeIfAbsent(one.authorityId(), any -> new LinkedHashSet<>())
                    .add(one.told());
        }
        require(new HashSet<>(ids.values()).size() == ids.size(), "two changes were delivered under one id");
        require(killed || repeated.isEmpty(), "nothing was killed, and these were delivered again: " + repeated);
        Map<String, List<String>> expected = new TreeMap<>();
        published()
                .forEach((authority, changes) -> expected.put(
                        authority, changes.stream().map(SimulatedReceiver::told).toList()));
        Map<String, List<String>> delivered = new TreeMap<>();
        first.forEach((authority, told) -> delivered.put(authority, List.copyOf(told)));
        require(delivered.equals(expected), "alerts were delivered as " + delivered + ", and not as " + expected);
    }
}
