package uk.regionalratings.ingest.feed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LedgerJsonTest {
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

    @Test
    void writesTheComponentsOfAnEntryAndNothingElse() throws IOException {
        SeenReport report = new SeenReport(
                "50168072",
                "https://files.ofsted.gov.uk/v1/file/50168072",
                "80544",
                "Children's services inspection",
                LocalDate.parse("2021-08-20"),
                ReportOutcome.REJECTED,
                "80544-2021-07-09",
                "ILACS",
                "ab",
                Validators.NONE,
                NOW,
                "unreadable",
                "1",
                NOW);
        List<LedgerEntry> entries = List.of(
                report,
                SeenList.none("https://example.org/list.csv", NOW),
                new SeenProvider(
                        "80544", "Sunderland", "https://reports.ofsted.gov.uk/provider/44/80544", Validators.NONE),
                new DailyRequests(LocalDate.parse("2026-10-01"), 3));

        for (LedgerEntry entry : entries) {
            Map<?, ?> json = new ObjectMapper().readValue(LedgerJson.bytes(entry), Map.class);
            List<Object> names = new ArrayList<>(json.keySet());
            List<String> components = Arrays.stream(
                            Objects.requireNonNull(entry.getClass().getRecordComponents()))
                    .map(RecordComponent::getName)
                    .toList();
            assertThat(components)
                    .as(entry.key())
                    .containsAll(names.stream().map(Object::toString).toList());
        }
    }
}
