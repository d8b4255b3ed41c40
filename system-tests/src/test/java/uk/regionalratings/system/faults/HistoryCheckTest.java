package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.streams.view.Version;
import uk.regionalratings.system.faults.RunHistory.DayCounts;
import uk.regionalratings.system.faults.RunHistory.Read;
import uk.regionalratings.system.faults.RunHistory.Revisions;
import uk.regionalratings.system.faults.RunHistory.Told;
import uk.regionalratings.system.faults.RunHistory.Unversioned;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Each anomaly, planted in a run that has no other. */
class HistoryCheckTest {
    private static final LocalDate DAY = LocalDate.of(2021, 8, 20);
    private static final int REGISTERED = ReferenceFiles.bundledAuthorities().size();
    private static final List<Inspection> INSPECTIONS = RealHistory.inspections();
    private static final KnownFacts FACTS = new KnownFacts(facts());
    private static final List<Told> PUBLISHED =
            List.of(told("301", 1, "a"), told("302", 1, "b"), told("301", 2, "c"), told("301", 3, "d"));

    private static List<KnownFacts.Fact> facts() {
        List<KnownFacts.Fact> facts = new ArrayList<>();
        ReferenceFiles.bundledAuthorities()
                .forEach(one -> facts.add(new KnownFacts.Fact(0, facts.size(), new Event.Registered(one, 1))));
        for (int i = 0; i < INSPECTIONS.size(); i++) {
            facts.add(new KnownFacts.Fact(0, i, new Event.Published(INSPECTIONS.get(i))));
        }
        Inspection corrected = INSPECTIONS.get(0).withRevision(2);
        facts.add(new KnownFacts.Fact(0, INSPECTIONS.size(), new Event.Published(corrected)));
        return facts;
    }

    private static Version version(long inspections) {
        return new Version(Instant.EPOCH, "1a2b3c4d", new long[] {inspections}, new long[] {REGISTERED});
    }

    private static Told told(String authority, int version, String id) {
        return new Told(authority, authority + "/in_care/x", version, id, version);
    }

    private static Read read(String life, Version version, String atLeast) {
        String authority = INSPECTIONS.get(0).authorityId();
        return new Read(
                life,
                "/v1/authorities/" + authority,
                version,
                atLeast,
                true,
                new Revisions(authority, new TreeMap<>(FACTS.revisions(authority, version))));
    }

    private static Unversioned unversioned(boolean complete, int revision) {
        Inspection first = INSPECTIONS.get(0);
        return new Unversioned(
                "one 1",
                "/v1/authorities/" + first.authorityId(),
                complete,
                new Revisions(first.authorityId(), Map.of(first.inspectionId(), revision)));
    }

    private static Read counted(Version version, List<Integer> numbers) {
        return new Read("one 1", "england", version, null, true, counts(numbers));
    }

    private static DayCounts counts(List<Integer> numbers) {
        return new DayCounts("england", Family.ILACS, Judgement.OVERALL_EFFECTIVENESS, DAY, numbers);
    }

    private static List<Integer> recounted(Version version) {
        return new EventRecount(FACTS.at(version), ReferenceFiles.bundledAreas())
                .counts(
                        ReferenceFiles.bundledAreas().find("england").orElseThrow(),
                        Family.ILACS,
                        Judgement.OVERALL_EFFECTIVENESS,
                        DAY);
    }

    private static RunHistory sound() {
        RunHistory history = new RunHistory();
        FACTS.inspections().forEach(history::acknowledged);
        history.read(read("one 1", version(0), null));
        history.read(read("two 1", version(200), "0-150"));
        history.read(read("one 1", version(489), version(200).toString()));
        history.read(counted(version(489), recounted(version(489))));
        history.read(unversioned(false, 1));
        history.cited("/v1/authorities/301?knownAt=x", "{}");
        PUBLISHED.forEach(one -> history.streamed("page", one));
        PUBLISHED.forEach(one -> history.delivered("all", one));
        return history;
    }

    private static List<String> anomalies(RunHistory history, List<Told> published) {
        return new HistoryCheck(history, FACTS, published, ReferenceFiles.bundledAreas()).anomalies();
    }

    private static void assertSees(Consumer<RunHistory> plant, String anomaly) {
        RunHistory history = sound();
        plant.accept(history);
        assertThat(anomalies(history, PUBLISHED)).singleElement().asString().contains(anomaly);
    }

    @Test
    void aSoundRunHasNone() {
        RunHistory history = sound();
        // After a kill the last alerts may come again, under the same ids; a new life may answer with less until it has
        // read all back.
        history.delivered("all", PUBLISHED.get(2));
        history.delivered("all", PUBLISHED.get(3));
        history.read(read("one 2", version(100), null));

        assertThat(anomalies(history, PUBLISHED)).isEmpty();
        assertThat(recounted(version(489)).get(0)).isEqualTo(18);
    }

    @Test
    void whatWasAcknowledgedAndIsLost() {
        assertSees(history -> history.acknowledged("303-x/1"), "acknowledged and lost: 303-x/1");
    }

    @Test
    void anAnswerThatGoesBackOnOneInstance() {
        assertSees(history -> history.read(read("two 1", version(199), null)), "two 1 answered from ");
    }

    @Test
    void anAnswerThatLacksWhatWasAskedFor() {
        assertSees(history -> history.read(read("two 1", version(210), "0-211")), "where at least 0-211 was asked for");
        assertSees(
                history -> history.read(read("two 1", version(210), version(211).toString())),
                "where at least " + version(211));
    }

    @Test
    void anAnswerWithoutAVersionThatPassesForACompleteOneOrSaysWhatNobodyPublished() {
        assertSees(history -> history.read(unversioned(true, 2)), "did not say that something is missing");
        assertSees(history -> history.read(unversioned(false, 3)), "which nobody published");
    }

    @Test
    void anAnswerWithARevisionThatWasNotKnownYet() {
        String authority = INSPECTIONS.get(0).authorityId();
        Map<String, Integer> later = FACTS.revisions(authority, version(489));
        assertSees(
                history ->
                        history.read(new Read("two 1", "?", version(488), null, true, new Revisions(authority, later))),
                "and the facts of " + version(488) + " say");
    }

    @Test
    void countsOfADayThatContradictTheFacts() {
        List<Integer> wrong = new ArrayList<>(recounted(version(489)));
        wrong.set(0, 19);
        wrong.set(1, wrong.get(1) - 1);
        assertSees(history -> history.read(counted(version(489), wrong)), "answered england with " + wrong);
    }

    @Test
    void aPermalinkWithTwoAnswers() {
        assertSees(history -> history.cited("/v1/authorities/301?knownAt=x", "{ }"), "knownAt=x had 2 answers");
    }

    @Test
    void aGoodQuestionThatIsCalledWrong() {
        assertSees(history -> history.refused("400 unknown version"), "refused: 400 unknown version");
    }

    @Test
    void aVersionThatGoesBack() {
        List<Told> published = new ArrayList<>(PUBLISHED);
        published.add(told("301", 2, "c"));

        assertThat(anomalies(sound(), published)).containsExactly("301/in_care/x was published as version 2 after 3");
    }

    @Test
    void anEventThatAClientHasTwice() {
        assertSees(history -> history.streamed("page", PUBLISHED.get(0)), "client page had 301/in_care/x@1 twice");
    }

    @Test
    void anEventThatAClientNeverHas() {
        assertSees(
                history -> PUBLISHED.stream()
                        .filter(one -> one.version() != 2)
                        .forEach(one -> history.streamed("feed", one)),
                "client feed never had 301/in_care/x@2");
    }

    @Test
    void aDeliveryThatIsMissing() {
        assertSees(
                history -> PUBLISHED.subList(0, 3).forEach(one -> history.delivered("newsroom", one)),
                "subscription newsroom never had 301/in_care/x@3");
    }

    @Test
    void aSubscriptionAndAClientThatHadNothing() {
        RunHistory history = sound();
        history.subscribes("forgotten");
        history.listens("forgotten");

        assertThat(anomalies(history, PUBLISHED))
                .hasSize(2 * PUBLISHED.size())
                .contains(
                        "subscription forgotten never had 301/in_care/x@1",
                        "client forgotten never had 302/in_care/x@1");
    }

    @Test
    void aDeliveryUnderTwoIds() {
        assertSees(
                history -> history.delivered("all", told("302", 1, "other")), "had 302/in_care/x@1 as b and as other");
    }

    @Test
    void twoChangesUnderOneId() {
        assertSees(
                history -> List.of(told("301", 1, "a"), told("302", 1, "a"), told("301", 2, "c"), told("301", 3, "d"))
                        .forEach(one -> history.delivered("newsroom", one)),
                "had 301/in_care/x@1 and 302/in_care/x@1 as a");
    }

    @Test
    void oneChangeWithTwoContents() {
        assertSees(
                history -> history.delivered("all", new Told("302", "302/in_care/x", 1, "b", 99)),
                "had 302/in_care/x@1 with another content");
    }

    @Test
    void changesOfOneAuthorityOutOfOrder() {
        assertSees(
                history -> List.of(1, 0, 3, 2).forEach(at -> history.delivered("newsroom", PUBLISHED.get(at))),
                "had the changes of 301 in the order");
    }

    @Test
    void aDeliveryOfWhatNobodyPublished() {
        assertSees(
                history -> history.delivered("all", told("301", 4, "e")),
                "had 301/in_care/x@4, which nobody published");
        assertSees(
                history -> history.delivered("all", told("309", 1, "e")),
                "had 309/in_care/x@1, which nobody published");
    }
}
