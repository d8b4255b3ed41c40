package uk.regionalratings.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.record.EventReader;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.streams.view.VersionedView;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;

/** A read model that gets rows and facts as those of a running instance does: facts one by one, rows a commit at a time. */
public final class FedView {
    /** When the first fact is sent; each further one a second later. */
    public static final Instant BEGINNING = Instant.parse("2026-08-20T09:30:00Z");

    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());
    private final RatingsView view = new RatingsView(ReferenceFiles.bundledAreas());
    private final EventReader reader;
    private final VersionedView versions;
    private final Map<String, AuthorityHistory> histories = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final long[][] next = new long[2][Topics.PARTITIONS];
    private int sent;

    public FedView() {
        SchemaRegistration.register(serdes.registry());
        reader = new EventReader(view.areas(), serdes);
        versions = new VersionedView(view, reader::read);
        versions.open("0011aabb", Topics.PARTITIONS, Topics.PARTITIONS);
        versions.complete();
    }

    public RatingsView view() {
        return view;
    }

    public VersionedView versions() {
        return versions;
    }

    /** When the fact of this number is sent, counted from 0. */
    public static Instant sentAt(int fact) {
        return BEGINNING.plusSeconds(fact);
    }

    /** A fact is sent and read. Returns its number. */
    public int send(Event event) {
        boolean inspected = event instanceof Event.Published;
        String authorityId = inspected
                ? ((Event.Published) event).inspection().authorityId()
                : ((Event.Registered) event).authority().authorityId();
        byte[] key = authorityId.getBytes(UTF_8);
        int partition = Topics.partitionOf(key, Topics.PARTITIONS);
        long offset = next[inspected ? 0 : 1][partition]++;
        String topic = (inspected ? Topics.INSPECTION_PUBLISHED : Topics.AUTHORITY_REGISTERED).name();
        long time = sentAt(sent).toEpochMilli();
        byte[] value = value(topic, event);
        InputEvent read = reader.read(topic, key, value, time);
        versions.fact(topic, partition, offset, time, key, value, read);
        AuthorityHistory before = histories.getOrDefault(authorityId, AuthorityHistory.empty(authorityId));
        AuthorityHistory after = applied(before, read);
        if (!after.equals(before)) {
            histories.put(authorityId, after);
            changed.add(authorityId);
        }
        return sent++;
    }

    private byte[] value(String topic, Event event) {
        if (event instanceof Event.Published published) {
            return serdes.inspectionPublished()
                    .serializer()
                    .serialize(topic, ContractMapping.toEvent(published.inspection()));
        }
        Event.Registered registered = (Event.Registered) event;
        return serdes.authorityRegistered()
                .serializer()
                .serialize(topic, ContractMapping.toEvent(registered.authority(), registered.revision()));
    }

    private static AuthorityHistory applied(AuthorityHistory before, InputEvent event) {
        Outcome outcome = new Outcome.Duplicate();
        if (event instanceof InputEvent.Inspected inspected) {
            outcome = before.apply(inspected.inspection());
        } else if (event instanceof InputEvent.Registered registered) {
            outcome = before.register(registered.registration());
        }
        return outcome instanceof Outcome.Applied applied ? applied.history() : before;
    }

    /** The position after all inspections of the partition of an authority that were sent, as a gateway writes it. */
    public String position(String authorityId) {
        int partition = Topics.partitionOf(authorityId.getBytes(UTF_8), Topics.PARTITIONS);
        return partition + "-" + next[0][partition];
    }

    /** What a fresh read model knows that gets these events alone. */
    public static RatingsView of(Collection<Event> events) {
        Map<String, AuthorityHistory> histories = new LinkedHashMap<>();
        for (Event event : events) {
            InputEvent input = event instanceof Event.Published published
                    ? new InputEvent.Inspected(published.inspection())
                    : new InputEvent.Registered(new Registration(
                            ((Event.Registered) event).authority(), ((Event.Registered) event).revision()));
            String authorityId = event instanceof Event.Published published
                    ? published.inspection().authorityId()
                    : ((Event.Registered) event).authority().authorityId();
            histories.merge(
                    authorityId,
                    applied(AuthorityHistory.empty(authorityId), input),
                    (known, any) -> applied(known, input));
        }
        RatingsView view = new RatingsView(ReferenceFiles.bundledAreas());
        histories.values().forEach(view::update);
        return view;
    }

    /** The rows of the next commit, in some order. */
    public List<String> uncommitted(Random random) {
        List<String> rows = new ArrayList<>(changed);
        Collections.shuffle(rows, random);
        return rows;
    }

    /** One row of the commit is read. */
    public void show(String authorityId) {
        AuthorityHistory row = Objects.requireNonNull(histories.get(authorityId));
        changed.remove(authorityId);
        view.update(row);
        versions.shown(row);
    }

    /** All rows are read. */
    public void commit() {
        List.copyOf(changed).forEach(this::show);
    }
}
