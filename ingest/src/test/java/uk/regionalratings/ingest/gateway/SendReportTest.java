package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.json;
import static uk.regionalratings.ingest.gateway.Client.kind;
import static uk.regionalratings.ingest.gateway.Client.summary;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.report.PrintedReports;

/** A report as Ofsted publishes it, sent by a feed. */
class SendReportTest {
    private static final String PDF = "application/pdf";

    @AutoClose
    private final TestGateway gateway = TestGateway.open();

    private final Client client = gateway.client();

    @Test
    void aReportThatPrintsNoDateIsAcceptedWithOneBesideIt() {
        HttpResponse<String> answer = send("?published=2025-03-11", PrintedReports.ilacs());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/results/0/inspectionId").asText()).isEqualTo("394-2025-03-11");
        assertThat(gateway.kafka.published())
                .singleElement()
                .satisfies(inspection -> assertThat(inspection.publishedOn()).isEqualTo("2025-03-11"));
    }

    @Test
    void aReportThatPrintsNoDateIsRejectedWithoutOne() {
        HttpResponse<String> answer = send("", PrintedReports.ilacs());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(summary(answer)).isEqualTo("1 read, 0 accepted, 0 duplicate, 1 rejected, 0 failed");
        assertThat(gateway.kafka.published()).isEmpty();
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        HttpResponse<String> answer = send("?published=lately", PrintedReports.ilacs());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(kind(answer)).isEqualTo("invalid-parameters");
    }

    @Test
    void whatOnlyCallsItselfAReportIsRejected() {
        HttpResponse<String> answer = send("", new byte[] {'%', 'P', 'D', 'F', '-', '1', '.', '7', 0, 1, 2});

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(gateway.kafka.published()).isEmpty();
    }

    private HttpResponse<String> send(String query, byte[] pdf) {
        return client.postTo(query, PDF, BodyPublishers.ofByteArray(pdf));
    }
}
