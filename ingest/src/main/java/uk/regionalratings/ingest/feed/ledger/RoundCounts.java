package uk.regionalratings.ingest.feed.ledger;

/**
 * The counts of a round: {@code downloads = published + known + rejected + notGraded + unchanged}, except that a
 * missing document is rejected without a download.
 *
 * @param requests to the site, including pages and robots.txt
 * @param downloads documents that were downloaded
 * @param published inspections and revisions published
 * @param known reports whose inspection the pipeline already had with the same content
 * @param rejected documents newly rejected
 * @param notGraded documents of an unknown kind that turned out to have no grades
 * @param unchanged documents downloaded again with the same bytes
 * @param vanished documents that disappeared from their page since the round before
 */
public record RoundCounts(
        int requests,
        int downloads,
        int published,
        int known,
        int rejected,
        int notGraded,
        int unchanged,
        int vanished) {
    public static final RoundCounts NONE = new RoundCounts(0, 0, 0, 0, 0, 0, 0, 0);
}
