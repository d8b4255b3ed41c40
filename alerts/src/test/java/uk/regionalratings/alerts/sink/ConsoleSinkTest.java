package uk.regionalratings.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.alerts.Changes;

class ConsoleSinkTest {
    @Test
    void theConsoleShowsOneLine() throws Exception {
        SinkReader reader = new SinkReader(Map.of());

        reader.read("{type: console}").deliver(List.of(Changes.alert()));

        assertThat(reader.console().lines()).singleElement().asString().startsWith("20 Aug 2021 Sunderland");
    }
}
