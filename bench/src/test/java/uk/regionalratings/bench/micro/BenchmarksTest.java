package uk.regionalratings.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.rules.Outcome;

/** Runs every benchmark once and checks that it does what it claims. */
class BenchmarksTest {
    @Test
    void rules() {
        RuleBenchmarks rules = new RuleBenchmarks();
        rules.days = 200;
        rules.prepare();

        assertThat(rules.applyInspection()).isInstanceOf(Outcome.Applied.class);
        assertThat(rules.compareHistories()).isNotEmpty();
        var before = rules.asOf();
        assertThat(before.authorities()).isEqualTo(1_000);
        assertThat(before.rated()).isPositive();
        rules.applySegments();
        assertThat(rules.asOfAfterChange()).isEqualTo(before);
    }

    @Test
    void records() throws Exception {
        RecordBenchmarks records = new RecordBenchmarks();
        records.prepare();

        assertThat(records.decodeEvent().getGrades()).isNotEmpty();
        assertThat(records.decodeRow()).isEqualTo(records.historyToRecord());
        assertThat(records.encodeRow().length).isGreaterThan(records.inspections * 100);
        assertThat(records.recordToHistory().inspections()).hasSize(records.inspections);
    }

    @Test
    void queries() {
        QueryBenchmarks queries = new QueryBenchmarks();
        queries.days = 200;
        queries.prepare();

        assertThat(queries.ask().authorities()).isEqualTo(1_000);
        assertThat(queries.update().listed()).isEqualTo(1_000);
        assertThat(queries.askWhileIngesting().rated()).isPositive();
    }
}
