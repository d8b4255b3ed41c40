package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.cli.QueryCommand;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.streams.view.InspectionSources;

/** Answers that may lack something say so, wherever the question comes from. */
class IncompleteAnswersTest {
    private final AtomicReference<List<String>> gaps = new AtomicReference<>(List.of());
    private final QueryApi api = new QueryApi(
            new QueryService(
                    BundledHistory.view(),
                    PublishedChanges.view(),
                    new InspectionSources(),
                    Frameworks.bundled(),
                    () -> PipelineStatus.NOTHING,
                    Optional::empty,
                    gaps::get,
                    Clock.systemUTC()),
            Client.QUICK_STOP);

    @AutoClose
    private final Client client = Client.of(api);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/areas/north/ratings",
                "/v1/authorities/394",
                "/v1/authorities/999",
                "/v1/changes?limit=1",
                "/v1/changes/stream?area=nowhere"
            })
    void areMarkedWhileTheyMayLackSomething(String address) {
        gaps.set(List.of("one", "an\r\nother"));
        assertThat(header(client.get(address), QueryApi.INCOMPLETE)).isEqualTo("one; an??other");
        assertThat(header(client.get(address, "Accept", "text/csv"), QueryApi.INCOMPLETE))
                .isEqualTo("one; an??other");

        gaps.set(List.of());
        assertThat(header(client.get(address), QueryApi.INCOMPLETE)).isEmpty();
    }

    @Test
    void pagesOfAnyOriginMayReadTheMark() {
        assertThat(header(client.get("/v1/areas"), "Access-Control-Expose-Headers"))
                .contains(QueryApi.INCOMPLETE);
    }

    @Test
    void theTerminalSaysSoBesideTheAnswer() {
        assertThat(query()).isEmpty();

        gaps.set(List.of("a record of rating-changed can't be read: rating-changed-0@7"));
        assertThat(query())
                .isEqualTo(
                        "this answer may lack something: a record of rating-changed can't be read: rating-changed-0@7"
                                + System.lineSeparator());
    }

    private String query() {
        StringWriter err = new StringWriter();
        int code = new CommandLine(new QueryCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute("ratings", "--server", "http://127.0.0.1:" + api.port());
        assertThat(code).isZero();
        return err.toString();
    }
}
