package uk.regionalratings.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.CSV;
import static uk.regionalratings.ingest.gateway.Client.JSON;
import static uk.regionalratings.ingest.gateway.Client.NDJSON;
import static uk.regionalratings.ingest.gateway.Client.header;
import static uk.regionalratings.ingest.gateway.Client.json;
import static uk.regionalratings.ingest.gateway.Client.kind;
import static uk.regionalratings.ingest.gateway.Client.summary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BodyLimitsTest {
    @Test
    void unpacksGzipWithSeveralMembers() {
        try (TestGateway gateway = TestGateway.open()) {
            byte[] two = joined(gzip(Samples.ndjson("a", 3)), gzip(Samples.ndjson("b", 3)));

            HttpResponse<String> answer = gateway.client()
                    .post(NDJSON, BodyPublishers.ofInputStream(() -> new Slowly(two)), "Content-Encoding", "gzip");

            assertThat(summary(answer)).isEqualTo("6 read, 6 accepted, 0 duplicate, 0 rejected, 0 failed");
        }
    }

    /** 100 MB of blanks in 100 KB. */
    @Test
    void countsWhatComesOutOfGzip() {
        try (TestGateway gateway = TestGateway.with(GatewaySettings.MAX_BODY_BYTES, 1 << 20)) {
            byte[] bomb = gzip(Samples.json("a", 1) + "\n" + "\n".repeat(100 << 20));

            HttpResponse<String> answer =
                    gateway.client().post(NDJSON, BodyPublishers.ofByteArray(bomb), "Content-Encoding", "gzip");

            assertThat(bomb.length).isLessThan(1 << 20);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(summary(answer)).startsWith("1 read, 1 accepted");
            assertThat(json(answer).at("/summary/incomplete").asText())
                    .startsWith("the decompressed body is longer than the 1048576 bytes allowed");
        }
    }

    @Test
    void saysWhenABodyIsNotGzipOrEndsEarly() {
        try (TestGateway gateway = TestGateway.open()) {
            Client client = gateway.client();
            byte[] whole = gzip(Samples.ndjson("a", 2_000));

            HttpResponse<String> none = client.post(NDJSON, Samples.ndjson("a", 1), "Content-Encoding", "gzip");
            HttpResponse<String> cut = client.post(
                    NDJSON,
                    BodyPublishers.ofByteArray(Arrays.copyOf(whole, whole.length - 1_000)),
                    "Content-Encoding",
                    "gzip");
            HttpResponse<String> more = client.post(
                    NDJSON,
                    BodyPublishers.ofByteArray(joined(
                            gzip(Samples.ndjson("b", 1)),
                            Samples.ndjson("c", 9_000).getBytes(UTF_8))),
                    "Content-Encoding",
                    "gzip");
            HttpResponse<String> unknown = client.post(NDJSON, Samples.ndjson("a", 1), "Content-Encoding", "br");

            assertThat(none.statusCode()).isEqualTo(400);
            assertThat(kind(none)).isEqualTo("body-corrupt");
            assertThat(cut.statusCode()).isEqualTo(400);
            assertThat(json(cut).at("/summary/read").asInt()).isBetween(1, 1_999);
            assertThat(json(cut).at("/summary/incomplete").asText()).contains("gzip");
            assertThat(more.statusCode()).isEqualTo(400);
            assertThat(summary(more)).startsWith("1 read, 1 accepted");
            assertThat(unknown.statusCode()).isEqualTo(415);
            assertThat(header(unknown, "Accept-Encoding")).isEqualTo("gzip");
        }
    }

    @Test
    void refusesABodyThatSaysItselfThatItIsTooLong() {
        try (TestGateway gateway = TestGateway.with(GatewaySettings.MAX_BODY_BYTES, 10_000)) {
            HttpResponse<String> answer = gateway.client().post(NDJSON, Samples.ndjson("a", 100));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(kind(answer)).isEqualTo("body-too-large");
            assertThat(gateway.kafka.published()).isEmpty();
        }
    }

    @Test
    void tellsWhatItTookOfABodyThatTurnsOutTooLong() {
        try (TestGateway gateway = TestGateway.with(GatewaySettings.MAX_BODY_BYTES, 300_000)) {
            byte[] body = Samples.ndjson("a", 2_000).getBytes(UTF_8);

            HttpResponse<String> answer =
                    gateway.client().post(NDJSON, BodyPublishers.ofInputStream(() -> new Slowly(body)));

            assertThat(answer.statusCode()).isEqualTo(413);
            int accepted = json(answer).at("/summary/accepted").asInt();
            assertThat(accepted)
                    .isBetween(1_000, 1_999)
                    .isEqualTo(gateway.kafka.published().size());
        }
    }

    @Test
    void tellsWhereToGoOnAfterTheMostRecordsOfABody() {
        try (TestGateway gateway = TestGateway.with(GatewaySettings.MAX_RECORDS, 10)) {
            HttpResponse<String> full = gateway.client().post(NDJSON, Samples.ndjson("a", 10));
            HttpResponse<String> more = gateway.client().post(NDJSON, Samples.ndjson("b", 12));

            assertThat(full.statusCode()).isEqualTo(200);
            assertThat(more.statusCode()).isEqualTo(413);
            assertThat(summary(more)).isEqualTo("10 read, 10 accepted, 0 duplicate, 0 rejected, 0 failed");
            assertThat(json(more).at("/summary/incomplete").asText())
                    .isEqualTo("a body may hold 10 records: send those from line 11 in another request");
        }
    }

    @Test
    void tellsWhatItDidNotReadOfTheRecordsThatItTook() {
        try (TestGateway gateway = TestGateway.with(GatewaySettings.MAX_RECORDS, 1)) {
            String body = (Samples.CSV_HEADER + Samples.csvRow("a", "Good") + Samples.csvRow("b", "Good"))
                    .replace("\n", ",\n")
                    .replaceFirst(",\n(.*),\n", ",\n$1,a value without a name\n");

            HttpResponse<String> answer = gateway.client().post("text/csv", body);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(summary(answer)).startsWith("1 read, 1 accepted");
            assertThat(json(answer).at("/summary/remarks/0").asText())
                    .isEqualTo("values not read, since their columns have no name: 1, the first in row 2");
        }
    }

    @Test
    void endsABodyThatPauses() throws IOException {
        try (TestGateway gateway = TestGateway.with(GatewaySettings.IDLE_TIMEOUT, 300);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            begin(socket, Samples.json("a", 1) + "\n");

            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 408 ")
                    .contains("\"accepted\":1", "\"incomplete\":\"no data arrived");
        }
    }

    @Test
    void endsABodyThatTricklesIn() throws IOException {
        try (TestGateway gateway = new TestGateway(
                        TestGateway.settings(GatewaySettings.IDLE_TIMEOUT, 2_000, GatewaySettings.BODY_TIMEOUT, 500));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = begin(socket, Samples.json("a", 1) + "\n");
            Awaitility.await().until(() -> {
                if (socket.getInputStream().available() == 0) {
                    out.write("1\r\n\n\r\n".getBytes(UTF_8));
                    out.flush();
                }
                return socket.getInputStream().available() > 0;
            });
            byte[] answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);

            assertThat(new String(answer, UTF_8)).isEqualTo("HTTP/1.1 408");
        }
    }

    private static OutputStream begin(Socket socket, String chunk) throws IOException {
        OutputStream out = socket.getOutputStream();
        String head =
                """
                POST /v1/inspections HTTP/1.1
                Host: localhost
                Content-Type: application/x-ndjson
                Transfer-Encoding: chunked
                Connection: close

                """
                        .replace("\n", "\r\n");
        out.write((head + Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return out;
    }

    @Test
    void saysWhenABodyIsNotInChunks() throws IOException {
        try (TestGateway gateway = TestGateway.open();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = begin(socket, Samples.ndjson("a", 2));
            Awaitility.await().until(() -> gateway.kafka.published().size() == 2);
            out.write("no chunk\r\n".getBytes(UTF_8));
            out.flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void keepsWhatCameBeforeAClientWentAway() throws IOException {
        try (TestGateway gateway = TestGateway.open()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
                begin(socket, Samples.ndjson("a", 2) + "{\"inspectionId\":\"half");
                Awaitility.await().until(() -> gateway.kafka.published().size() == 2);
            }
            Awaitility.await().until(() -> gateway.records("anonymous", "accepted") == 2);
            assertThat(gateway.kafka.rejected()).isEmpty();
            assertThat(gateway.client().post(JSON, Samples.json("b", 1)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void rejectsALineThatIsTooLongByItself() {
        try (TestGateway gateway = TestGateway.open()) {
            String long1 = "{\"inspectionId\":\"" + "x".repeat(1 << 20) + "\"}";

            HttpResponse<String> lines = gateway.client().post(NDJSON, long1 + "\n" + Samples.json("a", 1));
            HttpResponse<String> document = gateway.client().post(JSON, long1);
            HttpResponse<String> csv =
                    gateway.client().post(CSV, Samples.CSV_HEADER + long1 + "\n" + Samples.csvRow("b", "Good"));

            assertThat(lines.statusCode()).isEqualTo(207);
            assertThat(json(lines).at("/results/0/errors/0/message").asText())
                    .isEqualTo("the line is longer than 1048576 bytes");
            assertThat(document.statusCode()).isEqualTo(422);
            assertThat(csv.statusCode()).isEqualTo(207);
        }
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Gives a few bytes at a time, with an unknown total length. */
    private static final class Slowly extends InputStream {
        private final byte[] bytes;
        private int position;

        Slowly(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return position < bytes.length ? bytes[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int most) {
            if (position == bytes.length) {
                return -1;
            }
            int read = Math.min(Math.min(most, 997), bytes.length - position);
            System.arraycopy(bytes, position, buffer, offset, read);
            position += read;
            return read;
        }
    }
}
