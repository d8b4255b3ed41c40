package uk.regionalratings.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.Changes;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.service.Receiver;
import uk.regionalratings.service.RetryAfter;
import uk.regionalratings.service.TestCertificates;

/** Receivers that do everything but take an alert. */
class HostileReceiverTest {
    /** For receivers that let it pass, and for all others, which may be slow on a busy machine. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Map<String, String> ENVIRONMENT =
            Map.of("SECRET", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 408, 429})
    void whatMayWorkLaterIsWorthRetrying(int status) throws Exception {
        try (Receiver receiver = Receiver.answering(status(status, ""))) {
            DeliveryException refusal = deliver(receiver.url());

            assertThat(refusal.isWorthRetrying()).isTrue();
            assertThat(refusal.retryAfter()).isEmpty();
            assertThat(refusal).hasMessage("the receiver answered " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 418})
    void whatIsRefusedForGoodIsNotRetried(int status) throws Exception {
        try (Receiver receiver = Receiver.answering(status(status, ""))) {
            assertThat(deliver(receiver.url()).isWorthRetrying()).isFalse();
        }
    }

    @Test
    void retryAfterIsReadInSecondsAndAsADate() throws Exception {
        ZonedDateTime soon = ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(soon);

        assertThat(retryAfter("7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(retryAfter(date)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
        assertThat(retryAfter("Thu, 01 Jan 1970 00:00:00 GMT")).isZero();
        assertThat(retryAfter("soon")).isNull();
        assertThat(retryAfter("99999999999999999999")).isEqualTo(RetryAfter.LONGEST);
        assertThat(retryAfter("Friday, 01-Jan-71 00:00:00 GMT")).isZero();
        assertThat(retryAfter("Thu Jan  1 00:00:00 1970")).isZero();
    }

    private Duration retryAfter(String value) throws Exception {
        try (Receiver receiver = Receiver.answering(status(429, "Retry-After: " + value + "\r\n"))) {
            return deliver(receiver.url()).retryAfter().orElse(null);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        try (Receiver elsewhere = Receiver.answering(Receiver.OK);
                Receiver receiver = Receiver.answering(status(status, "Location: " + elsewhere.url() + "\r\n"))) {
            DeliveryException refusal = deliver(receiver.url());

            assertThat(refusal.isWorthRetrying()).isFalse();
            assertThat(refusal).hasMessageContaining("redirect");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void aReceiverThatNeverAnswersIsLeftAfterTheDeadline() throws Exception {
        try (Receiver receiver = new Receiver(Receiver.Answer.SILENCE)) {
            DeliveryException refusal = deliver(receiver.url(), HostNames.OF_THIS_MACHINE, SHORT);

            assertThat(refusal.isWorthRetrying()).isTrue();
            assertThat(refusal).hasMessageContaining("no complete answer within " + SHORT);
        }
    }

    @Test
    void aReceiverThatDripsBytesIsLeftAfterTheDeadlineToo() throws Exception {
        try (Receiver receiver = new Receiver((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(50, TimeUnit.MILLISECONDS)) {
                out.write('.');
                out.flush();
            }
        })) {
            assertThat(deliver(receiver.url(), HostNames.OF_THIS_MACHINE, SHORT))
                    .hasMessageContaining("no complete answer within " + SHORT);
        }
    }

    @Test
    void anAnswerThatBreaksOffCountsForNothing() throws Exception {
        try (Receiver receiver = new Receiver((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
            out.close();
        })) {
            assertThat(deliver(receiver.url()).isWorthRetrying()).isTrue();
        }
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() throws Exception {
        try (Receiver receiver = new Receiver((request, out) -> endlessAnswer(out));
                Sink sink = webhook(receiver.url(), HostNames.OF_THIS_MACHINE)) {
            sink.deliver(List.of(Changes.alert()));

            assertThat(receiver.requests()).hasSize(1);
        }
    }

    private static void endlessAnswer(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] chunk = ("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 1_000_000; i++) {
            out.write(chunk);
        }
    }

    @Test
    void nobodyListensOrTheNameHasNoAddress() throws Exception {
        String gone;
        try (Receiver receiver = Receiver.answering(Receiver.OK)) {
            gone = receiver.url();
        }
        HostNames nothing = host -> {
            throw new UnknownHostException(host);
        };

        assertThat(deliver(gone).isWorthRetrying()).isTrue();
        DeliveryException unknown = deliver("https://receiver.example/alerts", nothing);
        assertThat(unknown.isWorthRetrying()).isTrue();
        assertThat(unknown).hasMessage("the name receiver.example has no address");
    }

    @Test
    void plainTextOnATlsPortAndACertificateOfNobodyAreRefused(@TempDir Path directory) throws Exception {
        try (Receiver plain = Receiver.answering(Receiver.OK);
                Receiver selfSigned = new Receiver(
                        (request, out) -> out.write(Receiver.OK.getBytes(StandardCharsets.US_ASCII)),
                        TestCertificates.make(directory).serverSocket())) {
            DeliveryException notTls =
                    deliver("https://127.0.0.1:" + plain.port() + "/alerts", HostNames.OF_THIS_MACHINE, SHORT);
            DeliveryException notTrusted = deliver("https://localhost:" + selfSigned.port() + "/alerts");

            assertThat(notTls.isWorthRetrying()).isTrue();
            assertThat(notTrusted).hasMessageStartingWith("TLS with the receiver failed");
            assertThat(notTrusted.isWorthRetrying()).isTrue();
            assertThat(selfSigned.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "::1", "fd00::1"})
    void aNameThatResolvesToAPrivateAddressIsNotSentTo(String address) throws Exception {
        try (Receiver receiver = Receiver.answering(Receiver.OK)) {
            HostNames inside = host -> new InetAddress[] {InetAddress.getByName(address)};

            DeliveryException refusal = deliver("https://receiver.example:" + receiver.port() + "/alerts", inside);

            assertThat(refusal.isWorthRetrying()).isFalse();
            assertThat(refusal)
                    .hasMessageContaining("not on the public internet")
                    .hasMessageContaining("allowPrivate");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void anAlertTooLargeForAReceiverIsNotSent() throws Exception {
        try (Receiver receiver = Receiver.answering(Receiver.OK);
                Sink sink = webhook(receiver.url(), HostNames.OF_THIS_MACHINE)) {
            RatingChanged huge = RatingChanged.newBuilder(Changes.sunderland())
                    .setAuthority("x".repeat(HttpSender.LONGEST_BODY))
                    .build();

            DeliveryException refusal = catchThrowableOfType(
                    DeliveryException.class, () -> sink.deliver(List.of(Alert.of(huge, Changes.PUBLISHED))));

            assertThat(refusal.isWorthRetrying()).isFalse();
            assertThat(receiver.requests()).isEmpty();
        }
    }

    private DeliveryException deliver(String url) throws Exception {
        return deliver(url, HostNames.OF_THIS_MACHINE);
    }

    private DeliveryException deliver(String url, HostNames names) throws Exception {
        return deliver(url, names, LONG);
    }

    private DeliveryException deliver(String url, HostNames names, Duration timeout) throws Exception {
        try (Sink sink = webhook(url, names, timeout)) {
            return catchThrowableOfType(DeliveryException.class, () -> sink.deliver(List.of(Changes.alert())));
        }
    }

    private static Sink webhook(String url, HostNames names) {
        return webhook(url, names, LONG);
    }

    private static Sink webhook(String url, HostNames names, Duration timeout) {
        return new SinkReader(Path.of("."), ENVIRONMENT, names)
                .read("{type: webhook, url: '" + url + "', timeout: " + timeout + ", secrets: {env: SECRET}}");
    }

    private static String status(int status, String header) {
        return "HTTP/1.1 " + status + " Because\r\n" + header + "Content-Length: 0\r\n\r\n";
    }
}
