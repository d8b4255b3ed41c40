package uk.regionalratings.system.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.system.kit.HistoryFeed;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.topics.Topics;

/** A running pipeline answers for what its asker has just sent, and again what it has answered before. */
class CitedAnswersIT {
    private static final LocalDate BEGINNING = LocalDate.of(2014, 1, 1);
    private static final LocalDate MIDDLE = LocalDate.of(2021, 8, 20);
    private static final LocalDate END = LocalDate.of(2027, 1, 1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningPipeline pipeline;
    private static HistoryFeed feed;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        pipeline = new RunningPipeline();
        feed = new HistoryFeed(pipeline.settings());
        feed.registerAuthorities();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    /** The end of the topic, as a gateway tells it for the last record of each partition. */
    private static String position() {
        TreeMap<Integer, Long> next = new TreeMap<>();
        try (CommittedRecords records = new CommittedRecords(pipeline.settings())) {
            Map<TopicPartition, Long> ends = records.ends(List.of(Topics.INSPECTION_PUBLISHED.name()));
            ends.forEach((partition, end) -> next.put(partition.partition(), end));
        }
        return new FactPosition(next).toString();
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(pipeline.url() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void includesWhatWasSentAndKeepsWhatWasCited() throws Exception {
        // Given the history up to the day before Sunderland's result, asked for at once
        feed.publish(BEGINNING, MIDDLE);
        String question = "/v1/areas/england/ratings?judgement=overall_effectiveness&framework=ilacs&asOf=" + MIDDLE;
        JsonNode cited = ask(question + "&atLeast=" + position());
        assertThat(cited.at("/counts/OUTSTANDING").asInt()).isEqualTo(17);

        // When the rest comes
        feed.publish(MIDDLE, END);
        JsonNode now = ask(question + "&atLeast=" + position());

        // Then the day is told anew, and what was cited stays
        assertThat(now.at("/counts/OUTSTANDING").asInt()).isEqualTo(18);
        JsonNode again = ask(cited.get("permalink").asText());
        assertThat(again).isEqualTo(cited);
        JsonNode news = ask("/v1/versions?since=" + cited.get("version").asText());
        assertThat(news.get("inspections").findValuesAsText("what")).containsOnly("came");
        assertThat(news.get("inspections").findValuesAsText("inspectionId")).contains("394-2021-08-20");
        assertThat(news.get("until")).isEqualTo(now.get("version"));
    }
}
