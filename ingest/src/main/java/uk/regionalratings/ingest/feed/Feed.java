package uk.regionalratings.ingest.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for news in rounds. What a round needs of Kafka is opened for it and closed behind it. */
interface Feed extends AutoCloseable {
    /** Its name: part of what its transactions are called, and of the source of its events. */
    String name();

    /** How it stands by what it has kept. */
    Standing standing(Ledger ledger);

    /**
     * Makes a round.
     *
     * @throws uk.regionalratings.ingest.IngestException when Kafka does not take part
     * @throws FeedStoppedException when the process is told to stop
     */
    Outcome round(FeedStore store) throws InterruptedException;

    @Override
    void close();

    /**
     * How a feed stands after its latest round.
     *
     * @param lastSuccess when a round succeeded last; null when none ever did
     * @param problems of the latest round
     */
    record Standing(@Nullable Instant lastSuccess, List<String> problems) {
        /** Before the first round. */
        static final Standing NONE = new Standing(null, List.of());
    }

    /**
     * What came of one round.
     *
     * @param lines for a person
     * @param isClean whether everything was looked at and nothing new was rejected
     * @param standing as of now
     * @param notBefore before which the site wants no further round; null when it did not say
     */
    record Outcome(String lines, boolean isClean, Standing standing, @Nullable Instant notBefore) {}
}
