package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;
import static uk.regionalratings.streams.http.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;

/** Every way to go wrong ends in a problem document that says what to do instead. */
class QueryApiProblemsTest {
    private static final AtomicReference<Optional<String>> NOT_READY = new AtomicReference<>(Optional.empty());
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), QueryApiProblemsTest::notReady, Clock.systemUTC()));
    private static Client client;

    private static Optional<String> notReady() {
        Optional<String> reason = NOT_READY.get();
        if (reason.isPresent() && reason.get().equals("fail")) {
            throw new IllegalStateException("secret cause");
        }
        return reason;
    }

    @BeforeAll
    static void start() {
        API.start(0);
        client = new Client(API.port());
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    private static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).doesNotContain("Exception", "<html", "\tat ");
        JsonNode problem = json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).isNotEmpty();
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("detail").asText()).isNotEmpty();
        return problem;
    }

    @ParameterizedTest
    @CsvSource({
        "ratings?judgement=overall,           judgement,   help_and_protection",
        "ratings?framework=ILACS_2026,        framework,   sif",
        "ratings?asOf=2021-02-30,             asOf,        1900-01-01",
        "ratings?asOf=1899-12-31,             asOf,        1900-01-01",
        "ratings?asOf=3000-01-01,             asOf,        2999-12-31",
        "ratings?asOf=2999-12-31,             asOf,        a date up to 20",
        "ratings?asOf=,                       asOf,        YYYY-MM-DD",
        "ratings?inspectedBy=yesterday,       inspectedBy, YYYY-MM-DD",
        "ratings?asof=2021-08-20,             asof,        asOf",
        "ratings?asOf=2021-08-20&asOf=2022-01-01, asOf,    once",
        "authorities?grade=excellent,         grade,       not_rated",
        "timeline?interval=week,              interval,    month",
        "timeline?from=2022-01-01&to=2021-01-01, from,     2021-01-01",
        "timeline?interval=day&from=1900-01-01, interval,  year",
        "timeline?interval=day&to=2999-12-31, to,          a date up to 20",
        "timeline?interval=day&judgement=all&from=2014-01-01, interval, year",
    })
    void namesTheParameterAndWhatIsAllowed(String query, String parameter, String allowed) {
        JsonNode problem = problem(client.get("/v1/areas/england/" + query), 400);

        assertThat(problem.at("/errors/0/parameter").asText()).isEqualTo(parameter);
        assertThat(problem.at("/errors/0/allowed").asText()).contains(allowed);
        assertThat(problem.get("detail").asText()).contains(parameter);
    }

    /** The client of these tests refuses to send such a thing, so it is sent by hand. */
    @Test
    void saysThatAValueCantBeDecoded() throws IOException {
        assertThat(raw("GET /v1/areas/england/ratings?asOf=%zz HTTP/1.1\r\nHost: a"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"parameter\":\"asOf\"", "can't be decoded");
    }

    @Test
    void namesEveryProblemAtOnce() {
        JsonNode problem = problem(client.get("/v1/areas/england/ratings?judgement=a&framework=b&asOf=c&x=d"), 400);

        assertThat(problem.get("errors").findValuesAsText("parameter"))
                .containsExactlyInAnyOrder("judgement", "framework", "asOf", "x");
        assertThat(problem.get("instance").asText()).isEqualTo("/v1/areas/england/ratings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/areas/england/ratings?framework=ilacs&",
                "/v1/areas?&",
                "/v1/changes?&&limit=1",
                "/v1/areas?="
            })
    void takesASeparatorTooManyForNoParameter(String path) {
        assertThat(client.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void knowsNoSuchArea() {
        JsonNode problem = problem(client.get("/v1/areas/wales/ratings"), 404);

        assertThat(problem.get("detail").asText()).contains("wales", "england", "north-east", "midlands");
    }

    @Test
    void knowsNoSuchAuthority() {
        JsonNode problem = problem(client.get("/v1/authorities/cardiff"), 404);

        assertThat(problem.get("detail").asText()).contains("cardiff", "/v1/authorities");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/authorities/sunderlnd, Sunderland",
        "/v1/authorities/Sunderlnd%20City%20Council, Sunderland",
        "/v1/authorities/north-lincolnshir.csv, North Lincolnshire"
    })
    void suggestsWhoMayHaveBeenMeant(String path, String name) {
        JsonNode problem = problem(client.get(path), 404);

        assertThat(problem.get("detail").asText()).contains("did you mean", "(" + name + ", ");
    }

    @Test
    void suggestsWhoMayHaveBeenMeantByAParameter() {
        JsonNode problem = problem(client.get("/v1/changes?authority=sunderlnd"), 400);

        assertThat(problem.at("/errors/0/allowed").asText())
                .isEqualTo("did you mean \"sunderland\" (Sunderland, 394)?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets", "/v1", "/v1/areas/england", "/v2/areas", "/robots.txt", "/v1/areas/england/ratings/x"
            })
    void knowsNoSuchPath(String path) {
        JsonNode problem = problem(client.get(path), 404);

        assertThat(problem.get("detail").asText()).contains("/v1/areas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void changesNothing(String method) {
        HttpResponse<String> response = client.send(method, "/v1/areas");

        problem(response, 405);
        assertThat(header(response, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json;q=0, text/csv;q=0", "image/*"})
    void hasNoOtherForm(String accept) {
        JsonNode problem = problem(client.get("/v1/areas", "Accept", accept), 406);

        assertThat(problem.get("detail").asText()).contains("application/json", "text/csv");
    }

    @Test
    void refusesAnEndlessUrl() {
        problem(client.get("/v1/areas?" + "a".repeat(2_000)), 414);
        problem(client.get("/v1/areas?" + "a".repeat(20_000)), 414);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "GET /v1/areas HTTP/1.1", "GET /v1/%zz HTTP/1.1\r\nHost: a"})
    void answersWhatIsHardlyHttp(String request) throws IOException {
        assertThat(raw(request))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "\"status\":400")
                .doesNotContain("<html", "Exception");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), API.port())) {
            socket.setSoTimeout(10_000);
            String lines = request + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void asksToComeAgainWhileItCatchesUp() {
        NOT_READY.set(Optional.of("the table authority-ratings is being read"));
        try {
            for (String path : new String[] {
                "/v1/areas/england/ratings",
                "/v1/areas/england/timeline",
                "/v1/areas/england/authorities",
                "/v1/authorities",
                "/v1/authorities/cardiff"
            }) {
                HttpResponse<String> response = client.get(path);

                JsonNode problem = problem(response, 503);
                assertThat(problem.get("detail").asText()).contains("being read");
                assertThat(header(response, "Retry-After")).isEqualTo("5");
            }
            assertThat(client.get("/v1/areas").statusCode()).isEqualTo(200);
            problem(client.get("/v1/areas/england/ratings?asOf=never"), 400);
        } finally {
            NOT_READY.set(Optional.empty());
        }
    }

    @Test
    void keepsTheCauseOfAFailureToItself() {
        NOT_READY.set(Optional.of("fail"));
        try {
            HttpResponse<String> response = client.get("/v1/areas/england/ratings");

            problem(response, 500);
            assertThat(response.body()).doesNotContain("secret");
        } finally {
            NOT_READY.set(Optional.empty());
        }
    }
}
