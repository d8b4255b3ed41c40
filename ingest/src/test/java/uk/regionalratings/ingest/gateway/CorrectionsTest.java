package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.JSON;
import static uk.regionalratings.ingest.gateway.Client.header;
import static uk.regionalratings.ingest.gateway.Client.json;
import static uk.regionalratings.ingest.gateway.Client.kind;
import static uk.regionalratings.ingest.gateway.Client.summary;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

class CorrectionsTest {
    private static final String CORRECTED = Samples.json("a", "", "GOOD");

    @AutoClose
    private final TestGateway gateway = TestGateway.open();

    private final Client client = gateway.client();

    @BeforeEach
    void publish() {
        gateway.tables.put("a", Samples.inspection("a", 3));
    }

    @Test
    void publishesACorrectionAsTheNextRevision() {
        HttpResponse<String> answer = client.put("a", CORRECTED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "ETag")).isEqualTo("\"4\"");
        assertThat(json(answer).at("/results/0/revision").asInt()).isEqualTo(4);
        assertThat(gateway.kafka.published()).singleElement().satisfies(inspection -> {
            assertThat(inspection.revision()).isEqualTo(4);
            assertThat(inspection.grade(Judgement.OVERALL_EFFECTIVENESS)).contains(Grade.GOOD);
        });
    }

    @Test
    void takesAHigherRevisionThatTheBodySays() {
        HttpResponse<String> answer = client.put("a", Samples.json("a", "\"revision\":7,", "GOOD"));

        assertThat(json(answer).at("/results/0/revision").asInt()).isEqualTo(7);
    }

    @Test
    void refusesARevisionThatIsKnown() {
        HttpResponse<String> same = client.put("a", Samples.json("a", "\"revision\":3,", "GOOD"));
        HttpResponse<String> older = client.put("a", Samples.json("a", 2));

        assertThat(same.statusCode()).isEqualTo(409);
        assertThat(kind(same)).isEqualTo("revision-known");
        assertThat(header(same, "ETag")).isEqualTo("\"3\"");
        assertThat(older.statusCode()).isEqualTo(409);
        assertThat(gateway.kafka.published()).isEmpty();
    }

    @Test
    void recognisesACorrectionThatWasSentBefore() {
        client.put("a", CORRECTED);

        HttpResponse<String> again = client.put("a", CORRECTED);
        HttpResponse<String> withRevision = client.put("a", Samples.json("a", "\"revision\":4,", "GOOD"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(summary(again)).isEqualTo("1 read, 0 accepted, 1 duplicate, 0 rejected, 0 failed");
        assertThat(header(again, "ETag")).isEqualTo("\"4\"");
        assertThat(summary(withRevision)).contains("1 duplicate");
        assertThat(gateway.kafka.published()).hasSize(1);
    }

    @Test
    void correctsWhatItHasJustAcceptedBeforeTheTablesTellOfIt() {
        client.post(JSON, Samples.json("new", 1));

        HttpResponse<String> answer = client.put("new", Samples.json("new", "", "GOOD"));

        assertThat(json(answer).at("/results/0/revision").asInt()).isEqualTo(2);
    }

    @Test
    void letsCorrectionsAtTheSameTimeFollowOneAnother() {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.put(
                        "a",
                        CORRECTED.replace(
                                "\"framework\"", "\"reportUrl\":\"https://example.org/" + i + "\",\"framework\""))))
                .toList();

        answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(gateway.kafka.published())
                .extracting(Inspection::revision)
                .containsExactly(4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void correctsOnlyTheRevisionThatIsMeant() {
        HttpResponse<String> other = client.put("a", CORRECTED, "If-Match", "\"2\"");
        HttpResponse<String> meant = client.put("a", CORRECTED, "If-Match", "\"3\"");

        assertThat(other.statusCode()).isEqualTo(412);
        assertThat(header(other, "ETag")).isEqualTo("\"3\"");
        assertThat(meant.statusCode()).isEqualTo(200);
    }

    @Test
    void knowsWhenThereIsNothingToCorrect() {
        HttpResponse<String> put = client.put("b", CORRECTED.replace("\"a\"", "\"b\""));
        HttpResponse<String> delete = client.delete("b?reason=x");

        assertThat(put.statusCode()).isEqualTo(404);
        assertThat(kind(put)).isEqualTo("unknown-inspection");
        assertThat(delete.statusCode()).isEqualTo(404);
    }

    @Test
    void changesNeitherTheIdentityNorTheAuthority() {
        HttpResponse<String> identity = client.put("a", CORRECTED.replace("\"a\"", "\"b\""));
        HttpResponse<String> authority = client.put("a", CORRECTED.replace("394", "393"));

        assertThat(identity.statusCode()).isEqualTo(422);
        assertThat(authority.statusCode()).isEqualTo(422);
        assertThat(json(authority).get("detail").asText()).startsWith("authorityId must be 394: withdraw");
        assertThat(gateway.kafka.published()).isEmpty();
    }

    @Test
    void rejectsACorrectionThatCantBeUsed() {
        HttpResponse<String> answer = client.put("a", Samples.json("a", "", "Fine"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/results/0/errors/0/field").asText()).isEqualTo("grades.overall_effectiveness");
        assertThat(gateway.kafka.rejected()).hasSize(1);
    }

    @Test
    void takesACorrectionAsJsonOnly() {
        HttpResponse<String> answer = client.send(
                "PUT", GatewayApi.INSPECTIONS + "/a", BodyPublishers.ofString(CORRECTED), "Content-Type", "text/csv");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void withdrawsWhatIsKnownForAReason() {
        HttpResponse<String> answer = client.delete("a?reason=published%20by%20mistake");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "ETag")).isEqualTo("\"4\"");
        assertThat(gateway.kafka.published())
                .containsExactly(Samples.inspection("a", 3).withdrawal(4, "published by mistake"));
    }

    @Test
    void takesASeparatorTooManyForNoParameter() {
        assertThat(client.delete("a?reason=x&").statusCode()).isEqualTo(200);
    }

    @Test
    void withdrawsOnceAndReinstatesByCorrection() {
        client.delete("a?reason=x");

        HttpResponse<String> again = client.delete("a?reason=y");
        HttpResponse<String> reinstated = client.put("a", CORRECTED);

        assertThat(summary(again)).isEqualTo("1 read, 0 accepted, 1 duplicate, 0 rejected, 0 failed");
        assertThat(json(reinstated).at("/results/0/revision").asInt()).isEqualTo(5);
        assertThat(gateway.kafka.published()).extracting(Inspection::withdrawn).containsExactly(true, false);
    }

    @Test
    void withdrawsUnderARevisionThatIsGiven() {
        HttpResponse<String> known = client.delete("a?reason=x&revision=3");
        HttpResponse<String> higher = client.delete("a?reason=x&revision=9");

        assertThat(known.statusCode()).isEqualTo(409);
        assertThat(json(higher).at("/results/0/revision").asInt()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a?reason=", "a?reason=%20", "a?reason=x&revision=0", "a?reason=x&why=y", "a?reason=a%0Ab"})
    void saysWhichParametersItNeeds(String request) {
        HttpResponse<String> answer = client.delete(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(kind(answer)).isEqualTo("invalid-parameters");
    }

    @Test
    void saysWhenKafkaDidNotConfirmACorrection() {
        gateway.kafka.down(true);

        HttpResponse<String> answer = client.put("a", CORRECTED);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(summary(answer)).contains("1 failed");
        gateway.kafka.down(false);
        assertThat(json(client.put("a", CORRECTED)).at("/results/0/revision").asInt())
                .isEqualTo(4);
    }

    @Test
    void asksToTryAgainWhileTheTablesAreNotThere() {
        gateway.tablesProblem.set(Optional.of("the table of inspections is being read"));

        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(client.put("a", CORRECTED));
        answers.add(client.delete("a?reason=x"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(header(answer, "Retry-After")).isEqualTo("5");
        });
    }
}
