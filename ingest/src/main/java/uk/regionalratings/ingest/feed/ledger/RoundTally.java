package uk.regionalratings.ingest.feed.ledger;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running counts of one round. */
public final class RoundTally {
    private static final Logger LOG = LoggerFactory.getLogger(RoundTally.class);
    private static final int MOST_LINES = 50;

    private final List<String> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int downloads;
    private int published;
    private int known;
    private int rejected;
    private int notGraded;
    private int unchanged;
    private int vanished;

    /** Adds something that failed. */
    public void problem(String what) {
        add(problems, what);
    }

    /** Adds something that people should know although nothing failed. */
    public void notice(String what) {
        add(notices, what);
    }

    /**
     * The number of lines is limited: they are stored in one ledger record, and a broken site has the same problem on
     * every page.
     */
    private static void add(List<String> lines, String what) {
        if (lines.size() < MOST_LINES) {
            lines.add(what);
        } else if (lines.size() == MOST_LINES) {
            lines.add("and more: see the log");
        }
        LOG.info("{}", what);
    }

    public void downloaded() {
        downloads++;
    }

    public void cameUnchanged() {
        unchanged++;
    }

    /** Counts a document that was read. */
    public void ended(ReportOutcome outcome) {
        switch (outcome) {
            case PUBLISHED -> published++;
            case KNOWN -> known++;
            case REJECTED -> rejected++;
            case NOT_GRADED -> notGraded++;
        }
    }

    public void vanished() {
        vanished++;
    }

    public List<String> problems() {
        return problems;
    }

    public List<String> notices() {
        return notices;
    }

    /** @param requests sent to the site so far */
    public RoundCounts counts(int requests) {
        return new RoundCounts(requests, downloads, published, known, rejected, notGraded, unchanged, vanished);
    }
}
