package uk.regionalratings.operations.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.streams.recount.RecountDifference;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.Topics;

/**
 * The result of a verification. Facts = applied + duplicates + rejected + waiting.
 *
 * @param ok whether there are no differences
 * @param facts records of the fact topics
 * @param applied records with new content
 * @param duplicates records that were already known
 * @param rejected unusable records
 * @param waiting inspections of unknown authorities
 * @param moved facts in a partition other than their key's
 * @param rows number of rows compared, by topic
 * @param differing number of rows that differ, by topic
 * @param differences the first differences
 * @param newsMeanwhile whether facts still arrived at the end, which can look like differences
 * @param seconds duration of the verification
 */
record VerifyReport(
        boolean ok,
        long facts,
        long applied,
        long duplicates,
        long rejected,
        List<Waiting> waiting,
        long moved,
        Map<String, Long> rows,
        Map<String, Long> differing,
        List<RecountDifference> differences,
        boolean newsMeanwhile,
        double seconds) {
    /** A longer list would not help; the report also gives the total. */
    private static final int SHOWN = 20;

    static VerifyReport of(
            PublishedFacts log, Map<String, Long> tables, long rejections, List<RecountDifference> differences) {
        long facts = 0;
        long applied = 0;
        long duplicates = 0;
        long rejected = 0;
        long moved = 0;
        List<Waiting> waiting = waiting(log);
        for (InputTally tally : log.tallies().values()) {
            facts += tally.getReceived();
            applied += tally.getApplied();
            duplicates += tally.getDuplicate();
            rejected += tally.getRejected();
            moved += tally.getMoved();
        }
        applied -= sum(waiting);
        Map<String, Long> rows = new TreeMap<>(tables);
        rows.put(Topics.INSPECTION_REJECTED.name(), rejections);
        rows.put(TopologyNames.INPUT_TALLY, (long) log.tallies().size());
        Map<String, Long> differing = new TreeMap<>();
        differences.forEach(difference -> differing.merge(difference.table(), 1L, Long::sum));
        return new VerifyReport(
                differences.isEmpty(),
                facts,
                applied,
                duplicates,
                rejected,
                waiting,
                moved,
                rows,
                differing,
                List.copyOf(differences.subList(0, Math.min(SHOWN, differences.size()))),
                false,
                0);
    }

    /**
     * Inspections that wait for an authority's reference data and are in no count.
     *
     * @param inspections their number
     * @param since when the first fact about the authority was sent, in UTC
     */
    record Waiting(String authorityId, int inspections, String since) {}

    private static List<Waiting> waiting(PublishedFacts log) {
        List<Waiting> waiting = new ArrayList<>();
        log.facts()
                .waiting()
                .forEach((authorityId, inspections) -> waiting.add(new Waiting(
                        authorityId,
                        inspections,
                        Instant.ofEpochMilli(log.firstSent(authorityId)).toString())));
        return waiting;
    }

    private static long sum(List<Waiting> waiting) {
        return waiting.stream().mapToLong(Waiting::inspections).sum();
    }

    VerifyReport after(Duration time, boolean news) {
        return new VerifyReport(
                ok,
                facts,
                applied,
                duplicates,
                rejected,
                waiting,
                moved,
                rows,
                differing,
                differences,
                news,
                Math.round(time.toMillis() / 100.0) / 10.0);
    }

    /** For a person at a terminal. */
    String text() {
        TextTable table = new TextTable("compared with the facts", "#rows", "#differences");
        table.line("facts " + facts + " = applied " + applied + " + duplicates " + duplicates + " + rejected "
                + rejected + " + waiting " + sum(waiting));
        if (moved > 0) {
            table.line(moved + " facts lay in another partition than their key's and were moved: see docs/feeds.md");
        }
        waiting.forEach(one -> table.line(one.inspections() + " inspections of authority " + one.authorityId()
                + " wait for its reference data since " + one.since() + ", and are in no count"));
        rows.forEach((topic, count) -> table.row(topic, count, differing.getOrDefault(topic, 0L)));
        for (RecountDifference difference : differences) {
            table.footer("DIFFERENT " + difference);
        }
        long all = differing.values().stream().mapToLong(Long::longValue).sum();
        if (all > differences.size()) {
            table.footer("and " + (all - differences.size()) + " more");
        }
        if (!ok && newsMeanwhile) {
            table.footer(
                    "Facts kept arriving during the check, so the differences may only be news. Pause the feeds and run this again.");
        }
        table.footer((ok ? "no difference" : all + " differences") + ", " + seconds + " s");
        return table.render();
    }
}
