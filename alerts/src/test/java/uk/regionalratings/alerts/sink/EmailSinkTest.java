package uk.regionalratings.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.Changes;
import uk.regionalratings.alerts.config.AlertsFileException;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;

/** A real conversation with a mail server; the mail is read back. */
class EmailSinkTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theJudgementsOfAnInspectionComeInOneMailThatReadsWell() throws Exception {
        // Given
        RatingChanged care = RatingChanged.newBuilder(Changes.sunderland())
                .setId("394/in_care/394-2021-08-20")
                .setJudgement(Judgement.IN_CARE)
                .setFirstOfItsKind(false)
                .build();

        // When
        Sink sink = sink("");
        sink.deliver(List.of(Changes.alert(), Alert.of(care, Changes.PUBLISHED)));

        // Then
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject())
                .isEqualTo("Sunderland: overall effectiveness Inadequate -> Outstanding (+3) and 1 more");
        assertThat(mail.getFrom()[0]).hasToString("Ratings <ratings@council.example>");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("team@council.example");
        assertThat(mail.getSentDate()).isCloseTo(Instant.now(), 120_000);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        - 20 Aug 2021 Sunderland: overall effectiveness Inadequate -> Outstanding (+3), first of its kind in England; now 18 in England, 4 in the North
                          https://files.ofsted.gov.uk/v1/file/50168072
                        - 20 Aug 2021 Sunderland: children in care Inadequate -> Outstanding (+3); now 18 in England, 4 in the North
                          https://files.ofsted.gov.uk/v1/file/50168072

                        Source: Ofsted's published reports, under the Open Government Licence v3.0.
                        """);
        assertThat((String) parts.getBodyPart(1).getContent())
                .startsWith("<!doctype html>")
                .contains("Inadequate -&gt; Outstanding (+3)")
                .contains("<a href=\"https://files.ofsted.gov.uk/v1/file/50168072\">Report</a>");
    }

    @Test
    void aMailThatIsSentAgainHasTheSameIdentity() throws Exception {
        Sink sink = sink("");

        sink.deliver(List.of(Changes.alert()));
        sink.deliver(List.of(Changes.alert()));
        sink.deliver(List.of(Alert.of(Changes.of("301", 1), Changes.PUBLISHED)));

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID()).endsWith("@council.example>");
        assertThat(mails[2].getMessageID()).isNotEqualTo(mails[0].getMessageID());
    }

    @Test
    void whatAMailEmbedsCanNeitherBreakItsHeadersNorItsPage() throws Exception {
        RatingChanged odd = RatingChanged.newBuilder(Changes.sunderland())
                .setAuthority("<script>alert(1)</script>\r\nBcc: all@council.example")
                .setReportUrl("javascript:alert(1)")
                .build();

        sink("").deliver(List.of(Alert.of(odd, Changes.PUBLISHED)));

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        String page =
                (String) ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent();
        assertThat(page).contains("&lt;script&gt;").doesNotContain("<script").doesNotContain("javascript:");
    }

    @Test
    void aServerThatDoesNotSpeakTlsGetsNeitherMailNorPassword() {
        Sink sink = new SinkReader(Map.of("PASSWORD", "hunter2"))
                .read("{type: email, host: 127.0.0.1, port: " + port() + ", user: ratings, password: {env: PASSWORD},"
                        + " from: ratings@council.example, to: team@council.example}");

        DeliveryException failure =
                catchThrowableOfType(DeliveryException.class, () -> sink.deliver(List.of(Changes.alert())));

        assertThat(failure.isWorthRetrying()).isTrue();
        assertThat(failure).hasMessageContaining("STARTTLS").hasMessageNotContaining("hunter2");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aPasswordIsUsed() throws Exception {
        server.setUser("ratings@council.example", "ratings", "hunter2");
        Sink right = new SinkReader(Map.of("PASSWORD", "hunter2")).read(withPassword());
        Sink wrong = new SinkReader(Map.of("PASSWORD", "hunter3")).read(withPassword());

        right.deliver(List.of(Changes.alert()));
        DeliveryException refusal =
                catchThrowableOfType(DeliveryException.class, () -> wrong.deliver(List.of(Changes.alert())));

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(refusal).hasMessageNotContaining("hunter3");
    }

    private String withPassword() {
        return "{type: email, host: 127.0.0.1, tls: none, port: " + port() + ", user: ratings,"
                + " password: {env: PASSWORD}, from: ratings@council.example, to: team@council.example}";
    }

    @Test
    void aServerThatIsDownIsWorthRetrying() {
        Sink sink = sink("");
        server.stop();

        DeliveryException failure =
                catchThrowableOfType(DeliveryException.class, () -> sink.deliver(List.of(Changes.alert())));

        assertThat(failure.isWorthRetrying()).isTrue();
    }

    @Test
    void plainTextToAnotherMachineIsRefused() {
        assertThatThrownBy(() -> new SinkReader(Map.of())
                        .read("{type: email, host: mail.example, tls: none, from: a@b.example, to: not-an-address}"))
                .isInstanceOf(AlertsFileException.class)
                .hasMessageContaining("tls: none is for a mail server on this machine")
                .hasMessageContaining("\"not-an-address\" is not an e-mail address");
    }

    @Test
    void aDailyDigestGoesAtTheNextTimeInLondonAlsoWhenTheClocksChange() {
        Cadence seven = DigestTimes.daily(LocalTime.of(7, 0));
        Cadence inTheGap = DigestTimes.daily(LocalTime.of(1, 30));

        assertThat(seven.due().apply(Instant.parse("2026-01-10T06:59:59Z"))).isEqualTo("2026-01-10T07:00:00Z");
        assertThat(seven.due().apply(Instant.parse("2026-01-10T07:00:00Z"))).isEqualTo("2026-01-11T07:00:00Z");
        assertThat(seven.due().apply(Instant.parse("2026-03-28T12:00:00Z"))).isEqualTo("2026-03-29T06:00:00Z");
        assertThat(seven.due().apply(Instant.parse("2026-10-24T12:00:00Z"))).isEqualTo("2026-10-25T07:00:00Z");
        assertThat(inTheGap.due().apply(Instant.parse("2026-03-28T12:00:00Z"))).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(sink("digest: daily, at: '07:00',").cadence().gathers()).isTrue();
    }

    private Sink sink(String more) {
        return new SinkReader(Map.of())
                .read("{type: email, host: 127.0.0.1, tls: none, " + more + " port: " + port()
                        + ", from: 'Ratings <ratings@council.example>', to: [team@council.example]}");
    }

    private int port() {
        return server.getSmtp().getPort();
    }
}
