package uk.regionalratings.streams.http;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.query.change.InspectionNews;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** One inspection in sentences that a newspaper can print. Changed judgements come first, then first grades, then those that stay. */
final class NewsWords {
    private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final Comparator<ChangeDetail> CHANGED_FIRST = Comparator.comparingInt(NewsWords::rank)
            .thenComparing(change -> -Math.abs(change.steps() == null ? 0 : change.steps()))
            .thenComparing(change -> Judgement.ids().indexOf(change.judgement()));

    private final List<ChangeDetail> changes;
    private final ChangeDetail any;

    NewsWords(InspectionNews.Item inspection) {
        this.changes = inspection.changes().stream().sorted(CHANGED_FIRST).toList();
        this.any = inspection.any();
    }

    private static int rank(ChangeDetail change) {
        return switch (change.direction()) {
            case "IMPROVED", "DECLINED" -> 0;
            case "FIRST" -> 1;
            default -> 2;
        };
    }

    /**
     * "Sunderland rises from Inadequate to Outstanding for overall effectiveness". Without an overall grade, the
     * headline says what changed.
     */
    String headline() {
        List<ChangeDetail> told = changes.stream()
                .filter(change -> change.judgement().equals(Judgement.OVERALL_EFFECTIVENESS.id()))
                .toList();
        if (told.isEmpty()) {
            told = changes.stream().filter(change -> rank(change) == 0).toList();
        }
        Map<String, List<String>> judgements = new LinkedHashMap<>();
        for (ChangeDetail change : told.isEmpty() ? changes : told) {
            judgements.computeIfAbsent(verb(change), any -> new ArrayList<>()).add(inSentence(change));
        }
        List<String> phrases = judgements.entrySet().stream()
                .map(phrase -> phrase.getKey() + " for " + listed(phrase.getValue()))
                .toList();
        return any.authority() + " " + String.join("; ", phrases);
    }

    /** The inspected authority and the dates. */
    String summary() {
        return "Ofsted published its report on children's services in " + any.authority() + " on "
                + written(any.publishedOn()) + ", after an inspection that ended on " + written(any.endedOn()) + ".";
    }

    /** One sentence for each judgement. */
    List<String> judgements() {
        return changes.stream().map(NewsWords::sentence).toList();
    }

    /** The number of authorities that then had the grade of the first judgement; empty if the change has no counts. */
    Optional<String> nation() {
        ChangeDetail first = changes.get(0);
        String family = Framework.ofId(first.framework())
                .map(framework -> framework.family().id())
                .orElse("");
        ChangeDetail.AreaNumbers england =
                first.counts().getOrDefault("england", Map.of()).get(family);
        Integer number = england == null ? null : england.counts().get(first.to());
        return number == null
                ? Optional.empty()
                : Optional.of("On that day "
                        + (number == 1 ? "one authority in England was" : number + " authorities in England were")
                        + " rated " + grade(first.to()) + " for " + inSentence(first) + " under "
                        + family.toUpperCase(Locale.ROOT) + " inspections.");
    }

    private static String sentence(ChangeDetail change) {
        String label = label(change);
        if (change.direction().equals(Direction.FIRST.name())) {
            return label + ": " + grade(change.to()) + ", the first grade for this judgement.";
        }
        String firstOfItsKind = change.firstOfItsKind() && rank(change) == 0
                ? " No authority in England had made this step for this judgement before."
                : "";
        return label + ": " + verb(change) + "." + firstOfItsKind;
    }

    private static String verb(ChangeDetail change) {
        String to = grade(change.to());
        return switch (change.direction()) {
            case "IMPROVED" -> "rises from " + grade(change.from()) + " to " + to;
            case "DECLINED" -> "falls from " + grade(change.from()) + " to " + to;
            case "MAINTAINED" -> "stays " + to;
            default -> "is rated " + to;
        };
    }

    private static String listed(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static String inSentence(ChangeDetail change) {
        String label = label(change);
        return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }

    private static String label(ChangeDetail change) {
        return Judgement.ofId(change.judgement()).map(Judgement::label).orElse("A judgement not known here");
    }

    private static String grade(@Nullable String name) {
        for (Grade grade : Grade.values()) {
            if (grade.name().equals(name)) {
                return grade.label();
            }
        }
        return "a grade not known here";
    }

    private static String written(LocalDate date) {
        return LONG_DATE.format(date);
    }
}
