package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.publish.SentEvents;

class DeliveryWatchTest {
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> said = new ArrayList<>();
    private final SentEvents deliveries = new SentEvents();
    private final IngestReport report = new IngestReport() {
        @Override
        public void waiting(long events, Duration since) {
            said.add(ConsoleReport.waitingInOneLine(events, since));
        }
    };
    private final DeliveryWatch watch = new DeliveryWatch(deliveries, report, nanos::get);

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void saysEveryTenSecondsThatKafkaConfirmsNothing() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        deliveries.inspection(first);
        deliveries.other(new CompletableFuture<>());

        look(30);

        assertThat(said).containsExactly(line(10, 2), line(20, 2), line(30, 2));
        said.clear();
        first.complete(null);
        look(19);
        assertThat(said).containsExactly(line(10, 1));
    }

    @Test
    void saysNothingWhileEventsAreConfirmedOrNoneIsUnderWay() {
        look(30);
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Void> event = new CompletableFuture<>();
            deliveries.inspection(event);
            look(9);
            event.complete(null);
            look(9);
        }

        assertThat(said).isEmpty();
    }

    private void look(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            watch.look();
        }
    }

    private static String line(int seconds, int events) {
        return "Kafka has confirmed nothing for " + seconds + " s: " + events
                + " events are waiting and will be sent when it does. You may end this and run it again: inspections"
                + " that are there already are recognised";
    }
}
