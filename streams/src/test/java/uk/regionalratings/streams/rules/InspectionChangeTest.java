package uk.regionalratings.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** The neighbourhood of an event against all that whole histories tell. */
class InspectionChangeTest {
    @Property(tries = 3_000)
    void whatIsToldIsWhatWholeHistoriesDifferBy(@ForAll long seed) {
        Random random = new Random(seed);
        AuthorityHistory before = AuthorityHistory.empty("394");
        for (int event = 0; event < 25; event++) {
            Outcome outcome = random.nextInt(8) == 0
                    ? before.register(TimelineDifferenceTest.registration(random))
                    : before.apply(TimelineDifferenceTest.inspection(random));
            if (outcome instanceof Outcome.Applied applied) {
                assertTold(before, applied.history());
                before = applied.history();
            }
        }
    }

    private static void assertTold(AuthorityHistory before, AuthorityHistory after) {
        Map<String, String> was = all(before);
        Map<String, String> is = all(after);
        List<String> expected = new ArrayList<>();
        is.forEach((id, change) -> {
            if (!change.replace(" late", "").equals(was.getOrDefault(id, "").replace(" late", ""))) {
                expected.add(id + ": " + change);
            }
        });
        was.forEach((id, change) -> {
            if (!is.containsKey(id)) {
                expected.add(id + ": gone" + (change.endsWith(" late") ? " late" : ""));
            }
        });

        List<String> told = new ArrayList<>();
        for (InspectionChange change : InspectionChange.between(before, after)) {
            for (Judgement judgement : Judgement.values()) {
                int bit = 1 << judgement.code();
                String late = (change.late() & bit) == 0 ? "" : " late";
                RatingChange now = new RatingChange(judgement, change.inspection(), change.previous(judgement));
                if ((change.told() & bit) != 0) {
                    told.add(now.id() + ": " + words(now, after) + late);
                }
                if ((change.gone() & bit) != 0) {
                    told.add(now.id() + ": gone" + late);
                }
            }
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Map<String, String> all(AuthorityHistory history) {
        Map<String, String> all = new TreeMap<>();
        for (Judgement judgement : Judgement.values()) {
            List<RatingChange> changes = WholeHistory.changes(history, judgement);
            for (int i = 0; i < changes.size(); i++) {
                String late = i < changes.size() - 1 ? " late" : "";
                all.put(changes.get(i).id(), words(changes.get(i), history) + late);
            }
        }
        return all;
    }

    /** All that a rating change says. */
    private static String words(RatingChange change, AuthorityHistory history) {
        Authority authority = history.authority().orElseThrow();
        return String.join(
                " ",
                authority.name(),
                authority.region(),
                report(change.inspection()),
                change.inspection().framework().name(),
                change.inspection().endedOn().toString(),
                change.previous() == null ? "first" : report(change.previous()),
                String.valueOf(change.from()),
                change.to().name());
    }

    private static String report(Inspection inspection) {
        return inspection.inspectionId() + " " + inspection.publishedOn() + " " + inspection.reportUrl();
    }
}
