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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.IngestSummary;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.Recount.Tally;
import uk.regionalratings.system.kit.AlsoOnContainers;
import uk.regionalratings.system.kit.RunningPipeline;

/**
 * The real history through the real broker, registry, ingest, topology and HTTP, compared with a recount from the
 * files.
 */
@AlsoOnContainers
class RealHistoryIT {
    private static final Recount RECOUNT = Recount.ofBundledHistory();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static RunningPipeline pipeline;
    private static IngestSummary ingested;

    @BeforeAll
    static void replayTheRealHistory() {
        pipeline = new RunningPipeline();
        ingested = DemoHistory.publish(pipeline.settings());
        pipeline.catchUp();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void everyRecordIsApplied() throws IOException, InterruptedException {
        assertThat(ingested.accepted()).isEqualTo(488);

        String metrics = get("http://127.0.0.1:" + pipeline.streams().managementPort() + "/metrics");

        assertThat(metrics)
                .contains("ratings_input_records{outcome=\"received\"} 646.0")
                .contains("ratings_input_records{outcome=\"applied\"} 646.0")
                .contains("ratings_input_records{outcome=\"duplicate\"} 0.0")
                .contains("ratings_input_records{outcome=\"rejected\"} 0.0");
    }

    /** Each timeline has every day, so that families and judgements take turns by area. RecountTest asks for all of them below HTTP. */
    @Test
    void everyDayOfEveryAreaIsAnsweredLikeARecount() throws IOException, InterruptedException {
        Set<LocalDate> days = new TreeSet<>();
        for (LocalDate published : RECOUNT.publicationDays()) {
            days.addAll(Set.of(published.minusDays(1), published, published.plusDays(1)));
        }
        List<String> areas = RECOUNT.areas();
        for (int i = 0; i < areas.size(); i++) {
            String area = areas.get(i);
            String family = Recount.FAMILIES.get(i % Recount.FAMILIES.size());
            String judgement = Recount.JUDGEMENTS.get(i % Recount.JUDGEMENTS.size());
            Map<LocalDate, JsonNode> timeline = timeline(area, family, judgement);
            for (LocalDate day : days) {
                assertThat(numbers(timeline.get(day)))
                        .as("%s %s %s %s", area, family, judgement, day)
                        .isEqualTo(numbers(RECOUNT.count(area, family, judgement, day)));
            }
        }
    }

    private static Map<LocalDate, JsonNode> timeline(String area, String family, String judgement)
            throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(get(pipeline.url() + "/v1/areas/" + area
                + "/timeline?interval=day&from=2014-02-10&to=2026-08-21&framework=" + family + "&judgement="
                + judgement));
        Map<LocalDate, JsonNode> days = new HashMap<>();
        answer.required("points")
                .forEach(
                        point -> days.put(LocalDate.parse(point.required("date").asText()), point));
        return days;
    }

    private static Map<String, Integer> numbers(JsonNode point) {
        Map<String, Integer> numbers = new HashMap<>();
        point.required("counts")
                .properties()
                .forEach(count -> numbers.put(count.getKey(), count.getValue().asInt()));
        for (String field : Set.of("superseded", "notRated", "authorities")) {
            numbers.put(field, point.required(field).asInt());
        }
        return numbers;
    }

    private static Map<String, Integer> numbers(Tally tally) {
        Map<String, Integer> numbers = new HashMap<>(tally.grades());
        numbers.put("superseded", tally.superseded());
        numbers.put("notRated", tally.notRated());
        numbers.put("authorities", tally.authorities());
        return numbers;
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
