package uk.regionalratings.ingest.feed;

/**
 * What a round did: {@code downloads = published + known + rejected + notGraded + unchanged}, where a rejection without a download is of a
 * document that is not there.
 *
 * @param requests to the site, pages and robots.txt included
 * @param downloads documents whose bytes came
 * @param published inspections and revisions published
 * @param known reports whose inspection the pipeline had with the same content
 * @param rejected documents newly rejected
 * @param notGraded documents of an unknown kind that turned out to give no grades
 * @param unchanged documents whose bytes came again as they were
 * @param vanished documents that left their page since the round before
 */
record RoundCounts(
        int requests,
        int downloads,
        int published,
        int known,
        int rejected,
        int notGraded,
        int unchanged,
        int vanished) {
    static final RoundCounts NONE = new RoundCounts(0, 0, 0, 0, 0, 0, 0, 0);
}
