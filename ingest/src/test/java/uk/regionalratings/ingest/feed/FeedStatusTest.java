package uk.regionalratings.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.ledger.RoundCounts;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.ledger.SeenList;
import uk.regionalratings.ingest.feed.ledger.Validators;

/** What {@code feed status} makes of a ledger. */
class FeedStatusTest {
    private final Ledger ledger = new Ledger();

    private void round(List<String> problems) {
        ledger.put(new RoundReport(
                7,
                FeedRun.NOW.minusSeconds(400),
                FeedRun.NOW,
                problems.isEmpty() ? FeedRun.NOW : null,
                153,
                490,
                RoundCounts.NONE,
                problems,
                List.of()));
    }

    @Test
    void anEmptyLedgerSaysWhatToDo() {
        assertThat(FeedStatusCommand.text(ledger)).startsWith("no round has been made yet: ./ratings feed ofsted");
    }

    @Test
    void aRoundIsToldWithItsProblems() {
        round(List.of("the listing names no provider"));

        assertThat(FeedStatusCommand.text(ledger))
                .contains(
                        "round 7: 153 providers, 490 reports",
                        "in 6 min 40 s",
                        "problem: the listing names no provider")
                .contains("ended 2026-09-01T09:30:00Z; none has succeeded yet");
    }

    @Test
    void allIsWellWhileEveryFeedSucceeds() {
        assertThat(FeedStatusCommand.isWell(ledger, FeedRun.NOW.minusSeconds(60)))
                .isFalse();
        round(List.of());
        assertThat(FeedStatusCommand.isWell(ledger, FeedRun.NOW.minusSeconds(60)))
                .isTrue();
        assertThat(FeedStatusCommand.isWell(ledger, FeedRun.NOW.plusSeconds(60)))
                .as("too long ago")
                .isFalse();
        SeenList list = new SeenList(
                "https://example.org/list.csv",
                Validators.NONE,
                "00",
                FeedRun.NOW,
                FeedRun.NOW,
                1,
                0,
                List.of(),
                List.of());
        ledger.put(list);
        assertThat(FeedStatusCommand.isWell(ledger, FeedRun.NOW.minusSeconds(60)))
                .isTrue();
        ledger.put(list.failed(FeedRun.NOW, "answers 404"));
        assertThat(FeedStatusCommand.isWell(ledger, FeedRun.NOW.minusSeconds(60)))
                .isFalse();
    }

    @Test
    void listsAreToldBesideTheSite() {
        ledger.put(new SeenList(
                "https://example.org/list.csv",
                Validators.NONE,
                "00",
                FeedRun.NOW,
                null,
                497,
                3,
                List.of("answers 404"),
                List.of()));

        assertThat(FeedStatusCommand.text(ledger))
                .isEqualToIgnoringNewLines(
                        "list https://example.org/list.csv: asked for 2026-09-01T09:30:00Z; 497 read, 3"
                                + " rejected when it had changed last; problem: answers 404");
    }
}
