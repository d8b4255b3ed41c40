package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.CSV;
import static uk.regionalratings.ingest.gateway.Client.JSON;
import static uk.regionalratings.ingest.gateway.Client.NDJSON;
import static uk.regionalratings.ingest.gateway.Client.header;
import static uk.regionalratings.ingest.gateway.Client.json;
import static uk.regionalratings.ingest.gateway.Client.kind;
import static uk.regionalratings.ingest.gateway.Client.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.vocabulary.Inspection;

class SendInspectionsTest {
    @AutoClose
    private final TestGateway gateway = TestGateway.open();

    private final Client client = gateway.client();

    @Test
    void acceptsOneInspectionAsJson() {
        // When
        HttpResponse<String> answer = client.post(JSON, Samples.json("a", 2).replace(",", ",\n "));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer))
                .isEqualTo(
                        json("{\"results\":[{\"line\":1,\"inspectionId\":\"a\",\"revision\":2,\"status\":\"accepted\","
                                + "\"position\":\"0-1\",\"errors\":[]}],"
                                + "\"summary\":{\"read\":1,\"accepted\":1,\"duplicate\":0,\"rejected\":0,\"failed\":0,"
                                + "\"position\":\"0-1\"}}"));
        assertThat(gateway.kafka.published()).containsExactly(Samples.inspection("a", 2));
        assertThat(gateway.kafka.sources()).containsExactly("/feeds/anonymous");
    }

    @Test
    void acceptsCsvAndTellsRejectedRecordsByLineFieldAndReason() {
        // When
        String body = Samples.CSV_HEADER
                + Samples.csvRow("a", "Good")
                + Samples.csvRow("b", "Fine")
                + Samples.csvRow("c", "Inadequate");
        HttpResponse<String> answer = client.post(CSV, body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(summary(answer)).isEqualTo("3 read, 2 accepted, 0 duplicate, 1 rejected, 0 failed");
        JsonNode rejected = json(answer).at("/results/1");
        assertThat(rejected.get("line").asInt()).isEqualTo(3);
        assertThat(rejected.get("inspectionId").asText()).isEqualTo("b");
        assertThat(rejected.get("revision").isNull()).isTrue();
        assertThat(rejected.has("position")).isFalse();
        assertThat(json(answer).at("/summary/position").asText()).isEqualTo("0-2");
        assertThat(rejected.at("/errors/0/field").asText()).isEqualTo("overall_effectiveness");
        assertThat(rejected.at("/errors/0/reason").asText()).isEqualTo("unknown-grade");
        assertThat(rejected.at("/errors/0/message").asText()).startsWith("\"Fine\" is not a grade");
        assertThat(gateway.kafka.rejected()).singleElement().satisfies(letter -> {
            assertThat(letter.line()).isEqualTo(3);
            assertThat(letter.source()).isEqualTo("feeds/anonymous/" + header(answer, "X-Request-Id"));
        });
    }

    @Test
    void answersInTheOrderOfTheBodyWhateverIsGoodOrBad() {
        // When
        String body = Samples.json("a", 1) + "\n\nno json\n" + Samples.json("c", 1) + "\n{\"inspectionId\":\"d\"}\n";
        HttpResponse<String> answer = client.post(NDJSON, body);

        // Then
        assertThat(json(answer).get("results").findValuesAsText("line")).containsExactly("1", "3", "4", "5");
        assertThat(json(answer).get("results").findValuesAsText("status"))
                .containsExactly("accepted", "rejected", "accepted", "rejected");
        assertThat(gateway.records("anonymous", "accepted")).isEqualTo(2);
        assertThat(gateway.records("anonymous", "rejected")).isEqualTo(2);
    }

    @Test
    void answersLineByLineWhereThatIsPreferred() {
        // When
        HttpResponse<String> answer =
                client.post(NDJSON, Samples.json("a", 1) + "\nno json\n", "Accept", "application/x-ndjson");

        // Then
        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/x-ndjson");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("{\"line\":1,\"inspectionId\":\"a\"");
        assertThat(lines.get(2))
                .isEqualTo(
                        "{\"summary\":{\"read\":2,\"accepted\":1,\"duplicate\":0,\"rejected\":1,\"failed\":0,\"position\":\"0-1\"}}");
    }

    @Test
    void says422WhenEverythingIsRejected() {
        HttpResponse<String> answer = client.post(JSON, "{\"inspectionId\":\"a\"");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/results/0/errors/0/reason").asText()).isEqualTo("unreadable");
    }

    @Test
    void tellsDuplicatesAndDoesNotSendThemAgain() {
        // Given
        client.post(JSON, Samples.json("a", 1));

        // When
        HttpResponse<String> answer = client.post(NDJSON, Samples.json("a", 1) + "\n" + Samples.json("a", 2));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(summary(answer)).isEqualTo("2 read, 1 accepted, 1 duplicate, 0 rejected, 0 failed");
        assertThat(gateway.kafka.published()).extracting(Inspection::revision).containsExactly(1, 2);
    }

    @Test
    void rejectsOtherContentUnderARevisionThatWasAccepted() {
        // Given
        client.post(JSON, Samples.json("a", 1));

        // When
        HttpResponse<String> answer = client.post(JSON, Samples.json("a", "", "GOOD"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/results/0/errors/0/reason").asText()).isEqualTo("conflicting-revision");
        assertThat(gateway.kafka.rejected()).hasSize(1);
    }

    @Test
    void acknowledgesNothingBeforeKafkaHasIt() {
        // Given
        gateway.kafka.hold();

        // When
        CompletableFuture<HttpResponse<String>> answer = client.postLater(NDJSON, Samples.ndjson("a", 3));
        Awaitility.await().until(() -> gateway.kafka.held() == 3);

        // Then
        assertThat(answer).isNotDone();
        gateway.kafka.confirm();
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void marksOnlyTheRecordsThatWereNotDelivered() {
        // Given
        gateway.kafka.lose(inspection -> inspection.inspectionId().equals("a-2"));

        // When
        HttpResponse<String> answer = client.post(NDJSON, Samples.ndjson("a", 3));

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isNotEmpty();
        assertThat(json(answer).get("results").findValuesAsText("status"))
                .containsExactly("accepted", "failed", "accepted");
        assertThat(json(answer).at("/results/1/errors/0/reason").asText()).isEqualTo("not-delivered");

        // And when it is sent again
        gateway.kafka.lose(inspection -> false);
        HttpResponse<String> again = client.post(NDJSON, Samples.ndjson("a", 3));

        // Then
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("results").findValuesAsText("status"))
                .containsExactly("duplicate", "accepted", "duplicate");
    }

    @Test
    void doesNotTellARejectionThatIsNotOnTheRejectedTopic() {
        gateway.kafka.down(true);

        HttpResponse<String> answer = client.post(JSON, "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(summary(answer)).isEqualTo("1 read, 0 accepted, 0 duplicate, 0 rejected, 1 failed");
    }

    @Test
    void tellsAtMostTwentyThingsAboutOneRecord() {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            body.append("\"p").append(i).append("\":1,");
        }

        HttpResponse<String> answer = client.post(JSON, body + "\"q\":1}");

        assertThat(json(answer).at("/results/0/errors")).hasSize(21);
        assertThat(json(answer).at("/results/0/errors/20/message").asText()).matches("and 9[0-9]{2} more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            application/x-ndjson |                      | unusable-body | the body contains no records
            application/json     |                      | unusable-body | the body is empty
            text/csv             |                      | unusable-body | the body has no header line
            text/csv             | inspection_id,x      | unusable-body | the body lacks columns
            """)
    void refusesABodyOfWhichNothingCanBeRead(String type, String body, String kind, String detail) {
        HttpResponse<String> answer = client.post(type, body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(kind(answer)).isEqualTo(kind);
        assertThat(json(answer).get("detail").asText()).startsWith(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void namesTheMediaTypesThatItReads(String type) {
        HttpResponse<String> answer = client.post(type, Samples.json("a", 1));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(header(answer, "Accept-Post"))
                .isEqualTo("application/json, application/x-ndjson, text/csv,"
                        + " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
                        + " application/vnd.oasis.opendocument.spreadsheet, application/pdf");
    }

    @Test
    void ignoresParametersOfTheMediaType() {
        assertThat(client.post("Application/JSON; charset=utf-8", Samples.json("a", 1))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void asksForAnAcceptableForm() {
        HttpResponse<String> answer = client.post(JSON, Samples.json("a", 1), "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(gateway.kafka.published()).isEmpty();
    }

    @Test
    void saysWhatCanBeDoneWhere() {
        HttpResponse<String> wrongMethod = client.get(GatewayApi.INSPECTIONS);
        HttpResponse<String> wrongPath = client.get("/v2");

        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(header(wrongMethod, "Allow")).contains("POST");
        assertThat(wrongPath.statusCode()).isEqualTo(404);
        assertThat(wrongPath.body()).contains("/docs");
    }
}
