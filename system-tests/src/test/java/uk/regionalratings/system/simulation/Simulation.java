package uk.regionalratings.system.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.alerts.delivery.AlertReader;
import uk.regionalratings.alerts.delivery.SimulatedAlerts;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.app.SimulatedInstance;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.topology.SimulatedContracts;
import uk.regionalratings.streams.topology.SimulatedTopics;
import uk.regionalratings.streams.topology.SimulatedTopology;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The whole pipeline as plain Java over topics in memory: clients that send events, both halves of the topology, two instances with read models,
 * clients of the change stream, two instances of alerts and their receiver. One thread takes one step after the other; then everything comes to
 * rest, and {@link SimulationCheck} looks at what everybody saw.
 */
final class Simulation {
    private static final SimulatedContracts CONTRACTS = new SimulatedContracts(ReferenceFiles.bundledAreas());
    private static final AlertReader ALERTS = new AlertReader(CONTRACTS.serdes());
    /** Noon of a day after all events. */
    private static final Instant SENT = Instant.parse("2026-10-01T11:00:00Z");

    private static final Clock CLOCK = Clock.fixed(SENT, ZoneOffset.UTC);
    /** A history comes to rest in far fewer rounds. */
    private static final int MOST_ROUNDS = 500;

    private final Planted planted;
    private final SimulatedTopics topics = new SimulatedTopics();
    private final SimulatedTopology topology = new SimulatedTopology(topics, CONTRACTS);
    private final List<SimulatedInstance> instances = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final SimulatedReceiver receiver;
    private final SimulatedAlerts alerts;
    private final SimulationCheck check;
    private final List<Event> acknowledged = new ArrayList<>();
    private final List<Event> unanswered = new ArrayList<>();
    private boolean killed;

    private Simulation(Planted planted) {
        this.planted = planted;
        for (int number = 0; number < 2; number++) {
            instances.add(new SimulatedInstance(topics, CONTRACTS, CLOCK));
        }
        clients.add(new SimulatedClient(any -> true, planted));
        clients.add(new SimulatedClient(change -> change.authorityId().compareTo("303") < 0, planted));
        receiver = new SimulatedReceiver(planted);
        alerts = new SimulatedAlerts(topics, ALERTS, CLOCK, receiver, 2);
        check = new SimulationCheck(topics, topology, CONTRACTS);
    }

    /**
     * Runs a history.
     *
     * @throws AssertionError when something was seen that must not be
     */
    static void run(List<Step> steps, Planted planted) {
        Simulation simulation = new Simulation(planted);
        steps.forEach(simulation::take);
        simulation.settle();
        simulation.check();
    }

    private void take(Step step) {
        int number = step.number();
        int task = number % topology.tasks();
        switch (step.kind()) {
            case SEND -> send(SimulatedFacts.of(number % 40), number);
            case SEND_AGAIN -> sendAgain(number);
            case PROCESS -> process(task, number);
            case COMMIT -> commit(task, number);
            case CRASH -> topology.crash(task);
            case READ -> read(instances.get(number & 1), number);
            case RESTART -> restart(instances.get(number & 1));
            case ASK -> ask(instances.get(number & 1), number);
            case TAKE -> takeSome(clients.get(number & 1), instances.get(number >> 1 & 1), number);
            case BREAK -> clients.get(number & 1).disconnect((number >> 1 & 1) == 1);
            case FOLLOW -> alerts.step(number);
            case DELIVER -> deliver(number);
            case KEEP -> alerts.positionsArrive(number);
            case KILL_ALERTS -> {
                alerts.kill(number);
                killed = true;
            }
            case EXPIRE -> {
                alerts.expire(number);
                killed = true;
            }
            case REBALANCE -> alerts.rebalance();
        }
    }

    private void send(Event event, int number) {
        boolean requestLost = number % 11 == 0;
        boolean answerLost = number % 11 == 1;
        if (planted == Planted.ACKNOWLEDGED_AND_LOST && number % 11 == 2) {
            acknowledged.add(event);
            return;
        }
        if (!requestLost) {
            topology.append(event, number % 13 == 0, SENT.toEpochMilli() + number % 1_000);
        }
        if (requestLost || answerLost) {
            unanswered.add(event);
        } else {
            acknowledged.add(event);
        }
    }

    private void sendAgain(int number) {
        if (!unanswered.isEmpty()) {
            send(unanswered.remove(number % unanswered.size()), number);
        } else if (!acknowledged.isEmpty()) {
            send(acknowledged.get(number % acknowledged.size()), number);
        }
    }

    private void process(int task, int number) {
        if (planted == Planted.SKIPPED_RECORD && number % 5 == 0) {
            topology.skip(task);
            return;
        }
        for (int left = some(number); left > 0; left--) {
            topology.process(task, (number >> 3) + left);
        }
    }

    /** How many at once: mostly few. */
    private static int some(int number) {
        return 1 + (number >> 14) % 6;
    }

    private static void read(SimulatedInstance instance, int number) {
        for (int left = 4 * some(number); left > 0; left--) {
            instance.read((number >> 1) + left);
        }
    }

    private static void takeSome(SimulatedClient client, SimulatedInstance instance, int number) {
        boolean more = true;
        for (int left = some(number); more && left > 0; left--) {
            more = client.take(instance);
        }
    }

    private void commit(int task, int number) {
        topology.commit(task);
        if (number % 3 == 0) {
            topology.commit(topology.tasks() - 1);
        }
        if (planted == Planted.PUBLISHED_TWICE) {
            List<SimulatedTopics.Row> changes = topics.all(Topics.RATING_CHANGED.name());
            if (!changes.isEmpty()) {
                SimulatedTopics.Row last = changes.get(changes.size() - 1);
                topics.append(
                        last.topic(),
                        last.partition(),
                        last.key(),
                        last.value(),
                        last.headers(),
                        last.timestamp(),
                        null);
            }
        }
    }

    private void restart(SimulatedInstance instance) {
        clients.forEach(client -> client.disconnectFrom(instance));
        instance.restart();
    }

    private void ask(SimulatedInstance instance, int number) {
        String area = List.of("england", "north", "north-east", "london").get(number >> 1 & 3);
        Family family = Family.values()[(number >> 3) % Family.values().length];
        Judgement judgement = Judgement.values()[(number >> 5) % Judgement.values().length];
        LocalDate day = SimulatedFacts.START.plusDays((number >> 8) % (SimulatedFacts.DAYS + 2) - 1L);
        check.answer(instance, area, family, judgement, day, planted == Planted.ANSWER_FROM_THE_FUTURE ? 3 : 0);
    }

    private void deliver(int number) {
        boolean death = (number >> 4) % 16 == 1;
        receiver.next((number >> 4) % 4 == 0, death);
        alerts.deliver(number, number >> 8);
        if (receiver.died()) {
            alerts.kill(number);
            killed = true;
        }
    }

    /** Whatever is away comes back, whatever was lost is sent again, and everybody goes on until there is nothing left to do. */
    private void settle() {
        unanswered.forEach(event -> send(event, 5));
        unanswered.clear();
        for (int task = 0; task < topology.tasks(); task++) {
            drain(task);
        }
        // What was moved comes to a task that was there before.
        for (int task = 0; task < topology.tasks(); task++) {
            drain(task);
        }
        for (SimulatedInstance instance : instances) {
            for (int number = 0; number < 2 * Topics.PARTITIONS; number++) {
                boolean more = true;
                while (more) {
                    more = instance.read(number);
                }
            }
        }
        for (SimulatedClient client : clients) {
            boolean more = true;
            while (more) {
                more = client.take(instances.get(0));
            }
        }
        receiver.next(false, false);
        int rounds = 0;
        while (!alerts.isDone()) {
            for (int number = 0; number < alerts.size(); number++) {
                alerts.step(number);
                boolean more = true;
                while (more) {
                    more = alerts.deliver(number, 0);
                }
                alerts.step(number);
                alerts.positionsArrive(number);
            }
            if (++rounds > MOST_ROUNDS) {
                throw new AssertionError("alerts do not come to the end of rating-changed");
            }
        }
    }

    private void drain(int task) {
        boolean more = true;
        while (more) {
            more = topology.process(task, 0);
        }
        topology.commit(task);
    }

    private void check() {
        check.tables(acknowledged);
        instances.forEach(check::readModel);
        clients.forEach(check::client);
        check.alerts(receiver.got(), killed);
    }
}
