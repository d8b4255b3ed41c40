package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.streams.view.Arrival;
import uk.regionalratings.streams.view.ChangeRecord;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.RatingsView;

/** The live stream under many clients, restarts, and clients who behave badly. */
@Tag("sized")
class ChangeStreamTest {
    private static final RatingsView RATINGS = BundledHistory.view();
    private static final List<ChangeRecord> ALL = PublishedChanges.changeRecords();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CLIENTS = Integer.getInteger("clients", 25);

    private final AtomicReference<Optional<String>> notReady = new AtomicReference<>(Optional.empty());
    private final AtomicInteger port = new AtomicInteger();
    private final List<EventReader> readers = new ArrayList<>();
    private ChangesView changes = new ChangesView(PublishedChanges.LOG);
    private QueryApi api;

    @AfterEach
    void stop() {
        readers.forEach(EventReader::close);
        api.close();
    }

    /** A new process: it has read the topic up to some record, one partition after the other. */
    private void startWith(List<ChangeRecord> published) {
        changes = new ChangesView(PublishedChanges.LOG);
        published.stream()
                .sorted((a, b) -> Integer.compare(b.partition(), a.partition()))
                .forEach(this::publish);
        api = new QueryApi(new QueryService(RATINGS, changes, notReady::get, Clock.systemUTC()), Client.QUICK_STOP);
        api.start(port.get());
        port.set(api.port());
    }

    private void publish(ChangeRecord changeRecord) {
        changes.changed(new Arrival(changeRecord));
    }

    private EventReader reader(String query) {
        EventReader reader = new EventReader(port, query, null);
        readers.add(reader);
        return reader;
    }

    private void awaitPlaced() {
        await().atMost(SOON).until(() -> readers.stream().allMatch(EventReader::isPlaced));
    }

    private static Map<Integer, List<String>> byPartition(List<String> events) {
        Map<String, Integer> partitions = new HashMap<>();
        ALL.forEach(changeRecord -> PublishedChanges.told(List.of(changeRecord))
                .forEach(one -> partitions.put(one, changeRecord.partition())));
        Map<Integer, List<String>> split = new HashMap<>();
        events.forEach(event -> split.computeIfAbsent(partitions.get(event), any -> new ArrayList<>())
                .add(event));
        return split;
    }

    @Test
    void givesEachOfManyClientsEveryChangeOnceInOrderThoughTheServerRestarts() throws IOException {
        // Given: clients of a running server, and one that never reads
        int before = ALL.size() / 10;
        int firstPart = ALL.size() / 3;
        int secondPart = 2 * ALL.size() / 3;
        startWith(ALL.subList(0, before));
        for (int i = 0; i < CLIENTS; i++) {
            reader("");
        }
        awaitPlaced();
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(1024);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.get()));
            deaf.getOutputStream()
                    .write("GET /v1/changes/stream HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            // When: changes arrive, the server stops in the middle, more are published, and another process takes over
            ALL.subList(before, firstPart).forEach(this::publish);
            await().atMost(SOON).until(() -> readers.get(0).size() > 0);
            api.close();
            startWith(ALL.subList(0, secondPart));
            ALL.subList(secondPart, ALL.size()).forEach(this::publish);

            // Then
            int expected =
                    PublishedChanges.told(ALL.subList(before, ALL.size())).size();
            await().atMost(SOON).until(() -> readers.stream().allMatch(reader -> reader.size() >= expected));
        }
        Map<Integer, List<String>> everything = byPartition(PublishedChanges.told(ALL.subList(before, ALL.size())));
        readers.forEach(reader -> assertThat(byPartition(reader.events())).isEqualTo(everything));
    }

    @Test
    void losesNothingForAClientWhoIsCutOffBeforeItsFirstEvent() {
        startWith(ALL.subList(0, 100));
        EventReader reader = reader("");
        awaitPlaced();
        api.close();
        startWith(ALL.subList(0, 150));

        List<String> expected = PublishedChanges.told(ALL.subList(100, 150));
        await().atMost(SOON).until(() -> reader.size() >= expected.size());
        assertThat(reader.events()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void filtersAndTellsRetractions() {
        startWith(List.of());
        EventReader sunderland = reader("?authority=sunderland&judgement=overall_effectiveness");
        EventReader declined = reader("?direction=declined&area=north");
        awaitPlaced();
        ALL.forEach(this::publish);

        await().atMost(SOON).until(() -> sunderland.size() >= 4);
        assertThat(sunderland.events()).allSatisfy(event -> assertThat(event).startsWith("394/overall_effectiveness/"));
        await().atMost(SOON).until(() -> declined.size() > 20);

        ChangeRecord last = ALL.get(ALL.size() - 1);
        int had = sunderland.size();
        RatingChanged first = ALL.stream()
                .flatMap(changeRecord -> ContractMapping.changes(changeRecord.changes()).stream())
                .filter(change -> change.getId().startsWith("394/overall_effectiveness/"))
                .findFirst()
                .orElseThrow();
        var retracted =
                RatingChanged.newBuilder(first).setRetracted(true).setVersion(9).build();
        publish(PublishedChanges.changeRecord(last.partition(), last.offset() + 10, retracted));
        await().atMost(SOON).until(() -> sunderland.size() > had);
        assertThat(sunderland.events().get(had)).endsWith(" 9");
    }

    @Test
    void waitsForTheViewRatherThanTurnClientsAway() {
        notReady.set(Optional.of("the state is being restored"));
        startWith(List.of());
        EventReader reader = reader("?authority=sunderland");
        await().atMost(SOON).until(() -> reader.status() != 0);
        ALL.subList(0, ALL.size() / 2).forEach(this::publish);
        assertThat(reader.isPlaced()).isFalse();

        notReady.set(Optional.empty());
        awaitPlaced();
        assertThat(reader.events()).isEmpty();
        assertThat(reader.status()).isEqualTo(200);
    }

    @Test
    void tellsClientsWhoseIdTheTopicDoesNotHoldThatTheyBeginAnew() {
        // Given: ids of a topic that had more records, of one with two partitions, and of another topic of the name
        startWith(ALL.subList(0, 100));
        List<String> ids = List.of("999999.1.1.1", "1.2", "YW5vdGhlciB0b3BpYydzIA:1.1.1.1");
        ids.forEach(id -> readers.add(new EventReader(port, "", id)));
        EventReader fresh = reader("");
        await().atMost(SOON).until(() -> readers.stream().allMatch(EventReader::isGreeted));

        // When
        ALL.subList(100, 110).forEach(this::publish);

        // Then: they get what a new client gets
        await().atMost(SOON).until(() -> readers.stream()
                .allMatch(reader -> reader.size()
                        >= PublishedChanges.told(ALL.subList(100, 110)).size()));
        for (int i = 0; i < ids.size(); i++) {
            EventReader reader = readers.get(i);
            assertThat(reader.events()).isEqualTo(fresh.events());
            assertThat(reader.anew()).singleElement().asString().contains(ids.get(i), "rating-changed");
        }
        assertThat(fresh.anew()).isEmpty();
        readers.forEach(reader -> assertThat(reader.lastId()).startsWith(PublishedChanges.LOG.topicId() + ":"));
    }

    @Test
    void refusesAnIdThatItNeverGave() {
        startWith(List.of());
        var response = new Client(port.get()).get("/v1/changes/stream", "Last-Event-ID", "yesterday");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).at("/errors/0/parameter").asText()).isEqualTo("Last-Event-ID");
    }

    @Test
    void describesItselfToHead() {
        startWith(List.of());
        var response = new Client(port.get()).send("HEAD", "/v1/changes/stream");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.header(response, "Content-Type")).startsWith("text/event-stream");
        assertThat(Client.header(response, "Content-Encoding")).isEmpty();
    }
}
