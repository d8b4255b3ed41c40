package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.errors.StreamsException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.topics.Topics;

/** Positions in topics that the brokers have forgotten: those of the topology and of a client of the stream. */
class ForgottenPositionsIT {
    @TempDir
    private Path directory;

    @Test
    void whoseInstanceOrClientHasLostItsPlaceIsTold() throws Exception {
        try (RunningPipeline pipeline = new RunningPipeline();
                Admin admin = Admin.create(pipeline.settings().kafkaClient())) {
            DemoHistory.publish(pipeline.settings());
            pipeline.catchUp();

            aClientIsToldThatItBeginsAnew(pipeline, admin);

            pipeline.streams().close();
            String group = pipeline.streams().applicationId();
            Awaitility.await("the group is empty").until(() -> deleted(admin, group));
            try (StreamsProcess again = new StreamsProcess(settings(pipeline), Clock.systemUTC())) {
                assertThatThrownBy(again::start)
                        .isInstanceOf(StreamsException.class)
                        .hasMessageContaining("have forgotten how far regional-ratings is")
                        .hasMessageContaining("./ratings reset");
            }
        }
    }

    /** As brokers do after offsets.retention.minutes. */
    private static boolean deleted(Admin admin, String group) {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private StreamsSettings settings(RunningPipeline pipeline) {
        return RunningPipeline.settings(pipeline.stack(), Map.of(StreamsSettings.STATE_DIR, directory.toString()));
    }

    private static void aClientIsToldThatItBeginsAnew(RunningPipeline pipeline, Admin admin) throws Exception {
        String id = admin.describeTopics(List.of(Topics.RATING_CHANGED.name()))
                .allTopicNames()
                .get()
                .get(Topics.RATING_CHANGED.name())
                .topicId()
                .toString();
        for (String lost : List.of("999999.1.1.1", "1.2", id + ":999999.1.1.1", "YW5vdGhlciB0b3BpYydzIA:1.1.1.1")) {
            assertThat(beginning(pipeline, lost, 3))
                    .as(lost)
                    .contains("event: anew")
                    .anyMatch(line -> line.contains(lost));
        }
        // It receives what it has not had: all but the first record of each partition.
        List<String> goesOn = beginning(pipeline, id + ":1.1.1.1", 3);
        assertThat(goesOn).contains("id: " + id + ":1.1.1.1").doesNotContain("event: anew");
        assertThat(goesOn.get(goesOn.size() - 1)).startsWith("data: {\"id\":");
    }

    /** The first non-empty lines of the stream, without the retry interval. */
    private static List<String> beginning(RunningPipeline pipeline, String lastId, int lines) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(pipeline.url() + "/v1/changes/stream"))
                .header("Last-Event-ID", lastId)
                .build();
        HttpResponse<Stream<String>> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        List<String> found = new ArrayList<>();
        try (Stream<String> body = response.body()) {
            Iterator<String> all = body.iterator();
            while (found.size() < lines && all.hasNext()) {
                String line = all.next();
                if (!line.isEmpty() && !line.startsWith("retry:")) {
                    found.add(line);
                }
            }
        }
        return found;
    }
}
