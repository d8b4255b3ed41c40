package uk.regionalratings.ingest.feed.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of one round.
 *
 * @param number of the round, from 1
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param lastSuccess when the latest round without problems ended, which may be this one; null if there was none
 * @param providers the number on the listing
 * @param reports the number of documents on their pages that are or may be graded full inspections
 * @param counts what was done
 * @param problems what failed, each with what to do; empty if the round succeeded
 * @param notices what people should know although nothing failed
 */
public record RoundReport(
        long number,
        Instant startedAt,
        Instant endedAt,
        @Nullable Instant lastSuccess,
        int providers,
        int reports,
        RoundCounts counts,
        List<String> problems,
        List<String> notices)
        implements LedgerEntry {
    public RoundReport {
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(endedAt);
        Objects.requireNonNull(counts);
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
    }

    @Override
    public String key() {
        return LedgerEntry.ROUND;
    }

    /** Whether everything on the site was examined. */
    public boolean hasSucceeded() {
        return problems.isEmpty();
    }

    /** The report as lines for people: the counts, then problems and notices. */
    public String inLines() {
        StringBuilder lines = new StringBuilder(String.format(
                Locale.UK,
                "round %d: %d providers, %d reports; %d published, %d known already, %d rejected, %d of another kind, %d"
                        + " vanished; %d requests, %d of them downloads, in %s",
                number,
                providers,
                reports,
                counts.published(),
                counts.known(),
                counts.rejected(),
                counts.notGraded(),
                counts.vanished(),
                counts.requests(),
                counts.downloads(),
                shown(Duration.between(startedAt, endedAt))));
        problems.forEach(problem -> lines.append("\n  problem: ").append(problem));
        notices.forEach(notice -> lines.append("\n  ").append(notice));
        return lines.toString();
    }

    private static String shown(Duration took) {
        return took.toMinutes() > 0
                ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                : took.toSeconds() + " s";
    }
}
