package uk.regionalratings.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** The rules of the contract, written down a second time: what the product's own check lets through is asked again here. */
final class AcceptedInspection {
    private static final Map<Framework, Set<String>> JUDGEMENTS = new EnumMap<>(Map.of(
            Framework.SIF, Set.of("oe", "lead", "help", "care", "leavers", "adoption"),
            Framework.SIF_REINSPECTION, Set.of("oe", "lead", "help", "care", "leavers", "adoption"),
            Framework.ILACS, Set.of("oe", "lead", "help", "care", "leavers", "both"),
            Framework.ILACS_2026, Set.of("lead", "help", "care", "leavers")));

    private AcceptedInspection() {}

    /** What must not have been accepted about {@code inspection}; empty when nothing. */
    static List<String> objections(Inspection inspection, Set<String> authorityIds, LocalDate today) {
        List<String> objections = new ArrayList<>();
        String id = inspection.inspectionId();
        require(id.length() >= 1 && id.length() <= 100, "length of identity", objections);
        require(Character.isLetterOrDigit(id.charAt(0)), "first character of identity", objections);
        require(
                id.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._:-".indexOf(c) >= 0)),
                "identity",
                objections);
        require(authorityIds.contains(inspection.authorityId()), "authority", objections);
        require(inspection.revision() >= 1 && inspection.revision() <= 999_999_999, "revision", objections);
        requireDates(inspection, today, objections);
        require(
                inspection.withdrawn() || !inspection.grades().isEmpty() || inspection.other() != null,
                "no grades",
                objections);
        inspection.grades().forEach((judgement, given) -> {
            require(JUDGEMENTS.get(inspection.framework()).contains(shortName(judgement)), judgement.id(), objections);
            require(isWordedSo(given), "words " + given, objections);
        });
        String url = inspection.reportUrl();
        require(url == null || isWebAddress(url), "URL", objections);
        return objections;
    }

    private static void requireDates(Inspection inspection, LocalDate today, List<String> objections) {
        require(inspection.startedOn().getYear() >= 1990, "start too early", objections);
        require(!inspection.startedOn().isAfter(inspection.endedOn()), "start after end", objections);
        require(!inspection.endedOn().isAfter(inspection.publishedOn()), "end after publication", objections);
        require(!inspection.publishedOn().isAfter(today), "publication to come", objections);
    }

    private static String shortName(Judgement judgement) {
        return switch (judgement) {
            case OVERALL_EFFECTIVENESS -> "oe";
            case IMPACT_OF_LEADERS -> "lead";
            case HELP_AND_PROTECTION -> "help";
            case IN_CARE -> "care";
            case CARE_LEAVERS -> "leavers";
            case IN_CARE_AND_CARE_LEAVERS -> "both";
            case ADOPTION -> "adoption";
        };
    }

    /** The source's words, whole, must be those of the grade: "requires improvement to be good" is never good. */
    private static boolean isWordedSo(GradeGiven given) {
        String words = given.words().toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean requires = words.startsWith("require");
        return switch (given.grade()) {
            case OUTSTANDING -> words.equals("outstanding");
            case GOOD -> words.equals("good");
            case REQUIRES_IMPROVEMENT -> requires && words.contains("improvement");
            case INADEQUATE -> words.equals("inadequate");
        };
    }

    private static boolean isWebAddress(String url) {
        boolean web = url.matches("(?is)https?://.*");
        return web && url.length() <= 2_000 && url.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '<' || c == '>');
    }

    private static void require(boolean holds, String what, List<String> objections) {
        if (!holds) {
            objections.add(what);
        }
    }
}
