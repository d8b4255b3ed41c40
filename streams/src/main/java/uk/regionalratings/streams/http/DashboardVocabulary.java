package uk.regionalratings.streams.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.regionalratings.reference.AuthorityGroups;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The words that the dashboard shows for the API's constants.
 *
 * @param grades best first
 * @param judgements in declaration order
 * @param frameworks oldest first
 * @param types the types of council that an area can be made of
 * @param knownAs what authorities are called besides their names, by identity
 * @param withNeighbours identities of the authorities whose statistical neighbours are known
 * @param kinds of areas, in the order of the page
 */
record DashboardVocabulary(
        List<Entry> grades,
        List<JudgementEntry> judgements,
        List<FrameworkEntry> frameworks,
        List<String> types,
        Map<String, List<String>> knownAs,
        Set<String> withNeighbours,
        List<Entry> kinds) {
    /** A constant as the API writes it, and its label on the page. */
    record Entry(String id, String label) {}

    /**
     * A judgement.
     *
     * @param current whether the newest framework makes it
     */
    record JudgementEntry(String id, String label, boolean current) {}

    /** A framework and the family that it belongs to. */
    record FrameworkEntry(String id, String family, List<String> judgements) {}

    static DashboardVocabulary create() {
        List<Framework> frameworks = Framework.known();
        Framework newest = frameworks.get(frameworks.size() - 1);
        return new DashboardVocabulary(
                Arrays.stream(Grade.values())
                        .map(grade -> new Entry(grade.name(), grade.label()))
                        .toList(),
                Arrays.stream(Judgement.values())
                        .map(judgement ->
                                new JudgementEntry(judgement.id(), judgement.label(), newest.makes(judgement)))
                        .toList(),
                frameworks.stream()
                        .map(framework -> new FrameworkEntry(
                                framework.name(), framework.family().id(), judgementsOf(framework)))
                        .toList(),
                AuthorityGroups.bundled().types().stream().sorted().toList(),
                AuthorityNames.bundledNames(),
                AuthorityGroups.bundled().withNeighbours(),
                Arrays.stream(Area.Kind.values())
                        .map(kind -> new Entry(kind.id(), kind.heading()))
                        .toList());
    }

    private static List<String> judgementsOf(Framework framework) {
        return Arrays.stream(Judgement.values())
                .filter(framework::makes)
                .map(Judgement::id)
                .toList();
    }
}
