package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.json;
import static uk.regionalratings.ingest.gateway.Client.kind;
import static uk.regionalratings.ingest.gateway.Client.summary;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.ingest.WrittenWorkbooks;

/** A workbook as an analyst drags it onto something, sent by a feed. */
class SendWorkbookTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String ODS = "application/vnd.oasis.opendocument.spreadsheet";

    @AutoClose
    private final TestGateway gateway = TestGateway.open();

    private final Client client = gateway.client();

    @ParameterizedTest
    @CsvSource({XLSX, ODS})
    void eachRowIsAnsweredWithItsPlace(String type) {
        HttpResponse<String> answer = send(type, type.equals(ODS) ? WrittenWorkbooks.ods() : WrittenWorkbooks.xlsx());

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(summary(answer)).isEqualTo("3 read, 2 accepted, 0 duplicate, 1 rejected, 0 failed");
        assertThat(json(answer).at("/results/0/place").asText()).isEqualTo("First!2");
        assertThat(json(answer).at("/results/0/line").asInt()).isEqualTo(2);
        assertThat(json(answer).at("/results/1/place").asText()).isEqualTo("Second!2");
        assertThat(json(answer).at("/results/1/status").asText()).isEqualTo("rejected");
        assertThat(json(answer).at("/results/2/inspectionId").asText()).isEqualTo("b");
        assertThat(gateway.kafka.published()).hasSize(2);
    }

    @Test
    void whatOnlyCallsItselfAWorkbookIsRefused() {
        HttpResponse<String> answer = send(XLSX, new byte[] {'P', 'K', 3, 4, 5});

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(kind(answer)).isEqualTo("unusable-body");
        assertThat(gateway.kafka.published()).isEmpty();
    }

    /** Its last rows are more than a sheet may have. */
    @Test
    void whatWasReadBeforeTheDamageIsAnswered() {
        HttpResponse<String> answer = send(ODS, WrittenWorkbooks.damagedAtTheEnd());

        assertThat(json(answer).at("/results/0/status").asText()).isEqualTo("accepted");
        assertThat(answer.body()).contains("the rest of the body can't be read");
    }

    private HttpResponse<String> send(String type, byte[] workbook) {
        return client.post(type, BodyPublishers.ofByteArray(workbook));
    }
}
