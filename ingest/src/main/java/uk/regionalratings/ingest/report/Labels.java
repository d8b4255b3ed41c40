package uk.regionalratings.ingest.report;

import static uk.regionalratings.vocabulary.Judgement.ADOPTION;
import static uk.regionalratings.vocabulary.Judgement.CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.HELP_AND_PROTECTION;
import static uk.regionalratings.vocabulary.Judgement.IMPACT_OF_LEADERS;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE;
import static uk.regionalratings.vocabulary.Judgement.IN_CARE_AND_CARE_LEAVERS;
import static uk.regionalratings.vocabulary.Judgement.OVERALL_EFFECTIVENESS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Judgement;

/** The names that one family's reports give the judgements, in tables and headings. */
final class Labels {
    static final Labels SIF = new Labels(List.of(
            new Name(HELP_AND_PROTECTION, "children who need help and protection"),
            new Name(IN_CARE, "children looked after and achieving permanence"),
            new Name(ADOPTION, "adoption performance"),
            new Name(CARE_LEAVERS, "care leavers"),
            new Name(IMPACT_OF_LEADERS, "leadership management and governance")));

    static final Labels ILACS = new Labels(List.of(
            new Name(
                    IMPACT_OF_LEADERS,
                    "impact of leaders [and managers] on [social work|social care] practice"
                            + " [with children|with children and families|with children young people and families]"),
            new Name(
                    HELP_AND_PROTECTION,
                    "children [and families|and young people]"
                            + " [who need|who are in need of|in need of|needing] help and protection"),
            new Name(IN_CARE_AND_CARE_LEAVERS, "children in care and care leavers"),
            new Name(IN_CARE, "children in care"),
            // "Children care leavers" occurs in a real report.
            new Name(CARE_LEAVERS, "[children|young people and|young] care leavers"),
            new Name(OVERALL_EFFECTIVENESS, "overall effectiveness")));

    /** Meaningless openings before the name of a judgement, longest first. */
    private static final List<List<String>> OPENINGS = List.of(
            List.of("the", "experiences", "and", "progress", "of"),
            List.of("the", "experience", "and", "progress", "of"),
            List.of("experiences", "and", "progress", "of"),
            List.of("experience", "and", "progress", "of"),
            List.of("the"),
            List.of());

    private static final Set<Judgement> STAND_ALONE = EnumSet.of(IMPACT_OF_LEADERS, ADOPTION, OVERALL_EFFECTIVENESS);

    final List<Label> labels;
    private final Set<String> words = new HashSet<>();

    private Labels(List<Name> names) {
        // "Children in care and care leavers" must not be read as "children in care" followed by something else.
        this.labels = names.stream()
                .flatMap(name -> name.wordings().stream())
                .sorted(Comparator.comparing((Label label) -> label.words().size())
                        .reversed())
                .toList();
        this.labels.forEach(label -> words.addAll(label.words()));
        words.addAll(List.of("the", "experiences", "experience", "and", "progress", "of"));
    }

    /** Whether the names of judgements contain this word. */
    boolean hasWord(String word) {
        return words.contains(word);
    }

    /** The longest name of a judgement that begins at {@code position}; null if none does. */
    @Nullable
    Found at(List<Token> tokens, int position) {
        for (List<String> opening : OPENINGS) {
            if (Phrases.standsAt(opening, tokens, position)) {
                int start = position + opening.size();
                for (Label label : labels) {
                    if (Phrases.standsAt(label.words(), tokens, start)) {
                        int end = start + label.words().size();
                        return new Found(
                                label.judgement(),
                                opening.contains("progress") || STAND_ALONE.contains(label.judgement()),
                                end,
                                tokens.get(position).line(),
                                tokens.get(end - 1).line());
                    }
                }
            }
        }
        return null;
    }

    /** The names that make up all of {@code tokens}; null if they are anything else. */
    @Nullable
    List<Found> all(List<Token> tokens) {
        List<Found> all = new ArrayList<>();
        int position = 0;
        while (position < tokens.size()) {
            Found found = at(tokens, position);
            if (found == null) {
                return null;
            }
            all.add(found);
            position = found.end();
        }
        return all;
    }

    /**
     * The name of a judgement in all its wordings.
     *
     * @param text its words; brackets hold alternatives, one or none of which occurs there
     */
    private record Name(Judgement judgement, String text) {
        private static final Pattern PART = Pattern.compile(" ?\\[([^\\]]*)\\] ?");

        List<Label> wordings() {
            List<String> wordings = new ArrayList<>(List.of(text));
            for (int i = 0; i < wordings.size(); ) {
                Matcher part = PART.matcher(wordings.get(i));
                if (!part.find()) {
                    i++;
                    continue;
                }
                String wording = wordings.remove(i);
                String before = wording.substring(0, part.start()) + " ";
                String behind = " " + wording.substring(part.end());
                wordings.add(before + behind);
                for (String alternative : part.group(1).split("\\|", -1)) {
                    wordings.add(before + alternative + behind);
                }
            }
            return wordings.stream()
                    .map(wording -> new Label(judgement, List.of(wording.strip().split(" +", -1))))
                    .distinct()
                    .toList();
        }
    }

    /** One wording. */
    record Label(Judgement judgement, List<String> words) {}

    /**
     * A name of a judgement found in the text.
     *
     * @param inFull whether it is unambiguous: "care leavers" alone is part of many sentences
     * @param end index of the token after it
     * @param firstLine index of the line on which it begins
     * @param lastLine index of the line on which it ends
     */
    record Found(Judgement judgement, boolean inFull, int end, int firstLine, int lastLine) {}
}
