package uk.regionalratings.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.bench.history.Scale;

class BenchCliTest {
    @Test
    void unknownPeersAreAnswered() {
        StringWriter errors = new StringWriter();
        var commandLine = BenchCli.commandLine().setErr(new PrintWriter(errors));

        int code = commandLine.execute("quick", "--peers", "pipeline,nobody");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).contains("not nobody");
    }

    @Test
    void tablesShowMediansAndRatiosOfTheSameRun() {
        List<Drained> runs = List.of(
                drained(Contender.PLAIN, 2),
                drained(Contender.PIPELINE, 3),
                drained(Contender.PIPELINE, 5),
                drained(Contender.PIPELINE, 4));

        String table = DrainTable.of(Scale.of(100, 1_000), 150_000, runs);

        assertThat(table).contains("| plain | 1 | 2.0 (2.0-2.0) | 500 | 1.00 | - |");
        assertThat(table).contains("| pipeline | 3 | 4.0 (3.0-5.0) | 250 | 0.50 | - |");
    }

    private static Drained drained(Contender contender, double seconds) {
        return new Drained(contender, 1_000, seconds, 1, 1, 2, 0.5, 0, 100, 0, Map.of());
    }
}
