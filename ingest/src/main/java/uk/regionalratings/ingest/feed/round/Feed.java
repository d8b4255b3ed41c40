package uk.regionalratings.ingest.feed.round;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.publish.FeedStore;
import uk.regionalratings.ingest.feed.site.FeedStoppedException;

/** Looks for new inspections in rounds. The Kafka clients that a round needs are opened for it and closed after it. */
public interface Feed extends AutoCloseable {
    /** Its name, which is part of its transactional id and of its events' source. */
    String name();

    /** Its state according to the ledger. */
    Standing standing(Ledger ledger);

    /**
     * Makes a round.
     *
     * @throws uk.regionalratings.ingest.problem.IngestException if Kafka fails
     * @throws FeedStoppedException if the process is asked to stop
     */
    Outcome round(FeedStore store) throws InterruptedException;

    @Override
    void close();

    /**
     * The state of a feed after its latest round.
     *
     * @param lastSuccess when a round last succeeded; null if none ever did
     * @param problems of the latest round
     */
    record Standing(@Nullable Instant lastSuccess, List<String> problems) {
        /** The state before the first round. */
        public static final Standing NONE = new Standing(null, List.of());
    }

    /**
     * The result of one round.
     *
     * @param lines for people
     * @param isClean whether everything was examined and nothing new was rejected
     * @param standing the current state
     * @param notBefore the earliest time for the next round that the site allows; null if it named none
     */
    record Outcome(String lines, boolean isClean, Standing standing, @Nullable Instant notBefore) {}
}
